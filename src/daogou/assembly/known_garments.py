"""Garments whose outlines and points a feed knows, as the drawn shop's does: ``garments/ID.png`` holds the
mask, ``landmarks.jsonl`` the points in pixels of the first picture. Other shops' are found in the picture.
"""

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from daogou.core.settings import FeedSection
from daogou.studio.try_on import Garment

LANDMARKS, MASKS = "landmarks.jsonl", "garments"
Points = Mapping[str, tuple[float, float]]


class KnownGarments:
    """Beside the shop's feed."""

    def __init__(self, shop: Path, feed: FeedSection) -> None:
        self._folder = (shop / feed.path).parent

    def garment(self, product_id: str, picture: NDArray[np.uint8], kind: str) -> Garment | None:
        """A garment as the feed knows it; None where it does not, or knows it for another picture."""
        points, file = self._points.get(product_id), self._folder / MASKS / f"{product_id}.png"
        if not points or not file.resolve().is_relative_to(self._folder.resolve()) or not file.is_file():
            return None
        with Image.open(file) as image:
            if image.size != (picture.shape[1], picture.shape[0]):
                return None
            mask = np.asarray(image.convert("L"), np.float32) / np.float32(255)
        return Garment(picture, mask, points, kind)

    @cached_property
    def _points(self) -> Mapping[str, Points]:
        file = self._folder / LANDMARKS
        if not file.is_file():
            return {}
        rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
        return {
            row["product_id"]: {name: (float(x), float(y)) for name, (x, y) in row["points"].items()}
            for row in rows
        }
