"""Product pictures at the width a page needs, encoded once and kept in memory."""

import hashlib
import io
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from daogou.vision.decode import decode_picture

WIDTHS_PX = (96, 160, 240, 320, 480, 640, 960, 1280, 1600)  # a few, so that the cache is hit
KEEP_BYTES = 64 * 1024 * 1024  # about 6,000 thumbnails of 320 px
QUALITY = 82  # no artefact visible on fabric texture; 90 doubles the bytes
_FORMATS = {"image/webp": "WEBP", "image/jpeg": "JPEG"}


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """Encoded picture and the tag by which a browser asks whether it has changed."""

    data: bytes
    media_type: str
    etag: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """What may be decoded."""

    max_bytes: int
    max_pixels: int


class Thumbnails:
    """Least recently used thumbnails go first."""

    def __init__(self, keep_bytes: int = KEEP_BYTES) -> None:
        self.keep_bytes = keep_bytes
        self._kept: OrderedDict[tuple[str, str], Thumbnail] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, file: Path, width: int, media_type: str, bounds: Bounds) -> Thumbnail:
        """The picture at most ``width`` pixels wide, never enlarged.

        Raises:
            BadPicture: the file cannot be decoded.
        """
        tag = etag(file, width, media_type)
        key = (tag, media_type)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = Thumbnail(_encoded(file, width, media_type, bounds), media_type, tag)
        with self._lock:
            self._keep(key, made)
        return made

    def _keep(self, key: tuple[str, str], made: Thumbnail) -> None:
        replaced = self._kept.pop(key, None)
        self._bytes += len(made.data) - (len(replaced.data) if replaced else 0)
        self._kept[key] = made
        while self._bytes > self.keep_bytes and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest.data)


def etag(file: Path, width: int, media_type: str) -> str:
    """Changes when the file does; quoted, as HTTP wants it."""
    state = file.stat()
    identity = f"{file}|{state.st_mtime_ns}|{state.st_size}|{width}|{media_type}|{QUALITY}"
    return f'"{hashlib.sha256(identity.encode()).hexdigest()[:20]}"'


def nearest_width(width: int) -> int:
    """The smallest kept width that is not smaller, else the largest."""
    return next((kept for kept in WIDTHS_PX if kept >= width), WIDTHS_PX[-1])


def _encoded(file: Path, width: int, media_type: str, bounds: Bounds) -> bytes:
    pixels = decode_picture(file.read_bytes(), max_pixels=bounds.max_pixels, max_bytes=bounds.max_bytes)
    image = Image.fromarray(pixels)
    # the height too is bounded: a very tall picture would otherwise stay very tall
    image.thumbnail((width, 3 * width), Image.Resampling.LANCZOS, reducing_gap=3.0)
    buffer = io.BytesIO()
    image.save(buffer, _FORMATS[media_type], quality=QUALITY, method=3)
    return buffer.getvalue()
