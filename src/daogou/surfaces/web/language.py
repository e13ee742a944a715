"""Which language a page speaks: the address, else what was chosen before, else the browser, else the shop."""

from collections.abc import Sequence

from starlette.requests import Request

from daogou.core.product import Language

COOKIE = "lang"
COOKIE_S = 365 * 24 * 3600
PARAMETER = "lang"


def language_of(request: Request, offered: Sequence[Language]) -> Language:
    """One of the offered languages; the first is the default."""
    chosen = (request.query_params.get(PARAMETER, ""), request.cookies.get(COOKIE, ""))
    wanted = (*chosen, *_accepted(request.headers.get("accept-language", "")))
    known = {str(language): language for language in offered}
    return next((known[name] for name in wanted if name in known), offered[0])


def _accepted(header: str) -> list[str]:
    """``zh-CN,zh;q=0.9,en;q=0.8`` -> zh, zh, en: the most wanted first."""
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate(header.split(",")[:20]):
        name, _, quality = part.partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        wanted.append((-weight, place, name.strip().lower().partition("-")[0]))
    return [name for _, _, name in sorted(wanted)]
