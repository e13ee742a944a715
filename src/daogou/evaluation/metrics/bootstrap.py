"""How sure a mean is: the percentile bootstrap (Efron 1979) over shoppers."""

from dataclasses import dataclass

import numpy as np

from daogou.evaluation.metrics.places import Values

RESAMPLES = 2000  # the 2.5 % ends rest on 50 resamples each; a run's ends move by about 3 % of the width


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and the ends of its interval."""

    mean: float
    low: float
    high: float


def bootstrap_interval(
    values: Values, seed: int, level: float = 0.95, *, resamples: int = RESAMPLES
) -> Interval:
    """The mean of float64 [n] and its interval; zeros where n is 0."""
    return bootstrap_intervals(values[:, None], seed, level, resamples=resamples)[0]


def bootstrap_intervals(
    values: Values, seed: int, level: float = 0.95, *, resamples: int = RESAMPLES
) -> list[Interval]:
    """An interval for each column of float64 [n, m], all from the same resamples of the rows."""
    if not len(values):
        return [Interval(0.0, 0.0, 0.0)] * values.shape[1]
    means = bootstrap_means(values, seed, resamples)
    ends = np.quantile(means, [(1 - level) / 2, (1 + level) / 2], axis=0)
    columns = zip(values.mean(axis=0).tolist(), *ends.tolist(), strict=True)
    return [Interval(mean, low, high) for mean, low, high in columns]


def bootstrap_means(values: Values, seed: int, resamples: int = RESAMPLES) -> Values:
    """float64 [resamples, m]: the columns' means over n rows drawn with replacement from float64 [n, m]."""
    random = np.random.default_rng(seed)
    n = len(values)
    means = np.empty((resamples, values.shape[1]))
    for mean in means:
        times_drawn = np.bincount(random.integers(n, size=n), minlength=n)
        mean[:] = times_drawn @ values / n
    return means
