"""Who visits the pages: a random id in a cookie, known to nobody by name."""

import re
import secrets
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "visitor"
COOKIE_S = 365 * 24 * 3600
_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")


def visitor_of(request: Request) -> str:
    """The visitor's id, "" for who has none, or one that is none of ours."""
    value = request.cookies.get(COOKIE, "")
    return value if _ID.fullmatch(value) else ""


def new_visitor() -> str:
    """An id that nobody can guess."""
    return secrets.token_urlsafe(16)


def remember(response: Response, visitor: str) -> None:
    """Give the browser the id; no script of the page can read it."""
    response.set_cookie(COOKIE, visitor, max_age=COOKIE_S, samesite="lax", httponly=True)


def forget(response: Response) -> None:
    """Take it back."""
    response.delete_cookie(COOKIE, samesite="lax", httponly=True)


def comes_from_elsewhere(headers: Mapping[str, str]) -> bool:
    """Whether a page of another site sent it; a program that is no browser says nothing of where it is.

    Where the browser says so itself that holds: a proxy may ask us by another name than the visitor did.
    """
    said = headers.get("sec-fetch-site")
    if said is not None:
        return said not in ("none", "same-origin")
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2] != headers.get("host", "")
