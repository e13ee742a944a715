"""What rows of scores over all products are like, and the scores of some: all that weighing needs to know."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np

from daogou.features.rows import Vectors
from daogou.recommend.explaining import explained
from daogou.recommend.history import Floats, History, Ints, Times
from daogou.recommend.part import Part
from daogou.recommend.pieces import Pieces, pieces_of
from daogou.recommend.tastes import without_each

# of numbers that are all equal, rounding makes the spread a little more than 0
ALIKE = 1e-6


class Measured(NamedTuple):
    """Of n rows; float32 [n] but for ``scores`` float32 [n, m], those of the products that were asked for.

    ``spread``: the standard deviation, 0 where all are alike; ``strength``: the root mean square of what is
    above 0 (dislikes do not make it more); ``high``: the highest, at least 0.
    """

    spread: Floats
    strength: Floats
    high: Floats
    scores: Vectors


@runtime_checkable
class Looks(Protocol):
    """A recommender that looks into a history once to measure and to explain.

    ``left_out`` int64 [n]: row i is the history without the acts on that product, whole for ``NOTHING``.
    """

    def measured(self, history: History, left_out: Ints, products: Ints, *, highest: bool) -> Measured:
        """``highest``: whether ``high`` is wanted; it may be anything otherwise."""
        ...

    def explain_measured(
        self, history: History, tried: Ints, products: Ints, scores: Vectors
    ) -> list[Pieces]:
        """What ``explain`` tells of each of the products, ten pieces or more.

        ``scores`` float32 [1 + n tried, n products]: by the whole history, then without each tried product.
        """
        ...


@dataclass(frozen=True)
class ByScoring:
    """Any recommender: its rows are made, and measured."""

    part: Part

    def measured(self, history: History, left_out: Ints, products: Ints, *, highest: bool) -> Measured:
        """See ``Looks``."""
        return measured_rows(self.part.scores(without_each(history, left_out)), products)

    def explain_measured(
        self, history: History, tried: Ints, products: Ints, scores: Vectors
    ) -> list[Pieces]:
        """See ``Looks``."""
        return pieces_of(explained(self.part, history, products.tolist()))


def looking(part: Part) -> Looks:
    """The recommender itself if it can look, or what makes its rows."""
    return part if isinstance(part, Looks) else ByScoring(part)


def measured_rows(rows: Vectors, products: Ints | None = None) -> Measured:
    """Of float32 [n, n_products]; without ``products`` the scores are those of all."""
    numbers = np.array([_of_row(row) for row in rows], np.float32).reshape(-1, 3)
    spread, strength, high = numbers.T
    return Measured(spread, strength, high, rows if products is None else rows[:, products])


def _of_row(row: Floats) -> tuple[float, float, float]:
    """A row of 50,000 stays in the processor's cache while it is gone over four times."""
    n = max(len(row), 1)
    high, low = float(row.max(initial=0.0)), float(row.min(initial=0.0))
    square, mean = float(row @ row) / n, float(row.sum()) / n
    variance = square - mean * mean
    # of nearly equal numbers the difference of the two squares is mostly rounding
    spread = variance**0.5 if variance > 1e-2 * square else float(row.std()) if len(row) else 0.0
    if low < 0:
        above = np.maximum(row, 0)
        square = float(above @ above) / n
    return spread if spread >= ALIKE * max(high, -low) else 0.0, square**0.5, high


class Sums(NamedTuple):
    """Over a row: of its numbers, of their squares, of the squares of those above 0; and the highest, or 0.

    float64 [n rows]: in float32 a spread would drown in rounding.
    """

    total: Times
    squares: Times
    above: Times
    high: Times


def measured_sums(sums: Sums, n_products: int, scores: Times) -> Measured:
    """From sums over the rows and some of their scores."""
    mean, square = sums.total / n_products, sums.squares / n_products
    spread = np.sqrt(np.maximum(square - mean**2, 0))
    spread = np.where(spread >= ALIKE * np.sqrt(square), spread, 0)
    strength = np.sqrt(sums.above / n_products)
    return Measured(_float32(spread), _float32(strength), _float32(sums.high), _float32(scores))


def _float32(values: Times) -> Floats:
    return values.astype(np.float32)
