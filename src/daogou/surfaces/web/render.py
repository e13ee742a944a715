"""A page from a template: escaped, in the shopper's language, with what every page shows."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from daogou.assembly.shop import Shop
from daogou.core.product import Language
from daogou.surfaces.http.visitor import visitor_of
from daogou.surfaces.web.language import COOKIE, COOKIE_S, PARAMETER, language_of
from daogou.surfaces.web.money import discount, money
from daogou.surfaces.web.strings import Speaker

_NAMES = {"zh": "中文", "en": "English"}
_LOCALES = {"zh": "zh-CN", "en": "en"}


@dataclass(frozen=True)
class Page:
    """What a page is made with: the request, the shop it found, the language it speaks."""

    request: Request
    shop: Shop
    language: Language
    say: Speaker


def page_for(request: Request, shop: Shop) -> Page:
    """The page's language is settled here, once."""
    language = language_of(request, shop.settings.shop.languages)
    return Page(request, shop, language, Speaker(language, shop.concepts))


def render(page: Page, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """The page as HTML; remembers a language that the address asked for."""
    html = _environment().get_template(template).render(**_common(page), **values)
    response = HTMLResponse(
        html, status, headers={"Cache-Control": "no-cache", "Vary": "Cookie, Accept-Language"}
    )
    if page.request.query_params.get(PARAMETER) == page.language:
        response.set_cookie(COOKIE, page.language, max_age=COOKIE_S, samesite="lax", httponly=True)
    return response


def _common(page: Page) -> dict[str, Any]:
    section = page.shop.settings.shop
    return {
        "t": page.say,
        "language": page.language,
        "locale": _LOCALES[page.language],
        "shop_name": section.name,
        "notice": section.notice,
        "currency": section.currency,
        "policies": page.shop.policies(page.language),
        "switches": [
            (code, _NAMES[code], _LOCALES[code], _switch(page.request, code)) for code in section.languages
        ],
        "picture": picture_of(page.shop.release),
        "max_upload_bytes": page.shop.settings.serve.max_upload_bytes,
        "hears": page.shop.can_hear,
        "asks_consent": page.shop.settings.shoppers.consent == "ask" and not visitor_of(page.request),
        "here": f"{page.request.url.path}?{page.request.url.query}".removesuffix("?"),
    }


def _switch(request: Request, language: str) -> str:
    """This very address in another language."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != PARAMETER]
    return f"?{urlencode([*kept, (PARAMETER, language)])}"


def picture_of(release: str) -> Callable[[str, int], str]:
    """Addresses of pictures in a width, to be kept by browsers until the next release."""

    def address(picture: str, width: int) -> str:
        return f"{picture}?{urlencode({'width': width, 'v': release})}"

    return address


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("daogou.surfaces.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["money"] = money
    environment.globals["discount"] = discount
    environment.globals["static"] = static_address
    return environment


@cache
def static_address(name: str) -> str:
    """A static file's address with the beginning of its hash, so that browsers may keep it for ever."""
    data = files(__package__).joinpath("static", name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(data).hexdigest()[:10]}"
