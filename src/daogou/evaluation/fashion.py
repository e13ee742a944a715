"""The fashion data as products, pictures and judged queries."""

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadPicture, NotFound
from daogou.core.product import Picture, Product
from daogou.core.progress import Progress
from daogou.features.see import Eye, see
from daogou.vision.shades import SHADES

QUERIES = {
    "title": "qrels_text-image.json",
    "colour": "qrels_baseColour-image+text.json",
    "category": "qrels_category3-image+text.json",
}


@dataclass(frozen=True)
class Fashion:
    """``qrels``: kind of query -> query -> ids of the products that answer it, those of the gallery only."""

    products: tuple[Product, ...]
    files: tuple[Path, ...]  # each product's picture
    qrels: dict[str, dict[str, frozenset[str]]]
    read: tuple[Path, ...]


def read_fashion(data: Path) -> Fashion:
    """All products that have a picture.

    Raises:
        NotFound: the folder is not there.
    """
    folder = data / "fashion"
    table = folder / "products.csv"
    if not table.is_file():
        raise NotFound(f"There is no {folder}.", hint="Name the data folder with --data.")
    with table.open(encoding="utf-8", newline="") as stream:
        found = [(_product(row), folder / "images" / f"{row['id']}.jpg") for row in csv.DictReader(stream)]
    kept = [(product, file) for product, file in found if file.is_file()]
    gallery = {product.id for product, _ in kept}
    qrels = {kind: _qrels(folder / name, gallery) for kind, name in QUERIES.items()}
    files = tuple(file for _, file in kept)
    read = (table, *(folder / name for name in QUERIES.values()), *files)
    return Fashion(tuple(product for product, _ in kept), files, qrels, read)


def _qrels(file: Path, gallery: set[str]) -> dict[str, frozenset[str]]:
    queries = json.loads(file.read_text(encoding="utf-8"))
    present = {query: frozenset(ids) & gallery for query, ids in queries.items()}
    return {query: ids for query, ids in present.items() if ids}


def _product(row: dict[str, str]) -> Product:
    named = {"colour": "baseColour", "audience": "gender", "season": "season", "occasion": "usage"}
    return Product(
        id=row["id"],
        titles={"en": row["title"]},
        category=(row["masterCategory"], row["subCategory"], row["articleType"]),
        attributes={name: (row[column],) for name, column in named.items() if row[column] not in ("", "NA")},
        pictures=(Picture(f"images/{row['id']}.jpg"),),
    )


def look_at(pictures: Sequence[Path], eye: Eye, progress: Progress) -> NDArray[np.float32]:
    """Picture rows, float32 [n, picture_dim].

    Raises:
        BadPicture: a picture of the benchmark cannot be decoded.
    """
    return look_twice_at(pictures, eye, progress)[0]


def look_twice_at(
    pictures: Sequence[Path], eye: Eye, progress: Progress
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Picture rows and shades, float32 [n, picture_dim] and [n, SHADES].

    Raises:
        BadPicture: a picture of the benchmark cannot be decoded.
    """
    rows = np.empty((len(pictures), eye.dim), dtype=np.float32)
    shades = np.empty((len(pictures), SHADES), dtype=np.float32)
    for number, seen in see(pictures, eye, progress=progress):
        if isinstance(seen, BadPicture):
            raise seen
        rows[number], shades[number] = seen.row, seen.shades
    return rows, shades
