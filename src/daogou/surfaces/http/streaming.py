"""Server-sent events that come while the work for them is done in a thread."""

import asyncio
from collections.abc import AsyncIterator, Callable

from starlette.responses import StreamingResponse

from daogou.surfaces.http.failures import failure_of
from daogou.surfaces.http.talking import EVENTS, event
from daogou.surfaces.http.work import in_thread

Send = Callable[[bytes], None]
_running: set[asyncio.Task[None]] = set()  # a task that nobody holds may be collected before it ends


async def streamed(work: Callable[[Send], None]) -> StreamingResponse:
    """The events that ``work`` sends, each as soon as it is there.

    Work goes on to its end where the client has left: what was begun is remembered. An error after the first
    event is told as an event ``error``, in the one shape of errors.

    Raises:
        Exception: whatever ``work`` raises before its first event, to be answered with its own status.
    """
    loop, queue = asyncio.get_running_loop(), asyncio.Queue[bytes | Exception | None]()

    async def run() -> None:
        try:
            await in_thread(work, lambda one: loop.call_soon_threadsafe(queue.put_nowait, one))
        except Exception as error:  # told to whoever reads the queue
            queue.put_nowait(error)
        queue.put_nowait(None)

    task = loop.create_task(run())
    _running.add(task)
    task.add_done_callback(_running.discard)
    first = await queue.get()
    if isinstance(first, Exception):
        raise first
    return StreamingResponse(_events(first, queue), media_type=EVENTS, headers={"Cache-Control": "no-store"})


async def _events(
    first: bytes | None, queue: "asyncio.Queue[bytes | Exception | None]"
) -> AsyncIterator[bytes]:
    one: bytes | Exception | None = first
    while one is not None:
        yield one if isinstance(one, bytes) else _failed(one)
        one = await queue.get()


def _failed(error: Exception) -> bytes:
    told = failure_of(error)
    return event("error", {"error": {"code": told.code, "message": told.message, "hint": told.hint}})
