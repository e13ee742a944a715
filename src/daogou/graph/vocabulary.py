"""The relations of the graph: what they join, and how both languages name and say them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import TypeAdapter, ValidationError

from daogou.core.entity import kind_of
from daogou.core.errors import BadInput
from daogou.core.roles import nearest


class BadVocabulary(BadInput):
    """The vocabulary names no such relation, or describes one wrongly."""

    code = "bad_vocabulary"


@dataclass(frozen=True, slots=True)
class Relation:
    """``domain`` and ``range``: kinds of its head and tail, none for any. Texts are by language.

    ``says`` ends a sentence that begins with the head; ``also`` says that a second product shares the tail;
    ``yours`` names a thing by what the shopper at the head did with it. Empty where it makes no sense.
    """

    name: str
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    is_symmetric: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    inverse_labels: Mapping[str, str] = field(default_factory=dict)
    says: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)
    yours: Mapping[str, str] = field(default_factory=dict)

    def allows(self, head: str, tail: str) -> bool:
        """Whether it may join these two."""
        return (not self.domain or kind_of(head) in self.domain) and (
            not self.range or kind_of(tail) in self.range
        )


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All relations by name."""

    relations: Mapping[str, Relation]

    def __getitem__(self, name: str) -> Relation:
        """A relation.

        Raises:
            BadVocabulary: no such; the hint names the nearest.
        """
        if name not in self.relations:
            close = nearest(name, list(self.relations))
            hint = f"Did you mean {close!r}?" if close else f"There are: {', '.join(self.relations)}."
            raise BadVocabulary(f"No relation {name!r}.", hint=hint)
        return self.relations[name]

    def label(self, name: str, language: str) -> str:
        """How a page names it; an unknown relation by its own name."""
        relation = self.relations.get(name)
        return relation.labels.get(language, name) if relation else name.replace("_", " ")


def vocabulary_from(table: Mapping[str, Any]) -> Vocabulary:
    """From parsed TOML, see ``data/vocabulary.toml``.

    Raises:
        BadVocabulary: the message names the relation and what is wrong with it.
    """
    return Vocabulary({name: _relation(name, entry) for name, entry in table.items()})


def _relation(name: str, entry: Mapping[str, Any]) -> Relation:
    known = {
        f"{text}_{language}" for text in ("inverse", "says", "also", "yours") for language in ("en", "zh")
    }
    unknown = [key for key in entry if key not in known | {"from", "to", "symmetric", "en", "zh"}]
    missing = [key for key in ("en", "zh", "says_en", "says_zh") if key not in entry]
    if unknown or missing:
        what = f"unknown key {unknown[0]!r}" if unknown else f"no {missing[0]!r}"
        raise BadVocabulary(f"Relation {name!r}: {what}.")
    try:
        kinds = TypeAdapter(tuple[str, ...])
        domain, tails = (kinds.validate_python(entry.get(key, ())) for key in ("from", "to"))
    except ValidationError as error:
        raise BadVocabulary(f"Relation {name!r}: from and to are lists of kinds.") from error
    texts = (_texts(entry, prefix) for prefix in ("", "inverse_", "says_", "also_", "yours_"))
    return Relation(name, domain, tails, entry.get("symmetric", False) is True, *texts)


def _texts(entry: Mapping[str, Any], prefix: str) -> dict[str, str]:
    return {
        language: str(entry[prefix + language]) for language in ("en", "zh") if prefix + language in entry
    }


@cache
def vocabulary() -> Vocabulary:
    """The relations that come with the package."""
    text = files("daogou.graph").joinpath("data", "vocabulary.toml").read_text(encoding="utf-8")
    return vocabulary_from(tomllib.loads(text))
