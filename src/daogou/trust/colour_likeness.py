"""Which colour a product's fine shades look like, as this shop uses the names, and how unlike its own.

Kernel ridge regression from shades to the colours that products of one claim state, most of which tell the
truth. A product does not bear witness for itself: what it scores is what it would had it not been taught.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from daogou.features.kernel_ridge import gaussian, solve
from daogou.language.concepts import Concepts
from daogou.trust.colour_claims import UNJUDGED, alike

# Chosen on the first half of the bench ``doctor`` among 1, 3 and .3, 1, 3; shades are unit rows.
SHARPNESS, RIDGE = 2.0, 3.0
TAUGHT = 4_000  # products at most: time grows with the cube, and 4,000 take seconds and 64 MB
ENOUGH = 500  # products that claim one colour; of fewer the fine shades of a colour are not yet known
SEED = 0  # which of a large shop are taught


class ColourLikeness:
    """The model, learnt from one shop."""

    def __init__(
        self, claims: Sequence[tuple[str, ...]], shades: NDArray[np.float32], known: Concepts
    ) -> None:
        """``claims`` and ``shades``, float32 [n, SHADES] with zeros where there is no picture, row by row."""
        self._claims, self._known = claims, known
        self._seen: NDArray[np.bool_] = np.asarray(shades.any(axis=1))
        plain = np.array([len(said) == 1 and said[0] not in UNJUDGED for said in claims], dtype=bool)
        rows = np.flatnonzero(plain & self._seen)  # of two colours nobody says which is where
        self.is_taught = len(rows) >= ENOUGH
        if self.is_taught:
            if len(rows) > TAUGHT:
                rows = np.sort(np.random.default_rng(SEED).choice(rows, TAUGHT, replace=False))
            self._colours = sorted({claims[row][0] for row in rows.tolist()})
            self._scores = self._scored(shades, rows)

    def doubt(self, row: int) -> tuple[float, str]:
        """How much more it looks like unlike colours than like its own, and like which of them most.

        About -1 for a truthful product, about 1 for a wrong claim; minus infinity where nothing can be said.
        Colours that people take for one another (black and navy) are never held against one another.
        """
        own = self._claims[row]
        if not own or UNJUDGED & set(own) or not self._seen[row]:
            return -np.inf, ""
        near = np.array([any(alike(one, said, self._known) for said in own) for one in self._colours])
        scores = np.maximum(self._scores[row], 0)
        if near.all():
            return -np.inf, ""
        far = np.where(near, -1.0, scores)
        return float(scores[~near].sum() - scores[near].sum()), self._colours[int(far.argmax())]

    def _scored(self, shades: NDArray[np.float32], rows: NDArray[np.intp]) -> NDArray[np.float32]:
        """float32 [n, colours]."""
        taught = shades[rows]
        place = {colour: number for number, colour in enumerate(self._colours)}
        targets = np.zeros((len(rows), len(place)), np.float32)
        targets[np.arange(len(rows)), [place[self._claims[row][0]] for row in rows.tolist()]] = 1
        solved = solve(gaussian(taught @ taught.T, SHARPNESS), RIDGE)
        dual = solved.dual(targets)
        scores = np.zeros((len(shades), len(place)), np.float32)
        scores[rows] = targets - dual / np.diag(solved.inverse)[:, None]  # each left out
        others = np.setdiff1d(np.flatnonzero(self._seen), rows)
        for some in np.array_split(others, len(others) // TAUGHT + 1):
            scores[some] = gaussian(shades[some] @ taught.T, SHARPNESS) @ dual
        return scores
