"""What the catalogue doctor looks for: one file per check."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from daogou.core.product import Product
from daogou.core.roles import Role
from daogou.language.concepts import Concepts, concepts
from daogou.trust.finding import Finding, Severity

__all__ = ["ROLE", "Check", "Finding", "Patient", "Severity"]


@dataclass(frozen=True)
class Patient:
    """The catalogue as the doctor sees it; arrays are row-aligned with ``products``.

    Filled by ``trust/doctor.py`` from a catalogue and, where there is one, its release. ``languages``: those
    in which the shop shows its pages. ``picture_problems``: product id -> why its picture cannot be used.
    ``colours``: float32 [n, len(vision.colour.NAMES)], shares of the product's pixels; ``pictures``: float32
    [n, dim], what each picture looks like; ``shades``: float32 [n, vision.shades.SHADES],
    its fine shades; rows of zeros where there is no picture, None where nobody looked.
    ``concepts``: the shop's; the package's unless given. ``media_problems``: product id -> why one of its
    videos or 3D models cannot be used.
    """

    products: tuple[Product, ...]
    languages: tuple[str, ...] = ()
    picture_problems: Mapping[str, str] = field(default_factory=dict)
    colours: NDArray[np.float32] | None = None
    pictures: NDArray[np.float32] | None = None
    shades: NDArray[np.float32] | None = None
    concepts: Concepts = field(default_factory=concepts)
    media_problems: Mapping[str, str] = field(default_factory=dict)


class Check(Protocol):
    """Looks for one kind of fault."""

    def __call__(self, patient: Patient) -> Iterator[Finding]:
        """Every finding, in the order of the catalogue."""
        ...


ROLE: Role[Check] = Role(__name__)
