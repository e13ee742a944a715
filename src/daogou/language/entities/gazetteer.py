"""Mentions by name: of the concepts, and of what else a shop names (brands, series), in both languages.

The longest name at each place wins. Chinese names must begin and end where words do, so that 金 in 基金 is
no colour; a brand that is written in Latin letters needs its capital, so that "the next day" is no brand.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from daogou.language.aligned import Atom, aligned_atoms
from daogou.language.concepts import Concepts, Key
from daogou.language.cutting import ChineseCutter
from daogou.language.entities.mention import Mention
from daogou.language.longest_match import LongestMatch
from daogou.language.normalise import HAN, normalise
from daogou.language.tokens import phrase_key

PROPER = frozenset({"brand", "company"})  # kinds whose Latin names are written with a capital
EXACT, SEVERAL = 1.0, 0.5  # of one meaning, and of several that the name alone cannot tell apart
UNREAD = frozenset({"size"})  # read by their own patterns: a lone "s" is no size


@dataclass(frozen=True, slots=True)
class Name:
    """``name`` means the thing ``id`` of ``kind``."""

    kind: str
    id: str
    name: str


class Gazetteer:
    """Names and what they mean; a ``Recogniser``."""

    def __init__(self, concepts: Concepts, names: Iterable[Name] = ()) -> None:
        found: dict[Key, list[tuple[str, str]]] = defaultdict(list)
        chinese: dict[str, None] = {}
        proper: dict[tuple[str, str], set[str]] = defaultdict(set)
        for kind, identifier, key, name in _all_names(concepts, names):
            if kind in PROPER:
                proper[kind, identifier].add(_letters(name))
            if key and (kind, identifier) not in found[key]:
                found[key].append((kind, identifier))
                if len(key) > 1 and all(_is_chinese(part) for part in key):
                    chinese["".join(key)] = None
        self._names: LongestMatch[list[tuple[str, str]]] = LongestMatch({k: v for k, v in found.items() if v})
        self._chinese = tuple(chinese)
        self._proper = dict(proper)

    @cached_property
    def _cutter(self) -> ChineseCutter:
        return ChineseCutter(self._chinese)

    def meanings(self, name: str) -> Sequence[tuple[str, str]]:
        """(kind, id) of everything that is called so."""
        return self._names.meanings.get(phrase_key(name), ())

    def __call__(self, text: str) -> list[Mention]:
        """Mentions in reading order; a name of several meanings gives one mention for each."""
        atoms = aligned_atoms(text)
        edges = self._edges(text, atoms)
        shouted = text.upper() == text or text.lower() == text  # then capitals say nothing
        found: list[Mention] = []
        start = 0
        while start < len(atoms):
            length, meanings = self._longest(atoms, start, edges)
            if meanings:
                first, last = atoms[start], atoms[start + length - 1]
                found += self._mentions(text, first.start, last.end, meanings, shouted)
            start += length or 1
        return found

    def _longest(
        self, atoms: Sequence[Atom], start: int, edges: set[int]
    ) -> tuple[int, Sequence[tuple[str, str]]]:
        """The longest name that begins here and ends where a word does: its atoms, and what it means."""
        stems = [atom.stem for atom in atoms[start : start + 12]]  # no name is longer
        while stems and atoms[start].start in edges:
            length, meanings = self._names.at(stems, 0)
            if meanings is None:
                break
            mixed = any(not _is_chinese(stem) for stem in stems[:length])  # T恤: no dictionary cuts it
            if mixed or atoms[start + length - 1].end in edges:
                return length, meanings
            stems = stems[: length - 1]
        return 0, ()

    def _edges(self, text: str, atoms: Sequence[Atom]) -> set[int]:
        """Where words begin or end."""
        edges: set[int] = set()
        for run in _chinese_runs(atoms):
            edges.add(run[0].start)
            ends = self._cutter.ends("".join(atom.stem for atom in run))
            edges.update(run[end - 1].end for end in ends)
        edges.update(edge for atom in atoms if not _is_chinese(atom.stem) for edge in (atom.start, atom.end))
        return edges

    def _mentions(
        self, text: str, start: int, end: int, meanings: Sequence[tuple[str, str]], shouted: bool
    ) -> Iterator[Mention]:
        shown = text[start:end]
        written = [one for one in meanings if one[0] not in PROPER or self._is_proper(shown, one, shouted)]
        confidence = EXACT if len(written) == 1 else SEVERAL
        yield from (Mention(start, end, shown, kind, identifier, confidence) for kind, identifier in written)

    def _is_proper(self, shown: str, meaning: tuple[str, str], shouted: bool) -> bool:
        """Written with a capital, and no stump: Levis may be Levi's, Van is not Vans."""
        if shown[0].islower() and not shouted:
            return False
        return any(_letters(shown).startswith(name) for name in self._proper[meaning])


def _letters(name: str) -> str:
    return "".join(c for c in normalise(name) if c.isalnum())


def _all_names(concepts: Concepts, names: Iterable[Name]) -> Iterator[tuple[str, str, Key, str]]:
    for kind in concepts.kinds():
        if kind not in UNREAD:
            yield from ((kind, i, key, " ".join(key)) for key, i in concepts.names(kind).items())
    yield from ((name.kind, name.id, phrase_key(name.name), name.name) for name in names)


def _chinese_runs(atoms: Sequence[Atom]) -> Iterator[list[Atom]]:
    """Chinese characters that stand side by side."""
    run: list[Atom] = []
    for atom in atoms:
        if run and (not _is_chinese(atom.stem) or atom.start != run[-1].end):
            yield run
            run = []
        if _is_chinese(atom.stem):
            run.append(atom)
    if run:
        yield run


def _is_chinese(stem: str) -> bool:
    low, high = HAN.split("-")
    return len(stem) == 1 and low <= stem <= high
