"""How a page calls a value of a field, and how a filter spells it."""

from dataclasses import dataclass

from daogou.core.product import Language
from daogou.language.concepts import Concepts, concepts
from daogou.language.tokens import phrase_key


@dataclass(frozen=True, slots=True)
class ShownValue:
    """``filter`` finds the products that have it, ``label`` is what a shopper reads."""

    filter: str
    label: str


def shown_value(field: str, value: str, language: Language, known: Concepts | None = None) -> ShownValue:
    """A value that names a concept reads in the page's language, any other as the feed spells it.

    What the feed says in that language already stays, for it may be narrower than the concept's label.
    ``known``: the shop's concepts; None: those of the package.
    """
    known = known or concepts()
    key = phrase_key(value)
    named = known.names(field).get(key)
    concept = known.get(field, named) if named else None
    own_names = {phrase_key(name) for name in concept.names.get(language, ())} if concept else set()
    is_plain = concept is None or key in own_names
    label = value[:1].upper() + value[1:] if is_plain else known.label(field, named or value, language)
    return ShownValue(known.link(field, value) or value, label)
