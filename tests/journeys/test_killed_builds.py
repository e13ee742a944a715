"""``kill -9`` at any moment of a build leaves the shop serving its last release, and the store openable."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from daogou.assembly.build import build_shop
from daogou.assembly.intake import import_into, init_shop
from daogou.assembly.open import open_shop
from daogou.assembly.releases import Releases, damaged_files
from daogou.catalogue.store import open_catalogue
from daogou.core.query import Query

PRODUCTS = 40
KILLS = 6
BUILD = """
import sys
from pathlib import Path
from daogou.assembly.build import build_shop
build_shop(Path(sys.argv[1]))
"""


def write_feed(shop: Path, price: int) -> Path:
    colours = ("red", "green", "blue")
    records = [
        {
            "id": f"p{n}",
            "title": f"{colours[n % 3]} square number {n}",
            "price": price,
            "picture": f"{n}.png",
            "category": "Clothing > Dresses",
        }
        for n in range(PRODUCTS)
    ]
    feed = shop / "feed.jsonl"
    feed.write_text("\n".join(map(json.dumps, records)))
    return feed


def paint(folder: Path, seed: int) -> None:
    """Different pictures for every seed, so that every build has to look at all of them again."""
    random_numbers = np.random.default_rng(seed)
    for n in range(PRODUCTS):
        Image.fromarray(random_numbers.integers(0, 255, (64, 64, 3), dtype=np.uint8)).save(
            folder / f"{n}.png"
        )


def make(shop: Path) -> None:
    init_shop(shop, name="Squares")
    with (shop / "shop.toml").open("a") as settings:
        settings.write('[features.alignment]\nname = "conse"\n')
    paint(shop, 0)
    import_into(shop, write_feed(shop, 10))
    build_shop(shop)


@pytest.fixture
def shop(made_once: Callable[..., Path], tmp_path: Path) -> Path:
    return shutil.copytree(made_once("squares", make), tmp_path / "shop")


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_the_last_release_serving(shop):
    before = Releases(shop).current_id()
    moments = random.Random(7)
    for number in range(KILLS):
        paint(shop, number + 1)
        import_into(shop, write_feed(shop, 20 + number))
        killed = subprocess.Popen([sys.executable, "-c", BUILD, str(shop)])
        time.sleep(moments.uniform(0.3, 6.0))
        killed.send_signal(signal.SIGKILL)
        if killed.wait() == 0:  # it was done before: that release is the last one now
            before = Releases(shop).current_id()
        assert Releases(shop).current_id() == before
        assert damaged_files(Releases(shop).current()) == []
        assert open_catalogue(shop).count() == PRODUCTS
    assert open_shop(shop).search(Query(text="red square")).total > 0
    assert build_shop(shop).id > before
    assert open_shop(shop).product("p0").price == 20 + KILLS - 1
    assert list((shop / "releases").glob(".*")) == []


@pytest.mark.slow
def test_building_twice_publishes_once_and_a_price_change_looks_at_no_picture_again(shop):
    first = Releases(shop).current_id()
    assert build_shop(shop).id == first
    import_into(shop, write_feed(shop, 11))
    second = build_shop(shop)
    assert second.id > first
    assert open_shop(shop).product("p0").price == 11
    keys = [
        json.loads((Releases(shop).get(i).stage("see") / "keys.json").read_text()) for i in (first, second.id)
    ]
    assert keys[0] == keys[1]
