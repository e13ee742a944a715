"""From what is asked to the traits that the network knows.

Every form is fully described: what nobody asked for is taken over from a product of the drawn shop, chosen by
chance.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from daogou.core.errors import BadQuery
from daogou.language.concepts import concepts
from daogou.language.normalise import normalise
from daogou.sources.demo.vocabulary import table
from daogou.studio.dyes import DYES
from daogou.studio.prints import PRINTS
from daogou.studio.wishes import Wish

Traits = Mapping[str, str]  # kind -> the drawn shop's value

# Kinds that change the cut: a category that has no such thing (a skirt's sleeves) is refused; a value that it
# was never shown with is tried, and so are all other kinds.
CUT = ("sleeve", "neckline", "length")
KINDS = (*CUT, "fit", "material", "audience")
SHAPE_WEIGHT = 30  # more than all kinds together, the best value of each counting 3


@dataclass(frozen=True)
class Known:
    """``rows``: the traits of the products that taught the network, ``shape`` as category/silhouette."""

    rows: Sequence[Traits]

    def values(self, category: str, kind: str) -> set[str]:
        """What the category was seen with."""
        return {row[kind] for row in self.rows if row["category"] == category and row.get(kind)}


def traits_of(text: str, wish: Wish, known: Known, chance: np.random.Generator) -> dict[str, str]:
    """A whole description that agrees with the wish.

    Raises:
        BadQuery: nothing that can be drawn is named, or a cut that such products never have.
    """
    check_dyes(wish)
    category, shape = _category(wish)
    asked = {kind: _values(kind, wish) for kind in KINDS}
    shape = _said_shape(text, category) or shape
    rows = [row for row in known.rows if row["category"] == category]
    _check_cut(category, asked, known)
    fits = [_agreement(row, asked, shape) for row in rows]
    best = [row for row, fit in zip(rows, fits, strict=True) if fit == max(fits)]
    chosen = dict(best[int(chance.integers(len(best)))])
    for kind, values in asked.items():
        if values and chosen.get(kind) not in values:
            usable = [v for v in values if v in known.values(category, kind)] or list(values)
            chosen[kind] = usable[0]
    return chosen


def check_dyes(wish: Wish) -> None:
    """Raises BadQuery for a colour or print that there is none of."""
    for colour in (wish.colour, wish.second):
        if colour and colour not in DYES:
            raise BadQuery(f"Nothing can be drawn in {colour.replace('_', ' ')}.", hint=_hint())
    if wish.print and wish.print not in PRINTS and wish.print not in ("solid", "cable_knit", "quilted"):
        raise BadQuery(f"There is no {wish.print.replace('_', ' ')} print here.", hint=_hint())


def _category(wish: Wish) -> tuple[str, str]:
    """(category, silhouette or "")."""
    named = wish.traits.get("category", "")
    if not named:
        raise BadQuery("The text names no product that can be drawn.", hint=_hint())
    broader = concepts().with_broader("category", named)
    stand_ins = _table()["stands_for"]["narrower"]
    for concept in broader:
        if concept in _table()["category"] and (concept == named or concept in stand_ins):
            category, _, shape = str(_table()["category"][concept]).partition("/")
            return category, shape
    label = concepts().label("category", named, "en").lower()
    raise BadQuery(f"This generator was never shown any {label}.", hint=_hint())


def _hint() -> str:
    drawn = ", ".join(str(row["en"]) for row in table("categories").values())
    return f"Name a product and, if you like, colour, print, sleeves, neck, length. It draws: {drawn}."


def _values(kind: str, wish: Wish) -> list[str]:
    """The drawn shop's values for what is asked of a kind, best first."""
    named = wish.traits.get("category", "")
    if kind == "length" and named in _table()["length_of"]:
        return [str(_table()["length_of"][named])]
    return list(_table()[kind].get(wish.traits.get(kind, ""), ()))


def _said_shape(text: str, category: str) -> str:
    """The silhouette whose own word stands in the text."""
    flat = normalise(text).replace("-", " ")
    for silhouette in table("categories")[category]["silhouettes"]:
        words = (
            str(silhouette["name"]).replace("-", " "),
            silhouette.get("en", ""),
            silhouette.get("zh", ""),
        )
        said = any(word and normalise(str(word)).replace("-", " ") in flat for word in words)
        if said and silhouette["name"] != category:
            return str(silhouette["name"])
    return ""


def _check_cut(category: str, asked: Mapping[str, Sequence[str]], known: Known) -> None:
    for kind in CUT:
        there = known.values(category, kind)
        if asked[kind] and not there:
            name = table("categories")[category]["en"]
            raise BadQuery(
                f"This generator was shown no {name} with {asked[kind][0]}.", hint=f"Leave the {kind} out."
            )


def _agreement(row: Traits, asked: Mapping[str, Sequence[str]], shape: str) -> int:
    """How much of what is asked a product has; a silhouette that is named outweighs all else."""
    fits = [2 + (row[kind] == values[0]) for kind, values in asked.items() if row.get(kind) in values]
    return sum(fits) + SHAPE_WEIGHT * (not shape or row["shape"].endswith("/" + shape))


@cache
def _table() -> Mapping[str, Any]:
    file = files("daogou.studio").joinpath("data", "forms.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
