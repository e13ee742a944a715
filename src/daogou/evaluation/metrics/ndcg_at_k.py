"""Normalised discounted cumulative gain (Järvelin and Kekäläinen, 2002)."""

import math
from collections.abc import Hashable, Mapping, Sequence


def ndcg_at_k(ranked: Sequence[Hashable], gains: Mapping[Hashable, float], k: int) -> float:
    """DCG of the ranking / DCG of the best possible one; items without a gain gain 0.

    DCG = sum over the first k places i (from 1) of gain / log2(i + 1). For graded ratings the usual gain is
    2**rating - 1. 0 where nothing gains.
    """
    best = _dcg(sorted(gains.values(), reverse=True)[:k])
    return _dcg([gains.get(item, 0.0) for item in ranked[:k]]) / best if best > 0 else 0.0


def _dcg(gains: Sequence[float]) -> float:
    return math.fsum(gain / math.log2(place + 1) for place, gain in enumerate(gains, start=1))
