"""A small shop and a client that talks to its server in process."""

import io
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI
from PIL import Image

from daogou.surfaces.server import create_app

sys.path.insert(0, str(Path(__file__).parent))  # the journeys use the same small shop
from small_shop import PAINTS, SmallShop


class Client:
    """Requests to an app in this process; cookies are kept, redirects are not followed."""

    def __init__(self, app: FastAPI, portal: BlockingPortal) -> None:
        # what nobody catches must become an answer, as it would behind a real server
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        self.app = app
        self._portal = portal
        self._client = httpx.AsyncClient(transport=transport, base_url="http://shop.test")

    def request(self, method: str, address: str, **given: Any) -> httpx.Response:
        return self._portal.call(partial(self._client.request, method, address, **given))

    def get(self, address: str, **given: Any) -> httpx.Response:
        return self.request("GET", address, **given)

    def post(self, address: str, **given: Any) -> httpx.Response:
        return self.request("POST", address, **given)

    def close(self) -> None:
        self._portal.call(self._client.aclose)


@pytest.fixture(scope="session")
def shop(tmp_path_factory) -> SmallShop:
    return SmallShop(tmp_path_factory.mktemp("small-shop"), max_upload_bytes=200_000)


@pytest.fixture(scope="session")
def portal() -> Iterator[BlockingPortal]:
    with start_blocking_portal() as portal:
        yield portal


@pytest.fixture(scope="session")
def app(shop) -> FastAPI:
    """Over the shop for all tests; its routes take longer to lay out than most tests to ask."""
    return create_app(shop)


@pytest.fixture
def client(app, portal) -> Iterator[Client]:
    client = Client(app, portal)
    yield client
    client.close()


@pytest.fixture
def clients(portal) -> Iterator[Any]:
    """Clients of apps that a test makes itself."""
    made: list[Client] = []

    def client_of(app: FastAPI) -> Client:
        made.append(Client(app, portal))
        return made[-1]

    yield client_of
    for client in made:
        client.close()


@pytest.fixture(scope="session")
def photo() -> Any:
    """A picture of one of the shop's colours, as bytes of a format."""

    def bytes_of(colour: str, file_format: str = "PNG", side: int = 64) -> bytes:
        pixels = np.full((side, side, 3), PAINTS[colour], np.uint8)
        buffer = io.BytesIO()
        Image.fromarray(pixels).save(buffer, file_format)
        return buffer.getvalue()

    return bytes_of
