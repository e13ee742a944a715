"""How well pixels are named: accuracy and intersection over union (Everingham et al. 2010)."""

import numpy as np
from numpy.typing import NDArray


def confusions(true: NDArray[np.integer], told: NDArray[np.integer], labels: int) -> NDArray[np.int64]:
    """int [h, w] twice -> int [labels, labels]: pixels of the row's label that were told as the column's."""
    both = true.ravel().astype(np.int64) * labels + told.ravel()
    counts: NDArray[np.int64] = np.bincount(both, minlength=labels * labels).reshape(labels, labels)
    return counts


def pixel_accuracy(counts: NDArray[np.int64]) -> float:
    """The share of all pixels that were named right."""
    return float(np.trace(counts) / counts.sum())


def intersections_over_unions(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """float [labels]: pixels rightly named / pixels so named or so labelled; nan where there are neither."""
    right = np.diag(counts)
    either = counts.sum(axis=0) + counts.sum(axis=1) - right
    with np.errstate(invalid="ignore"):
        return np.asarray(right / either, np.float64)
