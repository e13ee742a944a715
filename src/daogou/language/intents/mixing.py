"""Judges' log-probabilities into one calibrated probability, and from when on it is believed.

Temperature scaling (Guo et al. 2017) with a temperature per judge: log p = a u + b v + c w, normalised, where
a, b and c make what was held out likely. A product of experts, in which the surer one counts more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import log_softmax

Array = NDArray[np.float32]
START = (1.0, 0.5, 1.0)  # where the search begins; n-grams are the lesser judge
BOUNDS = (
    (0.05, 20.0),
    (0.0, 20.0),
    (0.0, 20.0),
)  # a few held-out texts, all right, would make any number likelier still


@dataclass(frozen=True)
class Mixing:
    """How much the log-probabilities of network, n-grams and, where there is one, taught encoder count."""

    dense: float = START[0]
    sparse: float = START[1]
    read: float = START[2]

    def __call__(self, *judged: Array) -> NDArray[np.float64]:
        """Probabilities, float64 [n, intents], of two or three tables of log-probabilities of that shape."""
        shares = (self.dense, self.sparse, self.read)[: len(judged)]
        mixed = _mixed(shares, [table.astype(np.float64) for table in judged])
        chances: NDArray[np.float64] = np.exp(log_softmax(mixed, axis=1))
        return chances


@dataclass(frozen=True)
class Wanted:
    """Of messages within the scope the share to be answered right, of those outside that to be refused."""

    inside: float
    outside: float


def learn_mixing(judged: Sequence[Array], labels: NDArray[np.intp]) -> Mixing:
    """The numbers that make the held-out ``labels`` int [n] likeliest; the start, if there are none."""
    if not len(labels):
        return Mixing()
    right, count = (np.arange(len(labels)), labels), len(judged)

    def loss(numbers: NDArray[np.float64]) -> float:
        return -float(log_softmax(_mixed(numbers, judged), axis=1)[right].mean())

    found = minimize(loss, START[:count], method="L-BFGS-B", bounds=BOUNDS[:count])
    return Mixing(*map(float, found.x))


def _mixed(
    shares: Sequence[float] | NDArray[np.float64], judged: Sequence[NDArray[np.floating]]
) -> NDArray[np.floating]:
    mixed: NDArray[np.floating] = sum(
        (share * table for share, table in zip(shares, judged, strict=True)), np.zeros_like(judged[0])
    )
    return mixed


def balanced_threshold(
    sure: NDArray[np.float64], right: NDArray[np.bool_], inside: NDArray[np.bool_]
) -> float:
    """The confidence that makes the mean of two shares largest: of the messages within the scope those
    that are answered and answered right, of those outside it those that are refused.

    ``sure`` float64 [n] in 0 .. 1; ``right`` and ``inside`` bool [n]. Answered is what is at least as sure.
    Of equally good ones the middle. 0 if nothing outside was held out: then all is answered.
    """
    if inside.all() or not inside.any():
        return 0.0
    bars = _between(sure)
    good = np.array([(right & inside & (sure >= bar)).sum() / inside.sum() for bar in bars])
    refused = np.array([((sure < bar) & ~inside).sum() / (~inside).sum() for bar in bars])
    best = np.flatnonzero(good + refused >= (good + refused).max() - 1e-12)
    return float(bars[best[len(best) // 2]])


def leading_threshold(
    sure: NDArray[np.float64], right: NDArray[np.bool_], inside: NDArray[np.bool_], wanted: Wanted
) -> float:
    """The confidence at which the smaller of the two leads over what is wanted is largest.

    As ``balanced_threshold``; a lead is counted in its standard errors. Of equally good ones the middle.
    """
    bars = _between(sure)
    good = np.array([(right & (sure >= bar))[inside].mean() for bar in bars])
    refused = np.array([(sure < bar)[~inside].mean() for bar in bars])
    least = np.minimum(
        _lead(good, wanted.inside, int(inside.sum())), _lead(refused, wanted.outside, int((~inside).sum()))
    )
    best = np.flatnonzero(least >= least.max() - 1e-12)
    return float(bars[best[len(best) // 2]])


def _lead(share: NDArray[np.float64], wanted: float, count: int) -> NDArray[np.float64]:
    lead: NDArray[np.float64] = (share - wanted) * np.sqrt(count / (wanted * (1 - wanted)))
    return lead


def _between(sure: NDArray[np.float64]) -> NDArray[np.float64]:
    """0, the middles between neighbouring values, and above the highest; ascending."""
    values = np.unique(sure)
    return np.concatenate([[0.0], (values[1:] + values[:-1]) / 2, [np.nextafter(values[-1], 2)]])
