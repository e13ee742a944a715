"""Work that keeps a processor busy happens in threads, a bounded number of them, for a bounded time."""

import os
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import anyio
from anyio.lowlevel import RunVar
from starlette.exceptions import HTTPException

T = TypeVar("T")

# A search releases the interpreter in numpy and tantivy, so a few more threads than cores keep both busy;
# many more would only make every shopper wait for every other.
THREADS = max(4, 2 * (os.cpu_count() or 1))
# Half a second of waiting at 5 ms a search; a longer queue is better told to come back.
QUEUE = 100
TIMEOUT_S = 20.0  # a search takes milliseconds; whoever waits this long has left the page

_limiter: RunVar[anyio.CapacityLimiter] = RunVar("daogou_work")


def _limit() -> anyio.CapacityLimiter:
    try:
        return _limiter.get()
    except LookupError:
        limiter = anyio.CapacityLimiter(THREADS)
        _limiter.set(limiter)
        return limiter


async def in_thread(function: Callable[..., T], *args: Any, **named: Any) -> T:
    """What the function gives, run in one of a few threads.

    Raises:
        HTTPException: 503 when too many wait already, or when it takes longer than ``TIMEOUT_S``.
    """
    limiter = _limit()
    if limiter.statistics().tasks_waiting >= QUEUE:
        raise HTTPException(503, "Too many requests at once.", {"Retry-After": "1"})
    try:
        with anyio.fail_after(TIMEOUT_S):
            call = partial(function, *args, **named)
            return await anyio.to_thread.run_sync(call, limiter=limiter, abandon_on_cancel=True)
    except TimeoutError as error:
        raise HTTPException(503, "The answer took too long.", {"Retry-After": "5"}) from error
