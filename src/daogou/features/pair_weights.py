"""How much each modality should count so that products that belong together come out alike.

A sum in the shared space, v = unit(sum w_m p_m), has only as many unknowns as modalities: they are found by
L-BFGS on the InfoNCE loss (van den Oord et al., 2018), each pair against products drawn at random. All it
needs of the vectors are the products of the modalities' parts, which are made once.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import log_softmax

from daogou.features.modalities import RowPairs
from daogou.features.rows import Vectors, present

MOST_PAIRS = 3_000  # drawn from all: a handful of unknowns needs no more
OTHERS = 63  # products drawn per pair
AT_ONCE = 100  # pairs: 100 x 64 x 3 x 128 floats are 10 MB
FARTHEST = 3.0  # of a weight's logarithm from its start: a twentieth to twenty times as much
START_SCALE = 10.0  # of the cosine, 1 / temperature; learnt with the weights
SHRINKAGE = 1e-3  # keeps a weight where no pair says anything of it

Floats64 = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Parts:
    """Products of parts: ``cross`` [k, 1 + others, M, M], ``first`` [k, M, M], ``second`` as ``cross``.

    Entry (m, n) is the one's modality m with the other's modality n; the pair's own partner comes first.
    """

    cross: Floats64
    first: Floats64
    second: Floats64


def learnt_weights(
    placed: Mapping[str, Vectors], start: Mapping[str, float], pairs: RowPairs, *, seed: int
) -> dict[str, float]:
    """Weights by modality, of mean 1; ``placed`` float32 [n, dim] each, as ``CommonSpace.place`` gives them.

    ``start``: where the search begins, and what is kept without pairs.
    """
    names = sorted(placed)
    begin = np.log([start[name] for name in names])
    if not len(pairs) or len(names) < 2:
        return dict(start)
    stack = np.stack([placed[name] for name in names], axis=1)  # (n, M, dim)
    parts = _parts(stack, pairs, np.random.default_rng(seed))
    bounds = [(value - FARTHEST, value + FARTHEST) for value in begin] + [(0.0, 5.0)]
    found = minimize(
        _loss, np.append(begin, np.log(START_SCALE)), (begin, parts), method="L-BFGS-B", bounds=bounds
    )
    weights = np.exp(found.x[:-1])
    return dict(zip(names, (weights / weights.mean()).tolist(), strict=True))


def _parts(stack: Vectors, pairs: RowPairs, random: np.random.Generator) -> _Parts:
    chosen = pairs[random.permutation(len(pairs))[:MOST_PAIRS]]
    there = np.flatnonzero(present(stack.reshape(len(stack), -1)))
    others = there[random.integers(len(there), size=(len(chosen), OTHERS))]
    second = np.hstack([chosen[:, 1:], others])  # (k, 1 + others)
    own = np.einsum("nmd,nld->nml", stack, stack, dtype=np.float64)
    cross = [
        np.einsum("kmd,kold->koml", stack[chosen[rows, 0]], stack[second[rows]], optimize=True)
        for rows in np.array_split(np.arange(len(chosen)), -(-len(chosen) // AT_ONCE))
    ]
    return _Parts(np.concatenate(cross).astype(np.float64), own[chosen[:, 0]], own[second])


def _loss(unknown: Floats64, begin: Floats64, parts: _Parts) -> float:
    weights, scale = np.exp(unknown[:-1]), np.exp(unknown[-1])
    outer = np.outer(weights, weights)
    lengths = np.sqrt((parts.first * outer).sum(axis=(1, 2)))[:, None]
    lengths = lengths * np.sqrt((parts.second * outer).sum(axis=(2, 3)))
    cosines = (parts.cross * outer).sum(axis=(2, 3)) / np.maximum(lengths, 1e-9)
    nearness = float(((unknown[:-1] - begin) ** 2).sum())
    return float(-log_softmax(scale * cosines, axis=1)[:, 0].mean()) + SHRINKAGE * nearness
