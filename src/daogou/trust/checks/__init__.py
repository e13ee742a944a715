"""What the catalogue doctor looks for: one file per check."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from daogou.core.product import Product
from daogou.core.roles import Role

Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a product, and what to do about it. ``evidence`` is what was compared."""

    check: str
    severity: Severity
    product_ids: tuple[str, ...]
    what: str
    fix: str
    evidence: str = ""


@dataclass(frozen=True)
class Patient:
    """The catalogue as the doctor sees it; arrays are row-aligned with ``products``.

    Filled by ``trust/doctor.py`` from a catalogue and, where there is one, its release.
    """

    products: tuple[Product, ...]


class Check(Protocol):
    """Looks for one kind of fault."""

    def __call__(self, patient: Patient) -> Iterator[Finding]:
        """Every finding, in the order of the catalogue."""
        ...


ROLE: Role[Check] = Role(__name__)
