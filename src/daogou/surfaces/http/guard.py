"""Around every request: security headers, a request id, and an answer to what nobody caught."""

import logging
import secrets
from collections.abc import Awaitable, Callable

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from daogou.surfaces.http.failures import Failure, failure_of

Respond = Callable[[Request, Failure], Awaitable[Response]]

# Everything comes from this server. Photos that are previewed before they are sent are blob: URLs.
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "media-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self), payment=()",
}

_log = logging.getLogger(__name__)


class Guard:
    """ASGI middleware; ``respond`` makes the answer to a failure, as JSON or as a page."""

    def __init__(self, app: ASGIApp, respond: Respond) -> None:
        self.app = app
        self.respond = respond

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; only an exception after the answer has begun escapes."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = secrets.token_hex(6)
        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                _add_headers(message, request_id)
            await send(message)

        try:
            await self.app(scope, receive, guarded)
        except Exception as error:
            failure = failure_of(error, request_id)
            if failure.status == 500:
                _log.exception("request %s: %s %s failed", request_id, scope["method"], _route(scope))
            if begun:
                raise
            response = await self._response(Request(scope, receive), failure)
            await response(scope, receive, guarded)

    async def _response(self, request: Request, failure: Failure) -> Response:
        try:
            return await self.respond(request, failure)
        except Exception:  # what broke the request may break its error page too
            _log.exception("no page could be made about: %s", failure.message)
            return Response(failure.message, failure.status, failure.headers, "text/plain")


def _route(scope: Scope) -> str:
    """The address without what stands in it: a shopper's id has no place in a log."""
    return getattr(scope.get("route"), "path", "an unknown address")


def _add_headers(message: Message, request_id: str) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if "frame-ancestors 'none'" not in headers["Content-Security-Policy"]:
        del headers["X-Frame-Options"]  # it knows no list of sites
    headers["X-Request-ID"] = request_id
