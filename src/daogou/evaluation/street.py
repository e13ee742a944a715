"""The street photos: who wears what, pixel by pixel (clothing-co-parsing, Apache-2.0)."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from daogou.core.errors import NotFound
from daogou.vision.decode import decode_picture

TEST, VALIDATION = 2, 3  # a photo's number mod 10; the rest teach


@dataclass(frozen=True)
class Street:
    """Photos of one split; ``labels``: the meaning of a mask's values, the first is the background."""

    labels: tuple[str, ...]
    photos: tuple[Path, ...]
    masks: tuple[Path, ...]
    table: Path

    @property
    def read(self) -> tuple[Path, ...]:
        """All files."""
        return (self.table, *self.photos, *self.masks)

    def picture(self, row: int) -> NDArray[np.uint8]:
        """uint8 [h, w, 3] RGB."""
        return decode_picture(self.photos[row].read_bytes())

    def mask(self, row: int) -> NDArray[np.uint8]:
        """uint8 [h, w]: rows of ``labels``."""
        return np.asarray(Image.open(self.masks[row]), np.uint8)


def split_of(number: int) -> str:
    """test, validation or train."""
    return {TEST: "test", VALIDATION: "validation"}.get(number % 10, "train")


def read_street(data: Path, split: str) -> Street:
    """The photos of a split, by number.

    Raises:
        NotFound: the folder is not there.
    """
    folder = data / "street"
    table = folder / "labels.json"
    if not table.is_file():
        raise NotFound(f"There is no {folder}.", hint="Name the data folder with --data.")
    photos = sorted(file for file in (folder / "photos").glob("*.jpg") if split_of(int(file.stem)) == split)
    masks = tuple(folder / "masks" / f"{photo.stem}.png" for photo in photos)
    return Street(tuple(json.loads(table.read_text(encoding="utf-8"))), tuple(photos), masks, table)
