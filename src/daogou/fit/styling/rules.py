"""``suggestions.toml``: effects on the line of an outfit, and the attribute values that have them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from daogou.core.product import Language

Named = Mapping[Language, str]


@dataclass(frozen=True)
class Rule:
    """An attribute's value has an effect, and ``why``. Attributes and values are spelled as products' are."""

    effect: str
    attribute: str
    value: str
    names: Named
    why: Named


@cache
def rules() -> tuple[Rule, ...]:
    """All of them, in the file's order."""
    return tuple(
        Rule(
            row["effect"],
            row["attribute"],
            row["value"],
            {"en": row["en"], "zh": row["zh"]},
            {"en": row["why_en"], "zh": row["why_zh"]},
        )
        for row in table()["suggestions"]
    )


def effects() -> Mapping[str, Named]:
    """Name -> what it is called; what a shopper may wish for."""
    named: Mapping[str, Named] = table()["effects"]
    return named


@cache
def table() -> Mapping[str, Any]:
    """The file as it stands."""
    return tomllib.loads((files("daogou.fit") / "styling" / "suggestions.toml").read_text("utf-8"))
