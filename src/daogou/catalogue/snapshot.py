"""The products of one release, frozen: a file of documents and where each begins.

The catalogue goes on changing while a release is served; a page must show the product that was indexed.
"""

import mmap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from daogou.core.codec import product_from_json, product_to_json
from daogou.core.product import Product

DOCUMENTS = "products.jsonl"
OFFSETS = "offsets.npy"
IDS = "ids.txt"


def write_snapshot(folder: Path, products: Iterable[Product]) -> int:
    """Write products, row after row, into an existing folder; how many they were."""
    offsets = [0]
    with (folder / DOCUMENTS).open("wb") as documents, (folder / IDS).open("w", encoding="utf-8") as ids:
        for product in products:
            documents.write(product_to_json(product) + b"\n")
            ids.write(product.id + "\n")
            offsets.append(documents.tell())
    np.save(folder / OFFSETS, np.asarray(offsets, dtype=np.int64))
    return len(offsets) - 1


class Snapshot(Sequence[Product]):
    """Rows of products, read from the disk when asked for."""

    def __init__(self, folder: Path) -> None:
        self._offsets = np.load(folder / OFFSETS)
        self.ids = tuple((folder / IDS).read_text(encoding="utf-8").splitlines())
        self.row_of = {product_id: row for row, product_id in enumerate(self.ids)}
        with (folder / DOCUMENTS).open("rb") as stream:
            empty = self._offsets[-1] == 0  # an empty file cannot be mapped
            self._documents = b"" if empty else mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Product]:
        return (self._product(row) for row in range(len(self)))

    def __getitem__(self, row: int) -> Product:  # type: ignore[override]  # slices have no use here
        return self._product(range(len(self))[row])

    def _product(self, row: int) -> Product:
        return product_from_json(self._documents[self._offsets[row] : self._offsets[row + 1]])
