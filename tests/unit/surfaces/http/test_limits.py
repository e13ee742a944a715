"""The body is counted while it streams: a client that lies about its length gets no further."""

import anyio
import pytest
from starlette.exceptions import HTTPException

from daogou.surfaces.http.limits import SMALL_BODY_BYTES, BodyLimit


async def read_all(scope, receive, send) -> None:
    while (await receive()).get("more_body"):
        pass


def run(
    limit: BodyLimit, chunks: list[bytes], headers: list[tuple[bytes, bytes]], wait_s: float = 0.0
) -> int:
    sent = 0

    async def receive():
        nonlocal sent
        await anyio.sleep(wait_s)
        sent += 1
        return {"type": "http.request", "body": chunks[sent - 1], "more_body": sent < len(chunks)}

    scope = {"type": "http", "method": "POST", "headers": headers}
    anyio.run(limit, scope, receive, None)
    return sent


def test_a_body_within_the_limit_passes():
    assert run(BodyLimit(read_all, 1000), [b"x" * 500, b"x" * 500], []) == 2


def test_a_body_is_stopped_as_soon_as_it_is_too_large():
    chunks = [b"x" * SMALL_BODY_BYTES] * 100
    with pytest.raises(HTTPException) as refused:
        run(BodyLimit(read_all, 1000), chunks, [(b"content-length", b"10")])
    assert refused.value.status_code == 413


@pytest.mark.parametrize(("length", "status"), [(b"99999999", 413), (b"-1", 400), (b"many", 400)])
def test_an_announced_length_is_judged_before_a_byte_is_read(length, status):
    with pytest.raises(HTTPException) as refused:
        run(BodyLimit(read_all, 1000), [], [(b"content-length", length)])
    assert refused.value.status_code == status


def test_a_body_that_trickles_is_given_up():
    with pytest.raises(HTTPException) as refused:
        run(BodyLimit(read_all, 1000, timeout_s=0.05), [b"x"] * 50, [], wait_s=0.02)
    assert refused.value.status_code == 408
