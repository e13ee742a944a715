"""The shop's concepts in both languages: categories, colours, materials and other traits.

Read from the TOML files in ``ontology/``. A concept belongs to a kind, which is also the name of the
filterable field and of the entities in the knowledge graph: ``colour``, ``category``. A shop adds its own
concepts, or brings all of them, in files of the same form.
"""

import tomllib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from daogou.core.errors import BadInput, NotFound
from daogou.language.tokens import phrase_key

Key = tuple[str, ...]
Tables = Mapping[str, Mapping[str, list[str]]]  # as TOML gives it: kind -> id -> entry


class BadConcepts(BadInput):
    """The concept files contradict themselves, or an entry has no form that is known."""

    code = "bad_concepts"


class UnknownBroader(BadConcepts):
    """A concept is under one that does not exist."""

    code = "unknown_broader"


class ConceptCycle(BadConcepts):
    """A concept is broader than itself."""

    code = "concept_cycle"


class ClashingNames(BadConcepts):
    """One name of a kind means two concepts."""

    code = "clashing_names"


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
        UnknownBroader, ConceptCycle, ClashingNames: the message names the concepts concerned.
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
                raise UnknownBroader(
                    f"{concept.kind} {concept.id!r}: its broader {broader!r} does not exist."
                )
        trail = [concept.id]
        for current in trail:
            for broader in concepts[current].broader:
                if broader == concept.id:
                    raise ConceptCycle(f"{concept.kind} {concept.id!r} is broader than itself.")
                if broader not in trail:
                    trail.append(broader)


def _named(concepts: Mapping[str, Concept]) -> dict[Key, str]:
    named: dict[Key, str] = {}
    for concept in concepts.values():
        for key in _keys(concept):
            other = named.setdefault(key, concept.id)
            if other != concept.id:
                name = " ".join(key)
                raise ClashingNames(f"{concept.kind} {name!r} names both {other!r} and {concept.id!r}.")
    return named


def _keys(concept: Concept) -> Iterator[Key]:
    for name in (*(n for names in concept.names.values() for n in names), concept.id.replace("_", " ")):
        key = phrase_key(name)
        yield key
        if len(key) == 2 and len(key[0]) == 1 and key[0].isascii():
            yield ("".join(key),)  # v neck is also typed vneck


def concepts_from(tables: Iterable[Tables]) -> Concepts:
    """Concepts from parsed TOML: kind -> id -> [broader, English names, Chinese names].

    Raises:
        BadConcepts: see ``Concepts``; also an id given twice or an entry of another form.
    """
    found: dict[str, dict[str, Concept]] = {}
    for table in tables:
        for kind, concept_id, entry in _entries(table):
            of_kind = found.setdefault(kind, {})
            if concept_id in of_kind:
                raise BadConcepts(f"{kind} {concept_id!r} is given twice.")
            of_kind[concept_id] = _concept(kind, concept_id, entry)
    return Concepts(found)


def extended(known: Concepts, tables: Iterable[Tables]) -> Concepts:
    """Known concepts with a shop's own laid over them.

    ``id = ["broader", "English", "Chinese"]`` adds a concept or replaces the one of that id;
    ``id = ["+", "English", "Chinese"]`` adds names to it; ``id = []`` takes it away. A name that the shop
    gives is its own: a known concept that had it besides its label has it no more.

    Raises:
        BadConcepts: see ``Concepts``; also names for, or the removal of, what is not there.
    """
    found = {kind: dict(of_kind) for kind, of_kind in known.all.items()}
    by_shop: set[tuple[str, str]] = set()
    for table in tables:
        for kind, concept_id, entry in _entries(table):
            of_kind = found.setdefault(kind, {})
            if (not entry or entry[0] == "+") and concept_id not in of_kind:
                raise BadConcepts(f"{kind} {concept_id!r} is not there to be changed.")
            if not entry:
                del of_kind[concept_id]
                continue
            given = _concept(kind, concept_id, ["", *entry[1:]] if entry[0] == "+" else entry)
            by_shop.add((kind, concept_id))
            _take_names(of_kind, given, by_shop)
            of_kind[concept_id] = _with_names(of_kind[concept_id], given) if entry[0] == "+" else given
    return Concepts({kind: of_kind for kind, of_kind in found.items() if of_kind})


def concepts_from_files(*, packaged: bool = True, extra: Sequence[Path] = ()) -> Concepts:
    """The package's concepts, or none, with those of a shop's TOML files laid over them, in order.

    Raises:
        BadConcepts: see ``extended``; also a file that is no TOML.
        NotFound: no such file.
    """
    known = concepts() if packaged else Concepts({})
    return extended(known, [_parsed(file) for file in extra]) if extra else known


def _parsed(file: Path) -> Tables:
    if not file.is_file():
        raise NotFound(f"There is no {file}.", hint="Check the names of the concept files.")
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConcepts(f"{file.name} is no TOML: {error}.") from error


def _entries(table: Tables) -> Iterator[tuple[str, str, list[str]]]:
    """(kind, id, entry) of each entry."""
    for kind, entries in table.items():
        if not isinstance(entries, Mapping):
            raise BadConcepts(f"{kind!r}: expected a table [{kind}] of concepts, given {entries!r}.")
        for concept_id, entry in entries.items():
            if not isinstance(entry, list) or not all(isinstance(part, str) for part in entry):
                raise BadConcepts(f"{kind} {concept_id!r}: expected texts in brackets, given {entry!r}.")
            yield kind, concept_id, entry


def _take_names(of_kind: dict[str, Concept], given: Concept, by_shop: Container[tuple[str, str]]) -> None:
    """Take from the known concepts of a kind, all but their labels, the names that the shop gives one."""
    own = set(_keys(given))
    for concept_id, other in of_kind.items():
        if (other.kind, concept_id) not in by_shop and own & set(_keys(other)):
            names = {
                language: (
                    *of_language[:1],
                    *(name for name in of_language[1:] if phrase_key(name) not in own),
                )
                for language, of_language in other.names.items()
            }
            of_kind[concept_id] = replace(other, names=names)


def _with_names(known: Concept, given: Concept) -> Concept:
    names = {
        language: tuple(dict.fromkeys((*known.names.get(language, ()), *given.names.get(language, ()))))
        for language in dict.fromkeys((*known.names, *given.names))
    }
    return replace(known, names=names)


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
