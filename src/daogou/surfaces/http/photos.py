"""Shoppers' photos, kept for a short while in memory so that words can refine them; never on disk."""

import io
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from daogou.core.errors import NotFound

KEEP_S = 30 * 60  # a shopping trip; then the photo is forgotten
KEEP_BYTES = 128 * 1024 * 1024  # about 90 photos of 800 x 600; what a small server can spare
SIDE_PX = 800  # the encoders look at 224 px, a crop of a garment at about half of the photo
PREVIEW_PX = 320


@dataclass(frozen=True, slots=True)
class Photo:
    """``pixels``: uint8 [height, width, 3] RGB, its longer side at most ``SIDE_PX``; ``preview``: WebP."""

    pixels: NDArray[np.uint8]
    preview: bytes
    until: float

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return self.pixels.nbytes + len(self.preview)


class PhotoShelf:
    """Photos by a token that cannot be guessed; the oldest goes when the shelf is full."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, keep_bytes: int = KEEP_BYTES) -> None:
        self._clock = clock
        self._keep_bytes = keep_bytes
        self._photos: OrderedDict[str, Photo] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, pixels: NDArray[np.uint8]) -> str:
        """The token under which the photo can be had for the next half hour."""
        photo = Photo(_shrunk(pixels, SIDE_PX), _preview(pixels), self._clock() + KEEP_S)
        token = secrets.token_urlsafe(16)
        with self._lock:
            self._forget_old()
            self._make_room(photo.size)
            self._photos[token] = photo
        return token

    def get(self, token: str) -> Photo:
        """A kept photo.

        Raises:
            NotFound: never kept, or forgotten.
        """
        with self._lock:
            self._forget_old()
            photo = self._photos.get(token)
        if photo is None:
            raise NotFound(
                "That photo is no longer here.", hint="Photos are kept for 30 minutes; send it again."
            )
        return photo

    def _forget_old(self) -> None:
        now = self._clock()
        while self._photos and next(iter(self._photos.values())).until <= now:
            self._photos.popitem(last=False)

    def _make_room(self, size: int) -> None:
        kept = sum(photo.size for photo in self._photos.values())
        while self._photos and kept + size > self._keep_bytes:
            _, oldest = self._photos.popitem(last=False)
            kept -= oldest.size


def _shrunk(pixels: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    image = Image.fromarray(pixels)
    image.thumbnail((side, side), Image.Resampling.BILINEAR, reducing_gap=2.0)
    return np.asarray(image, dtype=np.uint8)


def _preview(pixels: NDArray[np.uint8]) -> bytes:
    image = Image.fromarray(_shrunk(pixels, PREVIEW_PX))
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=80, method=2)
    return buffer.getvalue()
