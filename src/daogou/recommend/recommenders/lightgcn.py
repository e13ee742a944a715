"""LightGCN: products' vectors smoothed over the graph of shoppers and products, taught by pairs.

He et al., *LightGCN: simplifying and powering graph convolution network for recommendation* (SIGIR 2020),
with BPR's loss. Deviation: no shopper has a vector of their own that is learnt; theirs is that of their
products, smoothed alike (see ``convolution_training``). So any history is served, and the very way it was
taught. Teaching is numpy and scipy alone.

It is dear: each batch smooths all vectors twice per layer and direction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from daogou.core.progress import Progress
from daogou.features.rows import Vectors
from daogou.recommend.convolution_training import Recipe, taught
from daogou.recommend.factors import Factors
from daogou.recommend.fading import faded_matrix
from daogou.recommend.history import Floats, History
from daogou.recommend.lesson import Lesson
from daogou.recommend.ranges import expect_above_zero, expect_zero_or_more
from daogou.recommend.recommenders import Method, Recommender
from daogou.recommend.stored import Arrays, load_arrays


@dataclass(frozen=True)
class Options:
    """See ``Recipe``; a layer here goes to the shoppers and back, which is two of the paper's.

    ``half_life_acts``: after so many newer acts one counts half when a history is read, 0: all count alike.
    """

    dim: int = 64
    layers: int = 2
    epochs: int = 60
    rate: float = 0.005
    l2: float = 1e-4
    batch: int = 2048
    half_life_acts: float = 0.0


@dataclass(frozen=True, eq=False)
class Neighbourhood:
    """A shopper's vector is the mean of their products', rare ones first: float32 [n_products] ``scale``."""

    vectors: Vectors
    scale: Floats
    half_life_acts: float

    def __call__(self, histories: Sequence[History]) -> Vectors:
        """float32 [n, dim]."""
        acts = faded_matrix(histories, len(self.vectors), self.half_life_acts)
        sizes = np.sqrt(np.maximum(acts.sum(axis=1), np.float32(1e-12)))  # 1e-12: nothing done
        acts.data *= self.scale[acts.indices]
        tastes: Vectors = (acts @ self.vectors) / sizes[:, None].astype(np.float32)
        return tastes

    def arrays(self) -> Arrays:
        """The scale and the fading."""
        return {"scale": self.scale, "half_life_acts": np.array(self.half_life_acts)}


class LightGcnMethod:
    """Convolves."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def fit(self, lesson: Lesson, *, seed: int, progress: Progress) -> Recommender:
        """Adam over shuffled pairs."""
        options = self._options
        user_items = lesson.interactions.matrix()
        user_items.data[:] = 1
        recipe = Recipe(options.dim, options.layers, options.epochs, options.rate, options.l2, options.batch)
        vectors = taught(user_items, recipe, seed=seed, progress=progress)
        holders = np.bincount(user_items.indices, minlength=lesson.n_products)
        scale = (np.maximum(holders, 1) ** -0.5).astype(np.float32)
        return Factors(vectors, Neighbourhood(vectors, scale, options.half_life_acts))

    def load(self, folder: Path) -> Recommender:
        """See the contract."""
        arrays = load_arrays(folder)
        vectors, scale = arrays["vectors"], arrays["scale"]
        return Factors(vectors, Neighbourhood(vectors, scale, float(arrays["half_life_acts"])))


def build(options: Options) -> Method:
    """Check the options.

    Raises:
        BadOption: one is out of its range.
    """
    expect_above_zero("lightgcn", options, "dim", "layers", "epochs", "rate", "batch")
    expect_zero_or_more("lightgcn", options, "l2", "half_life_acts")
    return LightGcnMethod(options)
