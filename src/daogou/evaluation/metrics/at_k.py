"""What the first k places are worth to each shopper: one value per shopper, so that a mean has an interval.

The usual definitions, on places instead of lists. Who wanted nothing gets 0: leave such shoppers out before.
"""

import numpy as np

from daogou.evaluation.metrics.places import Places, Values


def precisions_at_k(places: Places, k: int) -> Values:
    """|wanted among the first k| / k."""
    return _found(places, k) / k


def recalls_at_k(places: Places, k: int) -> Values:
    """|wanted among the first k| / |wanted|."""
    return _found(places, k) / np.maximum(places.wanted, 1)


def f1s_at_k(places: Places, k: int) -> Values:
    """The harmonic mean of precision and recall: 2 |found| / (k + |wanted|)."""
    return 2 * _found(places, k) / (k + places.wanted)


def hits_at_k(places: Places, k: int) -> Values:
    """1 where anything wanted is among the first k; with one wanted product each, that is recall too."""
    return (places.first() <= k).astype(np.float64)


def reciprocal_ranks_at_k(places: Places, k: int) -> Values:
    """1 / the best place, 0 below the first k. Its mean is MRR@k."""
    first = places.first()
    return np.where(first <= k, 1 / first, 0.0)


def average_precisions_at_k(places: Places, k: int) -> Values:
    """Precision down to each wanted product of the first k, summed / min(k, |wanted|): MAP@k is its mean."""
    precision = np.where(places.places <= k, places.nth / places.places, 0.0)
    return places.summed(precision) / np.maximum(np.minimum(places.wanted, k), 1)


def ndcgs_at_k(places: Places, k: int) -> Values:
    """Sum of 1 / log2(place + 1) over the first k places / the same for the best possible list.

    Järvelin and Kekäläinen (2002), every wanted product gaining 1.
    """
    gains = np.where(places.places <= k, 1 / np.log2(places.places + 1), 0.0)
    best = np.append(0.0, np.cumsum(1 / np.log2(np.arange(1, k + 1) + 1)))  # of 0, 1, ... k wanted
    return places.summed(gains) / np.where(places.wanted > 0, best[np.minimum(places.wanted, k)], 1.0)


def _found(places: Places, k: int) -> Values:
    return places.summed(places.places <= k)
