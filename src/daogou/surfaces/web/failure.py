"""A page that says what went wrong, in the shopper's language, and offers a way on."""

from starlette.requests import Request
from starlette.responses import Response

from daogou.surfaces.http.failures import Failure
from daogou.surfaces.http.serving import serving_of
from daogou.surfaces.web.render import page_for, render

_KINDS = {404: "missing", 413: "too_large", 422: "bad", 503: "busy"}


async def respond(request: Request, failure: Failure) -> Response:
    """The error page; what the failure says in English is shown small, for whoever must mend it."""
    page = page_for(request, serving_of(request).shop)
    kind = _KINDS.get(failure.status, "broken" if failure.status >= 500 else "bad")
    kind = "picture" if failure.code == "bad_picture" else kind
    response = render(page, "error.html", status=failure.status, kind=kind, failure=failure)
    response.headers.update(failure.headers)
    return response
