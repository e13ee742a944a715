"""A whole shop folder, small."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from daogou.core.codec import product_from_json
from daogou.core.settings import read_settings
from daogou.sources.demo import draw_shop

COUNT = 6  # fewer than one worker's share: drawn in this process


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shop")
    draw_shop(folder, products=COUNT, seed=5)
    return folder


def _lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_the_settings_name_the_feed_and_say_that_nothing_is_real(shop: Path) -> None:
    settings = read_settings(shop)
    assert (shop / settings.feed.path).is_file()
    assert settings.shop.languages == ["zh", "en"]
    assert "none is real" in settings.shop.notice
    assert "并非真实商品" in settings.shop.notice


def test_every_product_has_its_picture_mask_and_landmarks(shop: Path) -> None:
    feed = shop / "feed"
    products = [product_from_json(line) for line in (feed / "products.jsonl").read_bytes().splitlines()]
    assert len(products) == COUNT
    assert [line["product_id"] for line in _lines(feed / "landmarks.jsonl")] == [p.id for p in products]
    for product in products:
        mask_file = feed / "garments" / f"{product.id}.png"
        with (
            Image.open(feed / "pictures" / product.pictures[0].source) as picture,
            Image.open(mask_file) as mask,
        ):
            assert picture.size == mask.size
            assert mask.mode == "L"
            assert np.asarray(mask).max() == 255


def test_reviews_are_the_words_of_ratings(shop: Path) -> None:
    rated = {
        (e["shopper_id"], e["product_id"]): e
        for e in _lines(shop / "feed" / "events.jsonl")
        if e["kind"] == "rate"
    }
    for review in _lines(shop / "feed" / "reviews.jsonl"):
        event = rated[review["shopper_id"], review["product_id"]]
        assert (review["text"], review["rating"]) == (event["text"], event["value"])
        assert review["language"] in ("zh", "en")


def test_every_policy_is_there_in_both_languages(shop: Path) -> None:
    names = {file.name for file in (shop / "policies").iterdir()}
    assert names == {f"{page}.{lang}.md" for page in ("shipping", "returns", "care") for lang in ("en", "zh")}


def test_the_same_seed_writes_the_same_bytes(shop: Path, tmp_path: Path) -> None:
    draw_shop(tmp_path, products=COUNT, seed=5)
    assert _digests(tmp_path) == _digests(shop)


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.mark.slow
def test_worker_processes_draw_the_same_pictures_as_one(shop: Path, tmp_path: Path) -> None:
    draw_shop(tmp_path, products=16, seed=5)  # the fewest that two workers share
    few, many = _digests(shop), _digests(tmp_path)
    pictures = [name for name in few if name.startswith(("feed/pictures", "feed/garments"))]
    assert len(pictures) == 2 * COUNT
    assert all(few[name] == many[name] for name in pictures)
