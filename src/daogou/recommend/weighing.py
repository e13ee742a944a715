"""How much each of several recommenders is to be believed about one shopper, and their scores put together.

A part's row of scores r is divided by its spread s: y = r / s; a row all alike stays 0, silent. Then

    score(p) = amplitude * sum_r w_r y_r(p),
    log w_r = a_r + b_r . (what is known of the shopper) + c_r * (how far the part's best stands out).

The amplitude is one number per row: how strong the parts' scores are, as multiples of the usual, averaged.
It changes no ranking; with it a score falls when acts are taken away that the parts lived on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from daogou.features.rows import Vectors
from daogou.recommend.history import History, Times
from daogou.recommend.measuring import Measured, measured_rows
from daogou.recommend.stored import Arrays

DAY_S = 86400.0
N_TRAITS = 3
# e^6: a part may be believed 400 times as much as another, not more, whatever a strange shopper looks like
FARTHEST = 6.0
# log of 1/50: a part's best product is up to some 50 spreads from 0, and must not decide all alone
FIRST = -3.9


@dataclass(frozen=True, eq=False)
class Reading:
    """Rows of parts and what makes them comparable; all but the rows are float32 [n, n_parts].

    ``rows`` float32 [n, m] of each part, of all products or of some; of all are the others: ``spread``, 0
    where a part is silent; ``scale``: what makes the spread 1; ``strength``: the root mean square of what is
    above 0; ``peak``: log(1 + the highest), scaled.
    """

    rows: Sequence[Vectors]
    scale: Vectors
    spread: Vectors
    strength: Vectors
    peak: Vectors

    @cached_property
    def scaled(self) -> Vectors:
        """float32 [n_parts, n, m]: for those who look at all of it; ``together`` needs it not."""
        return np.stack([rows * self.scale[:, part, None] for part, rows in enumerate(self.rows)])


def read_rows(rows: Sequence[Vectors]) -> Reading:
    """From float32 [n, n_products] of each part."""
    return reading_of([measured_rows(of_part) for of_part in rows])


def reading_of(found: Sequence[Measured]) -> Reading:
    """From what is known of each part's rows."""
    spread, strength, high = (
        np.stack(one, axis=1)
        for one in zip(*((of.spread, of.strength, of.high) for of in found), strict=True)
    )
    scale = np.where(spread > 0, 1 / np.where(spread > 0, spread, 1), 0).astype(np.float32)
    return Reading([of.scores for of in found], scale, spread, strength, np.log1p(high * scale))


def unknown(n: int) -> Vectors:
    """In place of ``known_of`` where it decides nothing."""
    return np.zeros((n, N_TRAITS), np.float32)


def known_of(histories: Sequence[History], newest: float) -> Vectors:
    """float32 [n, 3]: how long a history is, how varied, how many days before ``newest`` it ends.

    The first and the last are logarithms. Only acts that speak for a product count.
    """
    return np.array([_known(history, newest) for history in histories], np.float32).reshape(-1, N_TRAITS)


def _known(history: History, newest: float) -> tuple[float, float, float]:
    speaks = history.weights > 0
    items, times = history.items[speaks], history.times[speaks]
    if not len(items):
        return 0.0, 1.0, 0.0
    age_days = max(newest - float(times[-1]), 0.0) / DAY_S if times[-1] > 0 else 0.0
    return float(np.log1p(len(items))), len(set(items.tolist())) / len(items), float(np.log1p(age_days))


def newest_time(times: Times) -> float:
    """When the last act of all happened; 0 where no time is known."""
    return float(times.max(initial=0.0))


@dataclass(frozen=True, eq=False)
class Weighing:
    """What was learnt.

    ``always`` float64 [parts] a; ``by_shopper`` [parts, 3] b; ``by_peak`` [parts] c; ``used`` [parts]: a
    factor of the weight; ``centre`` and ``unit`` [3 + parts]: mean and spread of what is known and of the
    peaks; ``usual`` [parts]: the usual strength of a part's scores; ``newest``: when the last act happened.
    """

    always: Times
    by_shopper: Times
    by_peak: Times
    used: Times
    centre: Times
    unit: Times
    usual: Times
    newest: float

    @property
    def asks_peaks(self) -> bool:
        """Whether peaks decide anything; the same weights for everybody do not look at them."""
        return bool(self.by_peak.any())

    @property
    def asks_shoppers(self) -> bool:
        """Whether what is known of a shopper decides anything."""
        return bool(self.by_shopper.any())

    def weights(self, known: Vectors, reading: Reading) -> Vectors:
        """float32 [n, parts]: how much each is believed; 0 where a part is silent."""
        believed = np.exp(self.logs(known, reading.peak))
        weights: Vectors = (believed * (reading.spread > 0) * self.used).astype(np.float32)
        return weights

    def logs(self, known: Vectors, peak: Vectors) -> Times:
        """float64 [n, parts]: the logarithms of the weights, before silence."""
        features = (np.hstack([known, peak]) - self.centre) / self.unit
        logs: Times = (
            self.always + features[:, :N_TRAITS] @ self.by_shopper.T + features[:, N_TRAITS:] * self.by_peak
        )
        return FIRST + np.clip(logs, -FARTHEST, FARTHEST)

    def together(self, weights: Vectors, reading: Reading) -> Vectors:
        """float32 [n, m]: the scores of the module's docstring, of the products that were read."""
        factors = self.amplitude(weights, reading)[:, None] * weights * reading.scale
        scores = np.zeros(reading.rows[0].shape, np.float32)
        for part, rows in enumerate(reading.rows):
            scores += factors[:, part, None] * rows
        return scores

    def amplitude(self, weights: Vectors, reading: Reading) -> Vectors:
        """float32 [n]: see the module."""
        total = np.maximum(weights.sum(axis=1), np.float32(1e-12))  # 0 where all parts are silent
        amplitude: Vectors = (weights * reading.strength / self.usual.astype(np.float32)).sum(axis=1) / total
        return amplitude

    def arrays(self) -> Arrays:
        """For saving."""
        return {name: np.asarray(value) for name, value in vars(self).items()}


def weighing_from(arrays: Arrays) -> Weighing:
    """What ``Weighing.arrays`` gave."""
    values = {name: arrays[name] for name in Weighing.__dataclass_fields__ if name != "newest"}
    return Weighing(**values, newest=float(arrays["newest"]))
