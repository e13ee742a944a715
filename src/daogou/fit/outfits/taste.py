"""How much each feature of a pair weighs: by default, or as learnt from the outfits of a shop."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from daogou.core.errors import BadInput
from daogou.fit.outfits.together import Table

AFFINITY = "affinity"  # the feature of a family whose values' lifts were learnt
# Set by hand: nothing is learnt yet. What a piece is for and how it looks count most; a feature that is
# nearly always there (a shared season) less than one that seldom is. What is asked for is said of a piece
# once, what goes with the others as often as there are others, so it weighs more.
DEFAULT: Mapping[str, float] = {
    "kind.complements": 0.8,
    "kind.formality": 0.8,
    "kind.formality_asked": 2.5,
    "style.same": 1.0,
    "style.related": 0.5,
    "style.formality": 0.5,
    "occasion.shared": 0.6,
    "occasion.asked": 4.0,
    "season.shared": 0.8,
    "season.asked": 1.0,
    "audience.same": 1.0,
    "brand.same": 0.1,
    "price.level": 0.3,
    "colour.harmony": 1.0,
    "colour.complements": 0.5,
    "colour.repeated": 0.3,
    "colour.leathers": 0.5,
    "colour.sober_asked": 1.5,
    "pattern.lone": 0.3,
    "pattern.clash": 2.0,
    "material.weight": 0.4,
    "material.weight_asked": 1.0,
    "together.lift": 3.0,
    "likeness.vectors": 0.3,
    "owned.yours": 8.0,  # of what is described little else is known: up to 4 a pair behind, it is still taken
    "popularity.many": 0.2,
}


@dataclass(frozen=True)
class Taste:
    """``weights``: feature -> weight; a feature that is not named weighs nothing.

    ``tables``: family -> lifts of its values, as learnt from outfits; none by default.
    """

    weights: Mapping[str, float] = field(default_factory=lambda: dict(DEFAULT))
    tables: Mapping[str, Table] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready; ``taste_from`` reads it."""
        tables = {name: {one: dict(to) for one, to in of.items()} for name, of in self.tables.items()}
        return {"weights": dict(self.weights), "tables": tables}

    def only(self, *families: str) -> "Taste":
        """Without the weights of all other families: for ablations."""
        kept = {name: weight for name, weight in self.weights.items() if name.partition(".")[0] in families}
        return Taste(kept, self.tables)


def taste_from(document: Mapping[str, Any]) -> Taste:
    """What ``as_dict`` wrote.

    Raises:
        BadInput: it is something else.
    """
    weights, tables = document.get("weights"), document.get("tables")
    if not isinstance(weights, Mapping) or not isinstance(tables, Mapping):
        raise BadInput("This is no taste for outfits.", hint="Build the shop again.")
    return Taste(weights, tables)
