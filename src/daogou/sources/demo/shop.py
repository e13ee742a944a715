"""Draws a whole shop folder: settings, feed, pictures, masks, landmarks, sizes, events, reviews, policies."""

import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import partial
from importlib import resources
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import Any

from daogou.core.codec import product_to_json
from daogou.core.event import Event
from daogou.core.progress import SILENT, Progress, tracked
from daogou.core.settings import FILE_NAME, default_file
from daogou.sources.demo.design import Design, designs
from daogou.sources.demo.products import PICTURE_SUFFIX, product_of
from daogou.sources.demo.shoppers import authors, events
from daogou.sources.demo.sizes import size_charts

NAME = "Daogou Demo 导购示范店"
NOTICE = (
    "演示店铺：所有商品、图片与评价均由代码生成，并非真实商品。 "
    "Demo shop: every product, picture and review is made by code; none is real."
)
# of WebP: above it files grow and nobody sees the difference on cloth; method 0 encodes twice as fast as 2
QUALITY = 84


def draw_shop(folder: Path, *, products: int = 640, seed: int = 7, progress: Progress = SILENT) -> None:
    """Write the shop into ``folder``; the same count and seed give the same feed, byte for byte.

    Draws in worker processes that are spawned: a script that calls this needs its ``__main__`` guard.
    """
    feed = folder / "feed"
    for place in (feed / "pictures", feed / "garments", folder / "policies"):
        place.mkdir(parents=True, exist_ok=True)
    chosen = list(designs(products, seed))
    (folder / FILE_NAME).write_text(_settings(seed), encoding="utf-8")
    (feed / "products.jsonl").write_bytes(b"".join(product_to_json(product_of(d)) + b"\n" for d in chosen))
    _write_json(feed / "size_charts.json", size_charts())
    _write_policies(folder / "policies")
    _write_history(feed, chosen, seed)
    _write_pictures(feed, chosen, progress)


def _settings(seed: int) -> str:
    return default_file(
        {
            "shop": {"name": NAME, "languages": ["zh", "en"], "currency": "CNY", "notice": NOTICE},
            "feed": {"path": "feed/products.jsonl", "pictures": "feed/pictures"},
            "build": {"seed": seed},
        }
    )


def _write_json(file: Path, document: Any) -> None:
    file.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write_lines(file: Path, records: Iterable[Mapping[str, Any]]) -> None:
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    file.write_text("".join(lines), encoding="utf-8")


def _write_policies(folder: Path) -> None:
    for page in (resources.files(__package__) / "policies").iterdir():
        if page.name.endswith(".md"):
            (folder / page.name).write_text(page.read_text(encoding="utf-8"), encoding="utf-8")


def _write_history(feed: Path, chosen: Sequence[Design], seed: int) -> None:
    happened = events(chosen, seed)
    _write_lines(feed / "events.jsonl", (_event(event) for event in happened))
    names = authors(chosen, seed)
    _write_lines(feed / "reviews.jsonl", (_review(e, *names[e.shopper_id]) for e in happened if e.text))


def _event(event: Event) -> dict[str, Any]:
    return asdict(event) | {"at": event.at.isoformat()}


def _review(event: Event, author: str, language: str) -> dict[str, Any]:
    return {
        "product_id": event.product_id,
        "shopper_id": event.shopper_id,
        "author": author,
        "rating": int(event.value),
        "text": event.text,
        "language": language,
        "at": event.at.isoformat(),
    }


def _write_pictures(feed: Path, chosen: Sequence[Design], progress: Progress) -> None:
    """On all cores; the order of landmarks.jsonl is the feed's."""
    work = partial(_write_picture, feed)
    # spawn: forking a process that has threads (a server, a progress bar) may hang
    workers = max(1, min(cpu_count() or 1, len(chosen) // 8))
    if workers == 1:
        marks = [work(design) for design in tracked(chosen, progress, "Drawing pictures", len(chosen))]
    else:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            done = pool.map(work, chosen, chunksize=4)
            marks = list(tracked(done, progress, "Drawing pictures", len(chosen)))
    _write_lines(feed / "landmarks.jsonl", marks)


def _write_picture(feed: Path, design: Design) -> dict[str, Any]:
    """Draw one product and write its picture and mask; gives its line of landmarks.jsonl."""
    import cv2
    from PIL import Image

    from daogou.sources.demo.picture import picture_of

    cv2.setNumThreads(1)  # the processes are the parallelism
    photo = picture_of(design)
    picture = feed / "pictures" / f"{design.id}{PICTURE_SUFFIX}"
    Image.fromarray(photo.picture).save(picture, "WEBP", quality=QUALITY, method=0)
    Image.fromarray(photo.mask).save(feed / "garments" / f"{design.id}.png", compress_level=3)
    return {"product_id": design.id, "category": design.category, "points": photo.landmarks}
