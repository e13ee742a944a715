"""Many decision trees as a few arrays, so that what scikit-learn grew can be asked with numpy alone."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import CorruptAsset

CHUNK = 4096  # rows at a time: rows x trees places are held


@dataclass(frozen=True, eq=False)
class Forest:
    """All nodes of all trees one after the other.

    ``feature`` int32 [nodes], -1 at a leaf; ``threshold`` float32 [nodes]: a row goes left if its feature is
    at most that; ``left``, ``right`` int32 [nodes]; ``value`` float32 [nodes]: what a leaf says; ``roots``
    int32 [trees].
    """

    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    roots: NDArray[np.int32]

    def mean(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """float32 [n]: the mean of what the trees say."""
        parts = [self._mean(rows[start : start + CHUNK]) for start in range(0, len(rows), CHUNK)]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)

    def _mean(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        at = np.tile(self.roots, (len(rows), 1))  # (rows, trees)
        lines = np.arange(len(rows))[:, None]
        while True:
            feature = self.feature[at]
            inner = feature >= 0
            if not inner.any():
                break
            goes_left = rows[lines, np.maximum(feature, 0)] <= self.threshold[at]
            at = np.where(inner, np.where(goes_left, self.left[at], self.right[at]), at)
        mean: NDArray[np.float32] = self.value[at].mean(axis=1, dtype=np.float64).astype(np.float32)
        return mean

    def save(self, file: Path) -> None:
        """As compressed arrays."""
        np.savez_compressed(file, **{f.name: getattr(self, f.name) for f in fields(self)})


def load_forest(file: Path) -> Forest:
    """What ``save`` wrote.

    Raises:
        CorruptAsset: the file holds something else.
    """
    try:
        with np.load(file, allow_pickle=False) as saved:
            return Forest(**{f.name: saved[f.name] for f in fields(Forest)})
    except (ValueError, KeyError, OSError) as error:
        raise CorruptAsset(f"{file.name} holds no forest: {error}.") from error


def forest_of(trees: Sequence[Any]) -> Forest:
    """From scikit-learn's fitted ``tree_`` objects of two classes; a leaf says the share of the second."""
    parts, roots, size = [], [], 0
    for tree in trees:
        roots.append(size)
        inner = tree.children_left >= 0
        shares = tree.value[:, 0, 1] / tree.value[:, 0].sum(axis=1)
        below = np.nextafter(tree.threshold.astype(np.float32), np.float32(-np.inf))
        exact = tree.threshold.astype(np.float32)
        parts.append(
            (
                np.where(inner, tree.feature, -1),
                np.where(exact > tree.threshold, below, exact),  # rounding up would send a row the other way
                np.where(inner, tree.children_left + size, 0),
                np.where(inner, tree.children_right + size, 0),
                shares,
            )
        )
        size += tree.node_count
    feature, threshold, left, right, value = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Forest(
        feature.astype(np.int32),
        threshold.astype(np.float32),
        left.astype(np.int32),
        right.astype(np.int32),
        value.astype(np.float32),
        np.array(roots, dtype=np.int32),
    )
