"""By how much a product or a shopper departs from the rest: shrunk means that no row takes part in itself."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.fit.learned.wearings import Floats

# of how many rows' weight the pull towards 0 is: a product has tens of wearings that differ much between
# bodies, a shopper a few that agree; chosen on a validation cut of rentals
PRODUCT_SHRINK, SHOPPER_SHRINK = 10.0, 3.0
FOLDS = 20


@dataclass(frozen=True)
class Effects:
    """key -> shrunk sums. ``sums`` float64 [keys, c + 1], the last column counts rows."""

    rows: Mapping[str, int]
    sums: Floats
    shrink: float

    def of(self, keys: NDArray[np.str_]) -> Floats:
        """float64 [n, c + 1]: shrunk means, and the logarithm of 1 + how many rows stand behind; else 0."""
        at = np.array([self.rows.get(str(key), len(self.sums)) for key in keys], dtype=np.intp)
        padded = np.vstack([self.sums, np.zeros((1, self.sums.shape[1]))])
        return _shrunk(padded[at], self.shrink)


def effects(keys: NDArray[np.str_], values: Floats, shrink: float) -> Effects:
    """Of every key, from values float64 [n, c]."""
    names, codes = np.unique(keys, return_inverse=True)
    rows = {str(name): at for at, name in enumerate(names)}
    return Effects(rows, _sums(codes, _counted(values), len(names)), shrink)


def out_of_fold(keys: NDArray[np.str_], values: Floats, shrink: float, seed: int) -> Floats:
    """What ``Effects.of`` would say of each row had its fold not been seen, float64 [n, c + 1]."""
    names, codes = np.unique(keys, return_inverse=True)
    counted = _counted(values)
    whole = _sums(codes, counted, len(names))
    fold = np.random.default_rng(seed).integers(0, FOLDS, len(keys))
    seen = whole[codes]
    for one in range(FOLDS):
        held = np.flatnonzero(fold == one)
        seen[held] -= _sums(codes[held], counted[held], len(names))[codes[held]]
    return _shrunk(seen, shrink)


def left_out(keys: NDArray[np.str_], values: Floats, shrink: float) -> Floats:
    """Of each row the shrunk mean of its key's other rows, float64 [n]; for values that are no verdicts."""
    names, codes = np.unique(keys, return_inverse=True)
    sums = _sums(codes, _counted(values[:, None]), len(names))[codes]
    return np.asarray((sums[:, 0] - values) / (sums[:, 1] - 1 + shrink))


def _counted(values: Floats) -> Floats:
    return np.hstack([values, np.ones((len(values), 1))])


def _sums(codes: NDArray[np.intp], values: Floats, count: int) -> Floats:
    return np.stack([np.bincount(codes, column, count) for column in values.T], axis=1)


def _shrunk(sums: Floats, shrink: float) -> Floats:
    count = sums[:, -1:]
    return np.hstack([sums[:, :-1] / (count + shrink), np.log1p(np.maximum(count, 0))])
