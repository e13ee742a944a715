"""Which colour a product claims to have, and how well its pixels bear that out.

A naive Bayes model of the pixels given the claim: with share(n) of the product's pixels of the measured
colour name n, a claim c is as credible as the sum over n of share(n) * log P(n | c). P(n | c) is learnt from
the shop: the mean shares of all other products with that claim, most of which tell the truth, so that what
this shop calls blue, and how it photographs it, is what blue means here. Where a shop has few, what people
usually mean decides.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from daogou.core.product import Product
from daogou.language.concepts import Concepts, concepts
from daogou.vision.colour import MULTICOLOUR, NAMES

UNJUDGED = {MULTICOLOUR, "transparent"}  # claims that no pixel contradicts
# Names that people use for the same thing, or that light and shadow turn into one another
NEIGHBOURS = {
    "black": "grey navy brown",
    "white": "cream silver grey beige",
    "grey": "silver black white",
    "silver": "grey white",
    "red": "burgundy pink orange",
    "burgundy": "red brown purple",
    "pink": "red purple beige",
    "orange": "red yellow brown tan",
    "yellow": "gold orange cream olive",
    "gold": "yellow tan beige khaki brown",
    "green": "olive teal turquoise khaki",
    "olive": "khaki green brown grey",
    "khaki": "olive beige tan grey",
    "teal": "turquoise green blue",
    "turquoise": "teal blue green",
    "blue": "navy turquoise grey purple teal",
    "navy": "blue black grey purple",
    "purple": "blue pink burgundy navy",
    "brown": "tan burgundy black grey khaki",
    "tan": "brown beige orange gold",
    "beige": "cream tan khaki white",
    "cream": "white beige yellow",
}
SHADES = ("black", "grey", "silver", "white")  # what shadow, shine and ground add to any picture
SKIN = ("beige", "tan", "cream", "khaki")  # of models, and of wood and sand behind products
SKIN_WEIGHT = 0.5  # measured on photos with models: false findings at equal recall fell by a third
# How the pixels of a truthful picture fall before the shop has shown its own: name, neighbours, shades, rest
PRIOR = (0.45, 0.3, 0.15, 0.1)
PRIOR_PRODUCTS = 8.0  # so many products of the shop weigh as much as the prior


def claimed_colours(product: Product, known: Concepts | None = None) -> tuple[str, ...]:
    """Ids of the colours in its attributes; if it has none, the one that its titles name."""
    known = known or concepts()
    said = product.attributes.get("colour", ()) or tuple(product.titles.values())
    linked = (known.link("colour", text) for text in said)
    return tuple(dict.fromkeys(colour for colour in linked if colour))


class ColourClaims:
    """The model, learnt from one shop."""

    def __init__(
        self,
        claims: Sequence[tuple[str, ...]],
        shares: NDArray[np.float32],
        known: Concepts | None = None,
    ) -> None:
        """``claims`` and ``shares``, float32 [n, len(NAMES)], are of the same products.

        ``known``: the shop's concepts; None: those of the package.
        """
        self._known = known or concepts()
        weights = np.array([SKIN_WEIGHT if name in SKIN else 1.0 for name in NAMES])
        self._shares = shares * weights / np.maximum(shares.sum(axis=1, keepdims=True), 1e-6)  # sum to <= 1
        self._claims = claims
        self._sums = {
            c: PRIOR_PRODUCTS * prior(c, self._known) for c in sorted({c for cs in claims for c in cs})
        }
        for row, several in enumerate(claims):
            if len(several) == 1:  # of two colours nobody says which is where
                self._sums[several[0]] = self._sums[several[0]] + self._shares[row]

    def doubt(self, row: int) -> tuple[float, str]:
        """How much more credible the best unlike colour is than the best of its own, and which that is.

        In natural logarithms: above 0 another is more credible. Minus infinity where nothing can be said.
        Colours that people take for one another (black and navy) are never held against one another.
        """
        own = self._claims[row]
        if not own or UNJUDGED & set(own) or not self._shares[row].any():
            return -np.inf, ""
        others = {
            claim: self._credibility(claim, row)
            for claim in self._sums
            if claim not in UNJUDGED and not any(alike(claim, said, self._known) for said in own)
        }
        if not others:
            return -np.inf, ""
        best = max(others, key=lambda claim: (others[claim], claim))
        return others[best] - max(self._credibility(claim, row) for claim in own), best

    def _credibility(self, claim: str, row: int) -> float:
        sums = self._sums[claim]
        if self._claims[row] == (claim,):  # a product does not bear witness for itself
            sums = sums - self._shares[row]
        return float(self._shares[row] @ np.log(np.maximum(sums / sums.sum(), 1e-4)))


@cache
def alike(first: str, second: str, known: Concepts | None = None) -> bool:
    """Whether two colours may be taken for one another: the same measured name, or neighbours."""
    one, other = _measured(first, known), _measured(second, known)
    near = {name for own in one for name in NEIGHBOURS[own].split()}
    back = {name for own in other for name in NEIGHBOURS[own].split()}
    return bool(set(one) & set(other) or near & set(other) or back & set(one))


def _measured(claim: str, known: Concepts | None) -> list[str]:
    """The colour's names among those that pixels are measured in, the nearest first."""
    named = (known or concepts()).with_broader("colour", claim)
    return [name for name in named if name in NEIGHBOURS]


@cache
def prior(claim: str, known: Concepts | None = None) -> NDArray[np.float64]:
    """How pixels fall under a truthful claim, float64 [len(NAMES)], sums to 1."""
    own = _measured(claim, known)
    named = own[:1] or list(NAMES)
    near = [n for name in own for n in (name, *NEIGHBOURS[name].split()) if n not in named] or named
    shares = np.full(len(NAMES), PRIOR[3] / len(NAMES))
    for names, weight in zip((named, near, SHADES), PRIOR, strict=False):
        for name in names:
            shares[NAMES.index(name)] += weight / len(names)
    fallen: NDArray[np.float64] = shares / shares.sum()
    return fallen
