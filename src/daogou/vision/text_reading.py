"""What is printed on a picture: PP-OCR's detector and recogniser for Chinese and English, run by rapidocr.

The weights lie in rapidocr's own wheel (extra ``ocr``), so nothing is fetched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from daogou.core.roles import required
from daogou.vision.resize import shrunk

SIDE = 960  # pixels of the longer side: print on a product stays readable, and a photo takes half a second
DETECTOR_SIDE = 640  # pixels at most that lines are looked for in; rapidocr would enlarge small pictures
SMALLEST_SIDE = 16  # a picture of fewer pixels holds no readable print


@dataclass(frozen=True)
class Printed:
    """One line: its text, the reader's confidence 0..1, and its box in shares of the picture's sides."""

    text: str
    confidence: float
    box: tuple[float, float, float, float]  # left, top, right, bottom


class TextReader(Protocol):
    """Reads what is printed on a picture, uint8 [h, w, 3] RGB."""

    def __call__(self, picture: NDArray[np.uint8]) -> tuple[Printed, ...]:
        """Lines from top to bottom; none if nothing is printed."""
        ...


class RapidReader:
    """A ``TextReader``."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def __call__(self, picture: NDArray[np.uint8]) -> tuple[Printed, ...]:
        """See the contract."""
        small = shrunk(picture, SIDE)
        if min(small.shape[:2]) < SMALLEST_SIDE:
            return ()
        read = self._engine(np.ascontiguousarray(small[:, :, ::-1]))  # it takes blue first
        if not read.txts:
            return ()
        lines = zip(read.txts, read.scores, read.boxes, strict=True)
        found = [Printed(text, float(score), _box(box, small.shape)) for text, score, box in lines]
        return tuple(sorted(found, key=lambda line: line.box[1]))


def _box(corners: Any, shape: Sequence[int]) -> tuple[float, float, float, float]:
    """float [4, 2] pixels -> the box around them."""
    height, width = shape[:2]
    places = np.clip(np.asarray(corners, dtype=np.float64) / (width, height), 0, 1)
    (left, top), (right, bottom) = places.min(axis=0), places.max(axis=0)
    return round(float(left), 4), round(float(top), 4), round(float(right), 4), round(float(bottom), 4)


@lru_cache(maxsize=1)
def open_text_reader(threads: int = 1) -> TextReader:
    """The reader, its models loaded once.

    Raises:
        MissingDependency: rapidocr is not installed.
    """
    rapidocr = required("rapidocr", "reading print on pictures", "ocr")
    threaded = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": threads for kind in ("intra", "inter")}
    smaller = {"Det.limit_type": "max", "Det.limit_side_len": DETECTOR_SIDE}
    return RapidReader(rapidocr.RapidOCR(params={"Global.log_level": "error"} | threaded | smaller))
