import asyncio
import threading

import pytest

from daogou.core.errors import NotFound
from daogou.surfaces.http.streaming import Send, streamed


async def collected(response) -> list[bytes]:
    return [piece async for piece in response.body_iterator]


def test_events_come_while_the_work_goes_on():
    seen = threading.Event()

    def work(send: Send) -> None:
        send(b"one")
        assert seen.wait(5)  # set once the first event has arrived
        send(b"two")

    async def go() -> list[bytes]:
        response = await streamed(work)
        pieces = response.body_iterator.__aiter__()
        first = await pieces.__anext__()
        seen.set()
        return [first, *[piece async for piece in pieces]]

    assert asyncio.run(go()) == [b"one", b"two"]


def test_an_error_before_the_first_event_is_raised_and_a_later_one_is_an_event():
    def lost(send: Send) -> None:
        raise NotFound("It is gone.")

    def broken(send: Send) -> None:
        send(b"one")
        raise NotFound("It is gone.", hint="Look elsewhere.")

    async def go(work) -> list[bytes]:
        return await collected(await streamed(work))

    with pytest.raises(NotFound):
        asyncio.run(go(lost))
    one, error = asyncio.run(go(broken))
    assert one == b"one"
    assert error.startswith(b"event: error")
    assert b"It is gone." in error


def test_work_that_sends_nothing_is_an_empty_stream():
    async def go() -> list[bytes]:
        return await collected(await streamed(lambda send: None))

    assert asyncio.run(go()) == []


def test_what_was_begun_is_done_to_its_end_where_the_client_has_left():
    done, left = threading.Event(), threading.Event()

    def work(send: Send) -> None:
        send(b"one")
        left.wait(5)
        send(b"two")
        done.set()

    async def go() -> None:
        response = await streamed(work)
        pieces = response.body_iterator.__aiter__()
        await pieces.__anext__()
        await pieces.aclose()
        left.set()
        await asyncio.to_thread(done.wait, 5)

    asyncio.run(go())
    assert done.is_set()
