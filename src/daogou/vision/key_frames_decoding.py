"""A video of unknown origin into a few frames a second, or a reason why not.

OpenCV's own decoder (FFmpeg) reads it. Bounded are the bytes, the containers (by what the file begins with:
a playlist, which could name other files, is none of them), the pixels of a frame, and the seconds and frames
that are decoded. What comes after the bound is never read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadPicture
from daogou.vision.resize import shrunk

FRAME_SIDE = 1280  # pixels of a kept frame's longer side: as wide as a product page shows pictures
# What the file begins with, or what stands at an offset.
CONTAINERS: tuple[tuple[str, int, bytes], ...] = (
    ("MP4", 4, b"ftyp"),
    ("WebM", 0, b"\x1a\x45\xdf\xa3"),
    ("GIF", 0, b"GIF87a"),
    ("GIF", 0, b"GIF89a"),
    ("AVI", 8, b"AVI "),
)
MEDIA_TYPES = {"MP4": "video/mp4", "WebM": "video/webm", "GIF": "image/gif", "AVI": "video/x-msvideo"}
ACCEPTED = ", ".join(dict.fromkeys(name for name, _, _ in CONTAINERS))
USUAL_RATE = 25.0  # frames a second of a file that says no times
SLACK_S = 0.001  # times are rounded to milliseconds


@dataclass(frozen=True, slots=True)
class VideoBounds:
    """What is read of one video."""

    max_bytes: int = 100_000_000  # a minute of full HD has 30 to 60 MB
    max_pixels: int = 9_000_000  # of one frame: 4K
    max_seconds: float = 60.0  # a product video shows all it has in the first half minute
    max_frames: int = 3_600  # decoded, used or not: the seconds above at 60 a second
    per_second: float = 4.0  # looked at: a shot shorter than a quarter of a second is no shot


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame: uint8 [h, w, 3] RGB, at so many seconds."""

    picture: NDArray[np.uint8]
    at_s: float


def container_of(start: bytes) -> str:
    """The container that the first 16 bytes name (``"MP4"``), or an empty string."""
    return next((name for name, at, mark in CONTAINERS if start.startswith(mark, at)), "")


def sampled(file: Path, bounds: VideoBounds) -> Iterator[Frame]:
    """Frames in their order, ``per_second`` of them, the first one among them.

    Raises:
        BadPicture: no video, too large, or no frame of it can be decoded.
    """
    _refuse_unsuitable(file, bounds)
    capture = cv2.VideoCapture(str(file.resolve()), cv2.CAP_FFMPEG)
    try:
        _refuse_large(capture, file, bounds)
        found = False
        for at_s in _wanted(capture, bounds):
            read, picture = capture.retrieve()
            if read and picture is not None and picture.ndim == 3:
                found = True
                rgb = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), np.uint8)
                yield Frame(shrunk(rgb, FRAME_SIDE), at_s)
    finally:
        capture.release()
    if not found:
        raise BadPicture(f"No frame of the video {file.name} can be decoded.")


def _refuse_unsuitable(file: Path, bounds: VideoBounds) -> None:
    try:
        size = file.stat().st_size
        with file.open("rb") as stream:
            start = stream.read(16)
    except OSError as error:
        raise BadPicture(f"The video cannot be read: {error.strerror or error}.") from error
    if size > bounds.max_bytes:
        raise BadPicture(f"The video has {size:,} bytes; at most {bounds.max_bytes:,} are read.")
    if not container_of(start):
        raise BadPicture(f"{file.name} is no video that can be read; accepted: {ACCEPTED}.")


def _refuse_large(capture: cv2.VideoCapture, file: Path, bounds: VideoBounds) -> None:
    if not capture.isOpened():
        raise BadPicture(f"The video {file.name} is damaged, or in a coding that cannot be read.")
    width, height = (int(capture.get(p)) for p in (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT))
    if width * height > bounds.max_pixels:
        raise BadPicture(
            f"The video has {width} x {height} pixels; at most {bounds.max_pixels:,} are decoded.",
            hint="Save it smaller: 1,280 pixels a side are plenty.",
        )


def _wanted(capture: cv2.VideoCapture, bounds: VideoBounds) -> Iterator[float]:
    """Seconds of the frames to look at, each decoded when its time comes; ends where the bounds do."""
    due = 0.0
    for number in range(bounds.max_frames):
        if not capture.grab():
            return
        # the frame's own time: a GIF's frames last as long as each says
        at_s = float(capture.get(cv2.CAP_PROP_POS_MSEC)) / 1000 or number / USUAL_RATE
        if at_s > bounds.max_seconds:
            return
        if at_s >= due:
            due = at_s + 1 / bounds.per_second - SLACK_S
            yield at_s
