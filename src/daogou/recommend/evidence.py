"""Why a recommender scored a product as it did."""

from typing import Literal, NamedTuple

EvidenceKind = Literal["neighbour", "attribute", "path", "modality", "sequence", "popularity"]


class Evidence(NamedTuple):
    """One part of a score.

    ``weight`` is what it contributed; take the shopper's acts on ``product`` away and the score falls.
    ``product`` is the row of the product in the shopper's history that speaks, -1 where none does
    (popularity). ``what`` says more where the kind asks for it: the trait that both have (``colour:red``),
    the modality, the entities on a path.
    """

    kind: EvidenceKind
    weight: float
    product: int = -1
    what: str = ""
