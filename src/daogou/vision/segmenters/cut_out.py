"""A product apart from its background: studio paper, colour model and graph cut (``vision/matte.py``).

Nothing is learnt, so it cuts out things of any kind; before a busy background it takes what stands in the
middle.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.vision.matte import product_matte
from daogou.vision.segmenters import Segmentation, Segmenter

LABELS: tuple[str, ...] = ("background", "product")
EVEN = 0.5


@dataclass(frozen=True)
class Options:
    """None: what is plain is told from the picture."""


class CutOut:
    """A ``Segmenter``."""

    labels = LABELS

    def segment(self, picture: NDArray[np.uint8]) -> Segmentation:
        """See the contract; all background where nothing stands out."""
        alpha = product_matte(picture)
        inside = alpha > EVEN
        return Segmentation(LABELS, inside.astype(np.uint8), np.where(inside, alpha, 1 - alpha))


def build(options: Options) -> Segmenter:
    """Nothing to load."""
    return CutOut()
