"""A real server on loopback, a real browser without a window, and a drawn shop, really built."""

import re
import shutil
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI

from daogou.assembly.build import build_shop
from daogou.assembly.demo import lay_out_demo
from daogou.assembly.intake import import_into
from daogou.surfaces.server import create_app

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "unit" / "surfaces")]
from small_shop import SmallShop  # noqa: E402 - lies in the folder just added

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)

DRAWN_PRODUCTS = 60  # every kind of garment at least once, and enough events to learn from
QUICKER = {  # what most journeys do not look at is left out
    "alignment": '{"name" = "conse"}',  # needs no training
    "suggest": "false",
    "recommender": '{"name" = "hybrid", "options" = {"parts" = '
    '["popularity", "item_knn", "knowledge_graph"]}}',
}


def set_lines(folder: Path, **lines: str) -> None:
    """Set options in ``shop.toml``, each of which must stand there, if only as a comment."""
    settings = folder / "shop.toml"
    text = settings.read_text(encoding="utf-8")
    for name, value in lines.items():
        text, found = re.subn(rf"(?m)^(# )?{name} = .*$", f"{name} = {value}", text)
        assert found == 1, name
    settings.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def drawn_shop(
    made_once: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Path]:
    """A function that gives a drawn shop of one's own, imported and built, with the given settings.

    All are copies of one shop: what is built again for other settings looks at no picture again.
    """

    def make(folder: Path) -> None:
        lay_out_demo(folder, "drawn", products=DRAWN_PRODUCTS, seed=3)
        set_lines(folder, **QUICKER)
        import_into(folder)
        build_shop(folder)

    def copy(**lines: str) -> Path:
        folder = tmp_path_factory.mktemp("drawn") / "shop"
        shutil.copytree(made_once("drawn-shop", make), folder)
        if lines:
            set_lines(folder, **lines)
            build_shop(folder)
        return folder

    return copy


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address of a server that runs in a thread as long as the block."""
    # named as TCP, or asyncio leaves Nagle's algorithm on and every answer waits 40 ms
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture(scope="session")
def serving():
    """For journeys through an app of their own: ``with serving(app) as address``."""
    return served


@pytest.fixture(scope="session")
def small_address(tmp_path_factory) -> Iterator[str]:
    with served(create_app(SmallShop(tmp_path_factory.mktemp("small-shop")))) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    if not (CHROMIUM and DRIVER):
        pytest.skip("needs Chromium and its driver (Debian: apt install chromium chromium-driver)")
    webdriver = pytest.importorskip("selenium.webdriver", reason="needs selenium")
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for flag in FLAGS:
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.set_page_load_timeout(60)
    yield driver
    driver.quit()


@pytest.fixture
def shopper(chromium, small_address):
    """In the small shop, at a desk, speaking English; leaves no error in the console."""
    from shopper import Shopper

    shopper = Shopper(chromium, small_address)
    chromium.get("about:blank")  # a page of a server that has stopped still asks for its pictures
    shopper.errors()
    shopper.size(1280, 900)
    shopper.open("/?lang=en")
    yield shopper
    assert shopper.errors() == []
