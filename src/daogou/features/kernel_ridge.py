"""Kernel ridge regression with held-out scores in closed form, in numpy.

    f(x) = k(x, X) (K + ridge I)^-1 T,   k(x, y) = exp(sharpness (x . y - 1))

over unit rows, so k is a Gaussian of their distance. What a block of pictures would score had it not been
taught is exact without teaching again: T_b - ((K + ridge I)^-1)_bb^-1 a_b, with a = (K + ridge I)^-1 T
(Pahikkala et al., "Fast n-fold cross-validation for regularized least-squares", 2006).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.features.rows import Vectors


def gaussian(likeness: Vectors, sharpness: float) -> Vectors:
    """Weighed cosines -> kernel values, float32 in 0..1."""
    kernel: Vectors = np.exp(np.float32(sharpness) * (likeness - np.float32(1)))
    return kernel


@dataclass(frozen=True)
class Solved:
    """``inverse`` of the kernel matrix with the ridge on its diagonal, float32 [n, n]."""

    inverse: Vectors

    def dual(self, targets: Vectors) -> Vectors:
        """float32 [n, classes] -> float32 [n, classes]: how much each taught picture says for each class."""
        dual: Vectors = self.inverse @ targets
        return dual

    def held_out(self, targets: Vectors, blocks: Sequence[NDArray[np.intp]]) -> Vectors:
        """float32 [n, classes]: scores of each block as if it had been left out of teaching."""
        dual = self.dual(targets)
        scores = np.zeros_like(targets)
        for block in blocks:
            own = self.inverse[np.ix_(block, block)]
            scores[block] = targets[block] - np.linalg.solve(own, dual[block])
        return scores


def solve(kernel: Vectors, ridge: float) -> Solved:
    """Invert once for any number of targets; the kernel matrix is changed.

    Time grows with the cube of the pictures: 8,000 take a minute, and 250 MB for each matrix of that size.
    """
    np.einsum("ii->i", kernel)[:] += np.float32(ridge)  # its diagonal, in place
    inverse: Vectors = np.linalg.inv(kernel)
    return Solved(inverse)


def blocks_of(groups: Sequence[str], count: int, seed: int) -> list[NDArray[np.intp]]:
    """Rows in at most ``count`` blocks of about equal size; equal groups are never parted."""
    names, group = np.unique(np.array(groups), return_inverse=True)
    block = np.random.default_rng(seed).permutation(len(names)) % max(1, min(count, len(names)))
    return [np.flatnonzero(block[group] == b) for b in range(int(block.max(initial=-1)) + 1)]
