import threading

import anyio
import pytest
from starlette.exceptions import HTTPException

from daogou.surfaces.http import work
from daogou.surfaces.http.work import QUEUE, THREADS, in_thread


def test_work_happens_in_another_thread_and_its_error_comes_back():
    here = threading.get_ident()
    assert anyio.run(in_thread, threading.get_ident) != here

    def fail() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        anyio.run(in_thread, fail)


def test_a_queue_that_is_too_long_is_refused():
    release = threading.Event()

    async def crowd() -> None:
        async with anyio.create_task_group() as group:
            for _ in range(THREADS + QUEUE):
                group.start_soon(in_thread, release.wait)
            await anyio.sleep(0.2)
            try:
                with pytest.raises(HTTPException) as refused:
                    await in_thread(release.wait)
                assert refused.value.status_code == 503
                assert refused.value.headers == {"Retry-After": "1"}
            finally:
                release.set()

    anyio.run(crowd)


def test_the_numbers_are_sane():
    assert work.TIMEOUT_S > 1
