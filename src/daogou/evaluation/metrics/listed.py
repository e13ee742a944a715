"""Places of wanted products in lists that end, where nobody ranks the rest."""

from collections.abc import Sequence

import numpy as np

from daogou.evaluation.metrics.places import Ints, Places, Values, joined


def listed_places(shown: Ints, wanted: Sequence[Ints]) -> Places:
    """Places in ``shown`` int64 [n, k] of ``wanted[i]`` (different products); infinity for what is not there.

    All that is asked of the first k places can be read off them: recall, NDCG, hits.

    Raises:
        ValueError: there are not as many lists as shoppers.
    """
    return joined(_places_of_one(row, products) for row, products in zip(shown, wanted, strict=True))


def _places_of_one(row: Ints, products: Ints) -> Values:
    places = np.full(len(products), np.inf)
    found = np.flatnonzero(np.isin(row, products)) + 1.0
    places[: len(found)] = found
    return places
