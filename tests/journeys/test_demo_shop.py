"""The drawn demo shop, really built and really served: words in both languages and a photo find products."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

pytest.importorskip("selenium", reason="needs selenium")

from selenium.webdriver.common.keys import Keys
from shopper import Shopper

pytestmark = pytest.mark.slow

START_S = 120.0  # loading the models on a busy machine


@pytest.fixture(scope="module")
def folder(drawn_shop) -> Path:
    """Built as shops are, but for ConSE: it needs no training, and how it ranks is not the matter here."""
    return drawn_shop(suggest="true", recommender='{"name" = "hybrid"}')


@pytest.fixture(scope="module")
def address(folder):
    """Of a server process, as ``daogou serve`` starts it; ended by its id."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "--factory", "daogou.surfaces.server:app_from_environment"]
    server = subprocess.Popen(
        [*command, "--port", str(port), "--log-level", "warning"],
        env={**os.environ, "DAOGOU_SHOP": str(folder)},
    )
    try:
        yield _ready(f"http://127.0.0.1:{port}", server)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _ready(address: str, server: subprocess.Popen) -> str:
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(f"{address}/health/ready", timeout=5) as answer:
                assert answer.status == 200
                return address
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not become ready")


@pytest.fixture
def shopper(chromium, address):
    shopper = Shopper(chromium, address)
    shopper.size(1280, 900)
    yield shopper
    assert shopper.errors() == []


def pictures_are_there(shopper) -> bool:
    return shopper.run(
        "const seen = [...document.querySelectorAll('main img')].filter((i) => i.loading === 'eager');"
        "return seen.length > 0 && seen.every((i) => i.complete && i.naturalWidth > 0)"
    )


@pytest.mark.parametrize(
    ("language", "words", "title"),
    [("zh", "连衣裙", "裙"), ("en", "dress", "Dress"), ("en", "dres", "Dress")],
)
def test_words_find_in_both_languages_and_a_typo_is_mended(shopper, language, words, title):
    shopper.open(f"/?lang={language}")
    shopper.until(lambda: pictures_are_there(shopper))
    shopper.see("input[name=q]").send_keys(words + Keys.ENTER)
    shopper.see("#results-page")
    assert title in shopper.texts(".card-title")[0]
    shopper.until(lambda: pictures_are_there(shopper))


def test_a_products_own_picture_finds_the_product_and_words_refine_it(shopper, folder):
    picture = next((folder / "feed" / "pictures").glob("dress-*"))
    shopper.open("/?lang=en")
    shopper.all("input[type=file]")[0].send_keys(str(picture))
    shopper.see(".by-picture")
    links = [link.get_attribute("href") for link in shopper.all(".card-link")[:3]]
    assert any(link.endswith(f"/products/{picture.stem}") for link in links)
    shopper.see("input[name=q]").send_keys("but in black" + Keys.ENTER)
    shopper.until(lambda: shopper.texts(".chip-understood"))
    assert shopper.texts(".chip-understood")[0].strip() == "Black"


@pytest.mark.parametrize("path", ["/", "/search?q=shoes", "/policies/returns", "PRODUCT"])
def test_no_page_is_wider_than_a_phone(shopper, folder, path):
    product = next((folder / "feed" / "pictures").iterdir()).stem
    shopper.size(360, 740)
    shopper.open(path.replace("PRODUCT", f"/products/{product}"))
    assert shopper.overflow() == 0


def test_a_tile_a_box_and_a_product_page_follow_each_other(shopper):
    shopper.open("/?lang=zh")
    shopper.click(".tile")
    shopper.see("#results-page")
    everything = len(shopper.all(".card"))
    shopper.click(".boxes-colour .box")
    shopper.until(lambda: 0 < len(shopper.all(".card")) < everything)
    shopper.click(".card-link")
    shopper.see(".product")
    assert shopper.all(".similar .card")
