"""A colour in the text that the picture contradicts: a red dress that is blue when one looks at it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.core.product import Product
from daogou.language.concepts import Concepts
from daogou.trust.checks import Check, Finding, Patient
from daogou.trust.colour_claims import ColourClaims, claimed_colours
from daogou.vision.colour import NAMES


@dataclass(frozen=True)
class Options:
    """``doubt``: how much more credible another colour must be, in natural logarithms; see colour_claims."""

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
        model = ColourClaims(claims, patient.colours, patient.concepts)
        for row, product in enumerate(patient.products):
            doubt, better = model.doubt(row)
            if doubt >= self._options.doubt:
                yield _finding(product, claims[row], better, patient.colours[row], patient.concepts)


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
