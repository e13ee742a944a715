"""Teaching two vectors per product by pairs: what a shopper acted on comes before what they did not."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array
from scipy.special import expit

from daogou.core.progress import Progress, tracked
from daogou.features.rows import Vectors
from daogou.recommend.history import Floats, Ints

START = 0.1  # standard deviation of the first numbers: small, so that no early pair is sure of itself


@dataclass(frozen=True)
class Recipe:
    """``rate``: Adagrad's, which makes it nearly independent of the batch; ``l2`` per act of a row."""

    dim: int
    epochs: int
    rate: float
    l2: float
    batch: int


@dataclass(eq=False)
class _Table:
    """Rows that are taught by Adagrad (Duchi, Hazan and Singer, 2011)."""

    rows: Vectors
    squares: Vectors = field(init=False)

    def __post_init__(self) -> None:
        # a first step of the full rate in every direction would be as large as the start itself
        self.squares = np.full_like(self.rows, 0.01)

    def climb(self, gradient: Vectors, rate: float) -> None:
        self.squares += gradient * gradient
        self.rows += np.float32(rate) * gradient / np.sqrt(self.squares)


def taught(
    user_items: csr_array, recipe: Recipe, *, seed: int, progress: Progress
) -> tuple[Vectors, Vectors]:
    """float32 [n_products, dim] twice: what a product says of who acted on it, and what it asks for.

    ``user_items`` [n_shoppers, n_products] of ones, sorted. A row without any act stays zero.
    """
    random = np.random.default_rng(seed)
    shape = (user_items.shape[1], recipe.dim)
    says, asks = (_Table(random.normal(0, START, shape).astype(np.float32)) for _ in range(2))
    acted = _owners(user_items) * shape[0] + user_items.indices  # one number per act, ascending
    for _ in tracked(range(recipe.epochs), progress, "Comparing pairs", recipe.epochs):
        for shoppers, liked in _batches(user_items, recipe.batch, random):
            pair = liked, _others(acted, shape[0], shoppers, random)
            _step(user_items, shoppers, pair, (says, asks), recipe)
    known = np.bincount(user_items.indices, minlength=shape[0]) > 0
    return says.rows * known[:, None], asks.rows * known[:, None]


def _step(
    user_items: csr_array,
    shoppers: Ints,
    pair: tuple[Ints, Ints],
    tables: tuple[_Table, _Table],
    recipe: Recipe,
) -> None:
    says, asks = tables
    liked, other = pair
    rest = _without(user_items[shoppers], liked)
    tastes = rest @ says.rows  # (batch, dim)
    apart = asks.rows[liked] - asks.rows[other]
    doubt = expit(-(tastes * apart).sum(axis=1)).astype(np.float32)  # (batch,)
    wanted = _signs(liked, other, doubt, len(asks.rows))
    gradient = (
        wanted @ tastes - recipe.l2 * asks.rows * (np.bincount(liked, minlength=len(asks.rows)))[:, None]
    )
    counts = np.bincount(rest.indices, minlength=len(says.rows))
    towards = rest.T @ (apart * doubt[:, None]) - recipe.l2 * says.rows * counts[:, None]
    asks.climb(gradient.astype(np.float32), recipe.rate)
    says.climb(towards.astype(np.float32), recipe.rate)


def _batches(user_items: csr_array, batch: int, random: np.random.Generator) -> Iterator[tuple[Ints, Ints]]:
    """Shoppers and products they acted on, each act once, in random order."""
    shoppers = _owners(user_items)
    order = random.permutation(len(shoppers))
    for start in range(0, len(order), batch):
        some = order[start : start + batch]
        yield shoppers[some], user_items.indices[some]


def _owners(rows: csr_array) -> Ints:
    """int64 [n entries]: the row of each."""
    return np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))


def _others(acted: Ints, n_products: int, shoppers: Ints, random: np.random.Generator) -> Ints:
    """For each a random product; one that the shopper acted on is drawn twice more, then left as it is."""
    drawn = random.integers(0, n_products, len(shoppers))
    for _ in range(2):
        asked = shoppers * n_products + drawn
        place = np.minimum(np.searchsorted(acted, asked), len(acted) - 1)
        again = acted[place] == asked
        drawn[again] = random.integers(0, n_products, int(again.sum()))
    return drawn


def _without(rows: csr_array, liked: Ints) -> csr_array:
    """The rows without the product to be guessed, scaled to n^-1/2: many acts make a taste only surer."""
    owners = _owners(rows)
    values = (rows.indices != liked[owners]).astype(np.float32)
    sizes = np.maximum(np.bincount(owners, values, minlength=rows.shape[0]), 1)
    values *= (sizes**-0.5).astype(np.float32)[owners]
    return csr_array((values, rows.indices, rows.indptr), shape=rows.shape)


def _signs(liked: Ints, other: Ints, doubt: Floats, n_products: int) -> csr_array:
    """float32 [n_products, batch]: the doubt, added to what was liked and taken from the other."""
    places = np.arange(len(liked))
    entries = (np.concatenate([liked, other]), np.concatenate([places, places]))
    return csr_array((np.concatenate([doubt, -doubt]), entries), shape=(n_products, len(liked)))
