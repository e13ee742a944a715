"""Garments and accessories with their boxes, from the areas that a garment parser tells apart.

One box a label: a coat that a bag or its own opening cuts in two is one coat, and two shoes are a pair. Made
for photos of one person.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.vision import segmenters
from daogou.vision.detectors import Detection, Detector
from daogou.vision.parsing_boxes import box_of, without_specks
from daogou.vision.segmenters import PARTS, Segmentation, Segmenter

BODY = ("background", "skin", "hair", "face")  # parts that nobody sells


@dataclass(frozen=True)
class Options:
    """``segmenter``: a backend of the role that tells ``PARTS``; ``speck``: areas smaller than this share of
    the label's largest do not count; ``smallest``: share of the picture from which a label is told;
    ``score``: mean chance from which a label is told; ``threads``: the segmenter's."""

    segmenter: str = "garment_parser"
    speck: float = 0.1
    smallest: float = 0.0002
    score: float = 0.0
    threads: int = 0


class GarmentBoxes:
    """A ``Detector``."""

    labels: tuple[str, ...] = tuple(part for part in PARTS if part not in BODY)

    def __init__(self, segmenter: Segmenter, options: Options) -> None:
        self._segmenter = segmenter
        self._options = options

    def detect(self, picture: NDArray[np.uint8]) -> tuple[Detection, ...]:
        """See the contract; a score is the mean chance of the label within its areas."""
        told = self._segmenter.segment(picture)
        found = (self._detection(told, label) for label in self.labels if label in told.labels)
        return tuple(sorted((one for one in found if one), key=lambda one: -one.score))

    def _detection(self, told: Segmentation, label: str) -> Detection | None:
        mask = without_specks(told.mask(label), self._options.speck)
        if mask.sum() <= self._options.smallest * mask.size:
            return None
        score = float(told.sure[mask].mean())
        return Detection(label, score, box_of(mask)) if score >= self._options.score else None


def build(options: Options) -> Detector:
    """Open the segmenter.

    Raises:
        MissingAsset: its model could not be fetched.
    """
    opened = segmenters.ROLE.open(options.segmenter, {"threads": options.threads})
    return GarmentBoxes(opened, options)
