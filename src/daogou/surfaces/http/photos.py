"""Shoppers' photos, kept for a short while in memory so that words can refine them; never on disk."""

import io
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from daogou.core.errors import NotFound
from daogou.surfaces.http.short_memory import KEEP_S, ShortMemory

__all__ = ["KEEP_S", "Photo", "PhotoShelf"]

KEEP_BYTES = 128 * 1024 * 1024  # about 90 photos of 800 x 600; what a small server can spare
SIDE_PX = 800  # the encoders look at 224 px, a crop of a garment at about half of the photo
PREVIEW_PX = 320


@dataclass(frozen=True, slots=True)
class Photo:
    """``pixels``: uint8 [height, width, 3] RGB, its longer side at most ``SIDE_PX``; ``preview``: WebP."""

    pixels: NDArray[np.uint8]
    preview: bytes

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return self.pixels.nbytes + len(self.preview)

    def large(self) -> bytes:
        """As WebP, in the size in which it is kept."""
        return _webp(self.pixels)


class PhotoShelf:
    """Photos by a token that cannot be guessed; the oldest goes when the shelf is full."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, keep_bytes: int = KEEP_BYTES) -> None:
        self._photos: ShortMemory[Photo] = ShortMemory(keep_bytes, clock)

    def keep(self, pixels: NDArray[np.uint8]) -> str:
        """The token under which the photo can be had for the next half hour."""
        photo = Photo(_shrunk(pixels, SIDE_PX), _preview(pixels))
        return self._photos.keep(photo, photo.size)

    def get(self, token: str) -> Photo:
        """A kept photo.

        Raises:
            NotFound: never kept, or forgotten.
        """
        photo = self._photos.get(token)
        if photo is None:
            raise NotFound(
                "That photo is no longer here.", hint="Photos are kept for 30 minutes; send it again."
            )
        return photo


def _shrunk(pixels: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    image = Image.fromarray(pixels)
    image.thumbnail((side, side), Image.Resampling.BILINEAR, reducing_gap=2.0)
    return np.asarray(image, dtype=np.uint8)


def _preview(pixels: NDArray[np.uint8]) -> bytes:
    return _webp(_shrunk(pixels, PREVIEW_PX))


def _webp(pixels: NDArray[np.uint8]) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "WEBP", quality=80, method=2)
    return buffer.getvalue()
