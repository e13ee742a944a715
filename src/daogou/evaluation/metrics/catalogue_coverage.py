"""Catalogue coverage: how much of the catalogue anybody is shown."""

from daogou.evaluation.metrics.places import Ints
from daogou.evaluation.metrics.shown import exposures


def catalogue_coverage(shown: Ints, n_products: int) -> float:
    """|products on any list| / n_products; ``shown`` int64 [n, k], -1 where a list ends earlier."""
    return float((exposures(shown, n_products) > 0).mean()) if n_products else 0.0
