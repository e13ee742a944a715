"""No request body is larger or slower than we are willing to read."""

import anyio
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALL_BODY_BYTES = 64 * 1024  # words, filters and multipart headers; a photo comes on top of it
BODY_TIMEOUT_S = 60.0  # 15 MB at 2 Mbit/s, a slow phone


class BodyLimit:
    """ASGI middleware: counts the body while it streams, and stops at the limit.

    It must sit inside whatever turns exceptions into answers.
    """

    def __init__(self, app: ASGIApp, max_upload_bytes: int, timeout_s: float = BODY_TIMEOUT_S) -> None:
        self.app = app
        self.max_bytes = max_upload_bytes + SMALL_BODY_BYTES
        self.timeout_s = timeout_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a counted body."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        _refuse_announced(scope, self.max_bytes)
        await self.app(scope, self._counted(receive), send)

    def _counted(self, receive: Receive) -> Receive:
        seen = 0
        deadline = anyio.current_time() + self.timeout_s
        complete = False

        async def counted() -> Message:
            nonlocal seen, complete
            if complete:  # what comes now is the disconnect, which may take as long as it likes
                return await receive()
            message = await _before(deadline, receive)
            seen += len(message.get("body", b""))
            complete = not message.get("more_body", False)
            if seen > self.max_bytes:
                raise _too_large(self.max_bytes)
            return message

        return counted


async def _before(deadline: float, receive: Receive) -> Message:
    try:
        with anyio.fail_after(max(0.0, deadline - anyio.current_time())):
            return await receive()
    except TimeoutError as error:
        raise HTTPException(408) from error


def _refuse_announced(scope: Scope, max_bytes: int) -> None:
    announced = dict(scope["headers"]).get(b"content-length", b"0")
    if not announced.isdigit():
        raise HTTPException(400, "The Content-Length header is no number.")
    if int(announced) > max_bytes:
        raise _too_large(max_bytes)


def _too_large(max_bytes: int) -> HTTPException:
    return HTTPException(413, f"The request is larger than the {max_bytes} bytes this shop takes.")
