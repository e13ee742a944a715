"""The one answer shape of the project: an ordered list of hits, each with its reasons."""

from dataclasses import dataclass
from typing import NamedTuple


class Reason(NamedTuple):
    """One piece of evidence for a hit.

    ``kind`` says what sort of evidence, in the field's own word: ``word`` (a query word found in the
    product's text), ``attribute`` (``colour=red``), ``meaning`` (closeness of the texts), ``looks``
    (closeness of words or picture to the product's picture), ``ranking`` (what one list gave to a
    fusion); of recommendations ``neighbour``, ``shared``, ``path``, ``modality``, ``sequence``,
    ``popularity``, ``act``. ``weight`` is what it contributed; larger is more. ``product``: the id of the
    product that speaks for the hit, where one does.
    """

    kind: str
    what: str
    weight: float
    product: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A product and how well it answers; higher score is better, always."""

    product_id: str
    score: float
    because: tuple[Reason, ...] = ()


Ranking = tuple[Hit, ...]
