"""How a page calls a value of a field, and how a filter spells it."""

from dataclasses import dataclass

from daogou.core.product import Language
from daogou.language.concepts import concepts
from daogou.language.tokens import phrase_key


@dataclass(frozen=True, slots=True)
class ShownValue:
    """``filter`` finds the products that have it, ``label`` is what a shopper reads."""

    filter: str
    label: str


def shown_value(field: str, value: str, language: Language) -> ShownValue:
    """A value that is exactly a concept's name reads in that language, any other as the feed spells it."""
    known = concepts()
    named = known.names(field).get(phrase_key(value))
    label = known.label(field, named, language) if named else value
    return ShownValue(known.link(field, value) or value, label)
