"""How feeds name attributes and spell several values, or none, in one field."""

import re

from daogou.language.concepts import Concepts
from daogou.language.tokens import phrase_key

_SYNONYMS = {
    "color": "colour",
    "product colour": "colour",
    "product color": "colour",
    "base colour": "colour",
    "gender": "audience",
    "target audience": "audience",
    "fabric": "material",
    "usage": "occasion",
    "sleeve length": "sleeve",
    "neck": "neckline",
    "dress length": "length",
}
_SEVERAL = re.compile(r"\s*[,;/、，；|]\s*")
_NOTHING = frozenset(("", "na", "n/a", "none", "null", "-", "unknown"))


def field_name(attribute: str) -> str:
    """The standard name of a feed's attribute: ``Color`` is ``colour``."""
    plain = attribute.strip().lower().replace("_", " ")
    return _SYNONYMS.get(plain, plain)


def kind_name(attribute: str, concepts: Concepts) -> str:
    """The same, spelled as the concepts spell the kind: ``Rod Action`` is their ``rod_action``."""
    name = field_name(attribute)
    joined = name.replace(" ", "_")
    return joined if joined in concepts.all else name


def parts_of(kind: str, value: str, concepts: Concepts) -> list[str]:
    """What one field holds: "Red / Blue" is two values, "Black/White" one where a concept is called so."""
    return [value] if phrase_key(value) in concepts.names(kind) else _SEVERAL.split(value)


def is_nothing(value: str) -> bool:
    """Whether it is a feed's word for no value."""
    return value.strip().lower() in _NOTHING
