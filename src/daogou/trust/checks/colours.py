"""A colour in the text that the picture contradicts: a red dress that is blue when one looks at it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.core.product import Product
from daogou.language.concepts import Concepts
from daogou.trust.checks import Check, Finding, Patient
from daogou.trust.colour_claims import ColourClaims, claimed_colours
from daogou.trust.colour_likeness import ColourLikeness
from daogou.vision.colour import NAMES


@dataclass(frozen=True)
class Options:
    """``unlike``: how much more like unlike colours than like its own it must look; see colour_likeness.

    ``doubt`` counts in a small shop and where nobody measured shades: how much more credible another colour
    must be, in natural logarithms; see colour_claims.
    """

    unlike: float = 0.9
    doubt: float = 1.6


class Colours:
    """Compares what is said with what is measured."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def __call__(self, patient: Patient) -> Iterator[Finding]:
        """Warnings; none if nobody looked at the pictures."""
        if patient.colours is None:
            return
        claims = [claimed_colours(product, patient.concepts) for product in patient.products]
        doubt_of, least = self._model(claims, patient, patient.colours)
        for row, product in enumerate(patient.products):
            doubt, better = doubt_of(row)
            if doubt >= least:
                yield _finding(product, claims[row], better, patient.colours[row], patient.concepts)

    def _model(
        self, claims: Sequence[tuple[str, ...]], patient: Patient, colours: NDArray[np.float32]
    ) -> tuple[Callable[[int], tuple[float, str]], float]:
        """What doubts a row, and from how much on it counts: by fine shades where the shop has enough."""
        if patient.shades is not None:
            likeness = ColourLikeness(claims, patient.shades, patient.concepts)
            if likeness.is_taught:
                return likeness.doubt, self._options.unlike
        return ColourClaims(claims, colours, patient.concepts).doubt, self._options.doubt


def _finding(
    product: Product,
    claims: tuple[str, ...],
    better: str,
    shares: NDArray[np.float32],
    concepts: Concepts,
) -> Finding:
    said, rather = " and ".join(_label(claim, concepts) for claim in claims), _label(better, concepts)
    seen = ", ".join(f"{NAMES[i]} {shares[i]:.0%}" for i in np.argsort(-shares)[:3] if shares[i] > 0)
    return Finding(
        "colours",
        "warning",
        (product.id,),
        f"{product.title()!r} is said to be {said}, but its picture looks {rather}.",
        f"Look at the picture: exchange it, or change the colour to {rather} if that is what it is.",
        f"measured: {seen}",
    )


def _label(colour: str, concepts: Concepts) -> str:
    return concepts.label("colour", colour, "en").lower()


def build(options: Options) -> Check:
    """Nothing to prepare."""
    return Colours(options)
