"""Evidence for several products at once, as columns: most of it is compared and never told."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from daogou.recommend.evidence import Evidence, EvidenceKind
from daogou.recommend.history import Floats, Ints

MOST_EVIDENCE = 10  # the contract's
NAMELESS = -1


class Pieces(NamedTuple):
    """Pieces of one kind. ``nth`` int64 [m]: for which of the products asked about; ``weights`` float32 [m];
    ``products`` int64 [m]: rows of the history's products that speak, -1 where none does; ``said`` int64 [m]:
    places in ``names``, -1 where there is no more to say."""

    kind: EvidenceKind
    nth: Ints
    weights: Floats
    products: Ints
    said: Ints
    names: Sequence[str] = ()

    def kept(self, which: NDArray[np.bool_]) -> "Pieces":
        """Only some; bool [m]."""
        return self._replace(
            nth=self.nth[which],
            weights=self.weights[which],
            products=self.products[which],
            said=self.said[which],
        )

    def times(self, factor: float) -> "Pieces":
        """The same with other weights."""
        return self._replace(weights=self.weights * np.float32(factor))


def nameless(kind: EvidenceKind, nth: Ints, weights: Floats, products: Ints) -> Pieces:
    """Pieces that say nothing more."""
    return Pieces(kind, nth, weights, products, np.full(len(nth), NAMELESS))


def pieces_of(evidence: Sequence[Sequence[Evidence]]) -> list[Pieces]:
    """Told evidence as columns again."""
    flat = [(nth, one) for nth, of_one in enumerate(evidence) for one in of_one]
    made = []
    for kind in dict.fromkeys(one.kind for _, one in flat):
        own = [(nth, one) for nth, one in flat if one.kind == kind]
        names = [one.what for _, one in own]
        columns = (
            np.array([nth for nth, _ in own], np.int64),
            np.array([one.weight for _, one in own], np.float32),
            np.array([one.product for _, one in own], np.int64),
            np.array([place if name else NAMELESS for place, name in enumerate(names)], np.int64),
        )
        made.append(Pieces(kind, *columns, names))
    return made


class Sorted:
    """The pieces of each product, the heaviest first; of equal ones those that came first."""

    def __init__(self, pieces: Sequence[Pieces], n_products: int) -> None:
        self._pieces = pieces
        nth, weights, products, said = (
            np.concatenate([getattr(one, name) for one in pieces]) if pieces else np.zeros(0, np.int64)
            for name in ("nth", "weights", "products", "said")
        )
        which = np.repeat(np.arange(len(pieces)), [len(one.nth) for one in pieces])
        order = np.lexsort((-weights, nth))
        self._ends = np.searchsorted(nth[order], np.arange(n_products), side="right").tolist()
        columns = (weights, products, which, said)
        self._rows = list(zip(*(column[order].tolist() for column in columns), strict=True))

    def of(self, nth: int) -> list[tuple[float, int, int, int]]:
        """Weight, speaking product, and by what ``evidence`` finds the rest."""
        return self._rows[self._ends[nth - 1] if nth else 0 : self._ends[nth]]

    def evidence(self, piece: tuple[float, int, int, int]) -> Evidence:
        """The piece, told."""
        weight, product, which, said = piece
        of = self._pieces[which]
        return Evidence(of.kind, weight, product, of.names[said] if said != NAMELESS else "")


def told(pieces: Sequence[Pieces], n_products: int) -> list[tuple[Evidence, ...]]:
    """For each product its heaviest pieces, ten at most."""
    ordered = Sorted(pieces, n_products)
    return [
        tuple(ordered.evidence(piece) for piece in ordered.of(nth)[:MOST_EVIDENCE])
        for nth in range(n_products)
    ]
