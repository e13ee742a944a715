"""The shop's concepts in both languages: categories, colours, materials and other traits.

Read from the TOML files in ``ontology/``. A concept belongs to a kind, which is also the name of the
filterable field: ``colour``, ``category``. Later this grows into the ontology of the knowledge graph.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from daogou.core.errors import BadInput
from daogou.language.tokens import phrase_key

Key = tuple[str, ...]


class BadConcepts(BadInput):
    """The concept file contradicts itself."""

    code = "bad_concepts"


@dataclass(frozen=True, slots=True)
class Concept:
    """``names`` maps a language to the concept's names, the label first; ``broader`` are ids of its kind."""

    kind: str
    id: str
    names: Mapping[str, tuple[str, ...]]
    broader: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """How a page shows it; in English where that language has no name."""
        named = self.names.get(language) or next((n for n in self.names.values() if n), ())
        return named[0] if named else self.id


@dataclass(frozen=True, eq=False)
class Concepts:
    """All concepts, checked: every broader one exists, none is its own ancestor, no name means two of a kind.

    Raises:
        BadConcepts: the message names the concept and what is wrong with it.
    """

    all: Mapping[str, Mapping[str, Concept]]
    _by_key: dict[str, dict[Key, str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for kind, concepts in self.all.items():
            _check_parents(concepts)
            self._by_key[kind] = _named(concepts)

    def get(self, kind: str, concept_id: str) -> Concept | None:
        """The concept, None if there is none of that id."""
        return self.all.get(kind, {}).get(concept_id)

    def label(self, kind: str, value: str, language: str) -> str:
        """A value as a page shows it; a value that is no concept reads as it is spelled."""
        concept = self.get(kind, value)
        return concept.label(language) if concept else value

    def with_broader(self, kind: str, concept_id: str) -> list[str]:
        """The concept and all that contain it, nearest first."""
        found = [concept_id]
        for current in found:
            concept = self.get(kind, current)
            found.extend(b for b in (concept.broader if concept else ()) if b not in found)
        return found

    def link(self, kind: str, text: str) -> str | None:
        """The id that a feed's value means: ``link("colour", "Navy Blue Melange")`` is ``navy``.

        The whole value first; else the longest name inside it, for categories the last of equally long
        ones, because both languages put the head noun last; for other kinds the first.
        """
        key = phrase_key(text)
        named = self._by_key.get(kind, {})
        if key in named:
            return named[key]
        for length in range(len(key) - 1, 0, -1):
            starts = range(len(key) - length + 1)
            for start in reversed(starts) if kind == "category" else starts:
                inside = key[start : start + length]
                if inside in named and not _is_lone_character(inside):
                    return named[inside]
        return None

    def names(self, kind: str) -> Mapping[Key, str]:
        """Every name of a kind, as ``phrase_key`` gives it, with the id it means."""
        return self._by_key.get(kind, {})

    def kinds(self) -> list[str]:
        """The kinds there are."""
        return list(self.all)


def _is_lone_character(key: Key) -> bool:
    """One Chinese character inside a longer value means too little: 金 in 金属 is not golden."""
    return len(key) == 1 and len(key[0]) == 1


def _check_parents(concepts: Mapping[str, Concept]) -> None:
    for concept in concepts.values():
        for broader in concept.broader:
            if broader not in concepts:
                raise BadConcepts(f"{concept.kind} {concept.id!r}: its broader {broader!r} does not exist.")
        trail = [concept.id]
        for current in trail:
            for broader in concepts[current].broader:
                if broader == concept.id:
                    raise BadConcepts(f"{concept.kind} {concept.id!r} is broader than itself.")
                if broader not in trail:
                    trail.append(broader)


def _named(concepts: Mapping[str, Concept]) -> dict[Key, str]:
    named: dict[Key, str] = {}
    for concept in concepts.values():
        for key in _keys(concept):
            other = named.setdefault(key, concept.id)
            if other != concept.id:
                name = " ".join(key)
                raise BadConcepts(f"{concept.kind} {name!r} names both {other!r} and {concept.id!r}.")
    return named


def _keys(concept: Concept) -> Iterator[Key]:
    for name in (*(n for names in concept.names.values() for n in names), concept.id.replace("_", " ")):
        key = phrase_key(name)
        yield key
        if len(key) == 2 and len(key[0]) == 1 and key[0].isascii():
            yield ("".join(key),)  # v neck is also typed vneck


def concepts_from(tables: Iterable[Mapping[str, Mapping[str, list[str]]]]) -> Concepts:
    """Concepts from parsed TOML: kind -> id -> [broader, English names, Chinese names].

    Raises:
        BadConcepts: see ``Concepts``; also an id given twice or an entry of another form.
    """
    found: dict[str, dict[str, Concept]] = {}
    for table in tables:
        for kind, entries in table.items():
            of_kind = found.setdefault(kind, {})
            for concept_id, entry in entries.items():
                if concept_id in of_kind:
                    raise BadConcepts(f"{kind} {concept_id!r} is given twice.")
                of_kind[concept_id] = _concept(kind, concept_id, entry)
    return Concepts(found)


def _concept(kind: str, concept_id: str, entry: list[str]) -> Concept:
    if len(entry) != 3:
        raise BadConcepts(f"{kind} {concept_id!r}: expected [broader, English, Chinese], given {entry!r}.")
    broader, english, chinese = entry
    names = {"en": _split(english), "zh": _split(chinese)}
    return Concept(kind, concept_id, names, tuple(broader.split()))


def _split(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split("|") if name.strip())


@cache
def concepts() -> Concepts:
    """The concepts that come with the package."""
    folder = files("daogou.language").joinpath("ontology")
    texts = sorted(
        (f.name, f.read_text(encoding="utf-8")) for f in folder.iterdir() if f.name.endswith(".toml")
    )
    return concepts_from(tomllib.loads(text) for _, text in texts)
