"""How much each of several recommenders is to be believed about one shopper, and their scores put together.

A part's row of scores r is centred on its mean m, divided by its spread s and squeezed, so that one far score
does not silence the others: y = sign(r - m) log(1 + |r - m| / s); a row all alike stays 0, silent. Then

    score(p) = amplitude * sum_r w_r y_r(p),
    log w_r = a_r + b_r . (what is known of the shopper) + c_r * (how far the part's best stands out).

The amplitude is one number per row: how strong the parts' scores are, as multiples of the usual, averaged.
It changes no ranking; with it a score falls when acts are taken away that the parts lived on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from daogou.features.rows import Vectors
from daogou.recommend.history import Floats, History, Times
from daogou.recommend.stored import Arrays

DAY_S = 86400.0
N_TRAITS = 3
# e^6: a part may be believed 400 times as much as another, not more, whatever a strange shopper looks like
FARTHEST = 6.0


@dataclass(frozen=True, eq=False)
class Reading:
    """Rows of parts made comparable; all but ``squeezed`` are float32 [n, n_parts].

    ``squeezed`` float32 [n_parts, n, n_products]; ``mean`` and ``spread`` (0: silent) of the rows they come
    from; ``strength``: the root mean square of what is above 0 there; ``peak``: the highest of ``squeezed``.
    """

    squeezed: Vectors
    mean: Vectors
    spread: Vectors
    strength: Vectors
    peak: Vectors

    def raw(self, part: int, product: int) -> float:
        """The score that the part gave a product in the first row."""
        squeezed = float(self.squeezed[part, 0, product])
        away = np.copysign(np.expm1(abs(squeezed)), squeezed) * self.spread[0, part]
        return float(away + self.mean[0, part])


def read_rows(rows: Sequence[Vectors]) -> Reading:
    """From float32 [n, n_products] of each part."""
    squeezed = np.empty((len(rows), *rows[0].shape), np.float32)
    mean = np.stack([row.mean(axis=1) for row in rows], axis=1)  # (n, parts)
    spread = np.stack([row.std(axis=1) for row in rows], axis=1)
    # rounding makes the spread of equal numbers a little more than 0
    spread[spread < 1e-6 * np.abs(mean)] = 0
    strength = np.stack([_strength(row) for row in rows], axis=1)
    for part, row in enumerate(rows):
        _squeeze(row, mean[:, part], spread[:, part], squeezed[part])
    return Reading(squeezed, mean, spread, strength, squeezed.max(axis=2, initial=0.0).T)


def _strength(rows: Vectors) -> Floats:
    """float32 [n]: dislikes do not make it more."""
    above = np.maximum(rows, 0)
    strength: Floats = np.sqrt(np.einsum("np,np->n", above, above) / max(rows.shape[1], 1))
    return strength


def _squeeze(rows: Vectors, mean: Floats, spread: Floats, into: Vectors) -> None:
    """Written into an array that is there already: this is most of what a request costs."""
    away = (rows - mean[:, None]) / np.where(spread > 0, spread, np.inf)[:, None].astype(np.float32)
    np.abs(away, out=into)
    np.log1p(into, out=into)
    np.copysign(into, away, out=into)


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
    return float(np.log1p(len(items))), len(np.unique(items)) / len(items), float(np.log1p(age_days))


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

    def weights(self, known: Vectors, reading: Reading) -> Vectors:
        """float32 [n, parts]: how much each is believed; 0 where a part is silent."""
        believed = np.exp(np.clip(self.logs(known, reading.peak), -FARTHEST, FARTHEST))
        weights: Vectors = (believed * (reading.spread > 0) * self.used).astype(np.float32)
        return weights

    def logs(self, known: Vectors, peak: Vectors) -> Times:
        """float64 [n, parts]: the logarithms of the weights, before silence and bounds."""
        features = (np.hstack([known, peak]) - self.centre) / self.unit
        logs: Times = (
            self.always + features[:, :N_TRAITS] @ self.by_shopper.T + features[:, N_TRAITS:] * self.by_peak
        )
        return logs

    def together(self, weights: Vectors, reading: Reading) -> Vectors:
        """float32 [n, n_products]: the scores of the module's docstring."""
        amplitude = self.amplitude(weights, reading)
        scores = np.zeros(reading.squeezed.shape[1:], np.float32)
        for part in range(len(reading.squeezed)):
            scores += (amplitude * weights[:, part])[:, None] * reading.squeezed[part]
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
