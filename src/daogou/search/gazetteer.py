"""Names that mean a filter value: the concepts' names in both languages, and the catalogue's own values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from daogou.index.columns import Columns
from daogou.language.concepts import Concepts, Key
from daogou.language.entities.name_parts import name_parts
from daogou.language.longest_match import LongestMatch
from daogou.language.tokens import phrase_key

# where one name means several things, the first of these fields wins
_FIRST = str.split(
    "category colour brand audience material pattern neckline sleeve length fit season occasion style"
)
# what stands in for something that a shop lacks before anything broader does: no runner wants heels
_NEAR = {"sports_shoes": "sneakers"}
_TOO_MANY = 20_000  # values of a column beyond this are codes, which the text index finds


@dataclass(frozen=True)
class Meaning:
    """``field`` and ``value`` as the facet spells it; ``value`` is empty where the shop has nothing like it.

    ``asked`` is the concept that the shop does not have and a broader ``value`` stands in for, else empty.
    """

    field: str
    value: str
    asked: str = ""

    @property
    def exact(self) -> bool:
        """Whether the shop has what was named."""
        return not self.asked


@dataclass(frozen=True)
class Gazetteer:
    """Every name, by its key."""

    names: LongestMatch[tuple[Meaning, ...]]

    @property
    def meanings(self) -> Mapping[Key, tuple[Meaning, ...]]:
        """What each name means."""
        return self.names.meanings

    def at(self, atoms: Sequence[str], start: int) -> tuple[int, tuple[Meaning, ...]]:
        """The longest name that begins at ``start``: how many atoms it takes (0: none), and what it means."""
        length, found = self.names.at(atoms, start)
        return length, found or ()


def gazetteer_of(concepts: Concepts, columns: Columns) -> Gazetteer:
    """The names that mean something in this catalogue, and those of concepts it lacks, so that 白酒 stays
    whole."""
    found: dict[Key, list[Meaning]] = {}
    for kind in concepts.kinds():
        if kind == "size":
            continue  # read by its own patterns: a lone "s" is no size
        for key, concept_id in concepts.names(kind).items():
            found.setdefault(key, []).append(_of_concept(concepts, columns, kind, concept_id))
    for name, column in columns.fields.items():
        if name == "size" or len(column.values) > _TOO_MANY:
            continue
        for value in column.values:
            if concepts.get(name, value) is None:
                for key in _keys(value):
                    found.setdefault(key, []).append(Meaning(name, value))
    order = {name: place for place, name in enumerate(_FIRST)}
    sort = {key: tuple(sorted(m, key=lambda x: _rank(x, order))) for key, m in found.items()}
    return Gazetteer(LongestMatch(sort))


def _keys(value: str) -> set[Key]:
    """Of a value and of its parts in each script: ``Cinder Path 烬路`` is asked for by either."""
    keys = {phrase_key(text) for text in (value, *name_parts(value))}
    return {key for key in keys if key and not _too_short(key)}


def _rank(meaning: Meaning, order: Mapping[str, int]) -> tuple[bool, bool, int]:
    return (not meaning.value, not meaning.exact, order.get(meaning.field, len(order)))


def _too_short(key: Key) -> bool:
    """Codes and single characters mean too much to be a value: "8", "x"."""
    return len("".join(key)) < 2 or all(atom.isdigit() for atom in key)


def _of_concept(concepts: Concepts, columns: Columns, kind: str, concept_id: str) -> Meaning:
    column = columns.fields.get(kind)
    ids = concepts.with_broader(kind, concept_id)
    for value in (each for one in ids for each in (one, _NEAR.get(one, one))):
        if column and value in column.code_of:
            return Meaning(kind, value, asked="" if value == concept_id else concept_id)
    return Meaning(kind, "")
