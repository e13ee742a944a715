"""Teaching products' vectors that are smoothed over the graph of who has what.

With N = D_s^-1/2 X D_p^-1/2 and P = N^T N, a table E [n_products, dim] becomes Q = mean of P^l E over the
layers l; a shopper is N Q. Everything between E and the loss is linear and P is symmetric, so that the
gradient of E is the gradient of Q smoothed in the same way: no automatic differentiation is needed.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array
from scipy.special import expit

from daogou.core.progress import Progress, tracked
from daogou.features.rows import Vectors
from daogou.recommend.history import Ints

START = 0.1  # standard deviation of the first numbers, as in LightGCN's code
DECAY = (0.9, 0.999)  # Adam's usual memory of the gradient and of its square
TINY = 1e-8  # Adam's
LEAST_STEPS = 20  # per epoch: a small shop has smaller batches instead of fewer steps


@dataclass(frozen=True)
class Recipe:
    """``layers``: how often vectors are smoothed; ``l2``: per pair, on E as in LightGCN."""

    dim: int
    layers: int
    epochs: int
    rate: float
    l2: float
    batch: int


@dataclass(eq=False)
class _Adam:
    """Kingma and Ba (ICLR 2015)."""

    rows: Vectors
    steps: int = 0
    mean: Vectors = field(init=False)
    square: Vectors = field(init=False)

    def __post_init__(self) -> None:
        self.mean, self.square = np.zeros_like(self.rows), np.zeros_like(self.rows)

    def descend(self, gradient: Vectors, rate: float) -> None:
        self.steps += 1
        slow, slower = DECAY
        self.mean += np.float32(1 - slow) * (gradient - self.mean)
        self.square += np.float32(1 - slower) * (gradient * gradient - self.square)
        size = np.sqrt(self.square / np.float32(1 - slower**self.steps)) + np.float32(TINY)
        self.rows -= np.float32(rate / (1 - slow**self.steps)) * self.mean / size


def taught(user_items: csr_array, recipe: Recipe, *, seed: int, progress: Progress) -> Vectors:
    """float32 [n_products, dim]: Q; zeros for a product that nobody has.

    ``user_items`` [n_shoppers, n_products] of ones, without repetitions.
    """
    random = np.random.default_rng(seed)
    normal = normalised(user_items)
    start = random.normal(0, START, (user_items.shape[1], recipe.dim)).astype(np.float32)
    table = _Adam(start)
    shoppers = np.repeat(np.arange(user_items.shape[0]), np.diff(user_items.indptr))
    for _ in tracked(range(recipe.epochs), progress, "Convolving", recipe.epochs):
        order = random.permutation(len(shoppers))
        batch = max(min(recipe.batch, len(order) // LEAST_STEPS), 1)
        for first in range(0, len(order), batch):
            some = order[first : first + batch]
            liked = user_items.indices[some].astype(np.int64)
            # a drawn product that the shopper has after all is one in some hundreds: left, as in LightGCN
            other = random.integers(0, user_items.shape[1], len(some))
            _step(normal, table, (shoppers[some], liked, other), recipe)
    known = np.bincount(user_items.indices, minlength=user_items.shape[1]) > 0
    taught_vectors: Vectors = smoothed(normal, table.rows, recipe.layers) * known[:, None]
    return taught_vectors


def normalised(user_items: csr_array) -> csr_array:
    """N: float32 [n_shoppers, n_products]."""
    sizes = np.diff(user_items.indptr)
    holders = np.bincount(user_items.indices, minlength=user_items.shape[1])
    data = (np.repeat(np.maximum(sizes, 1), sizes) * np.maximum(holders, 1)[user_items.indices]) ** -0.5
    parts = (data.astype(np.float32), user_items.indices, user_items.indptr)
    return csr_array(parts, shape=user_items.shape)


def smoothed(normal: csr_array, rows: Vectors, layers: int) -> Vectors:
    """The mean of P^l rows over l from 0 to ``layers``."""
    total, layer = rows.copy(), rows
    for _ in range(layers):
        layer = normal.T @ (normal @ layer)
        total += layer
    return total / np.float32(layers + 1)


def _step(normal: csr_array, table: _Adam, batch: tuple[Ints, Ints, Ints], recipe: Recipe) -> None:
    """One batch of shoppers, what they have and what they do not."""
    shoppers, liked, other = batch
    vectors = smoothed(normal, table.rows, recipe.layers)
    own = csr_array(normal[shoppers])
    tastes = own @ vectors  # (batch, dim)
    apart = vectors[liked] - vectors[other]
    doubt = expit(-(tastes * apart).sum(axis=1)).astype(np.float32) / np.float32(len(shoppers))
    picked = _signs(liked, other, len(vectors))
    gradient = -(picked @ (tastes * doubt[:, None])) - own.T @ (apart * doubt[:, None])
    through = smoothed(normal, gradient.astype(np.float32), recipe.layers)
    counts = abs(picked).sum(axis=1) / np.float32(len(shoppers))
    through += np.float32(recipe.l2) * table.rows * np.asarray(counts)[:, None]
    table.descend(through.astype(np.float32), recipe.rate)


def _signs(liked: Ints, other: Ints, n_products: int) -> csr_array:
    """float32 [n_products, batch]: 1 at what is liked, -1 at the other; 0 where they are the same."""
    places = np.arange(len(liked))
    entries = (np.concatenate([liked, other]), np.concatenate([places, places]))
    ones = np.ones(len(liked), np.float32)
    return csr_array((np.concatenate([ones, -ones]), entries), shape=(n_products, len(liked)))
