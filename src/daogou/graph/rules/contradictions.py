"""Facts that cannot both be true, with who says which: the text says cotton, the picture says leather."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from daogou.core.triple import Triple
from daogou.graph.rules.book import FAMILY, RuleBook
from daogou.graph.statements import BySource, gathered, is_of


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two values of one relation of ``head``; ``one`` and ``other`` are the statements of each."""

    head: str
    relation: str
    one: tuple[Triple, ...]
    other: tuple[Triple, ...]


def contradictions(triples: Iterable[Triple], book: RuleBook) -> list[Contradiction]:
    """All, by head and relation.

    What rules concluded contradicts nothing: it holds unless stated otherwise. Nor do two values that one
    source gives together: a coat of wool and leather.
    """
    facts = gathered(triple for triple in triples if not is_of(triple.source, FAMILY))
    broader: dict[str, set[str]] = defaultdict(set)
    values: dict[tuple[str, str], dict[str, BySource]] = defaultdict(dict)
    relations = {one.relation for one in book.disjoint} | set(book.functional)
    for (head, relation, tail), said in facts.items():
        if relation == "broader":
            broader[head].add(tail)
        elif relation in relations:
            values[head, relation][tail] = said
    return [found for key in sorted(values) for found in _among(*key, values[key], book, broader)]


def _among(
    head: str, relation: str, values: dict[str, BySource], book: RuleBook, broader: dict[str, set[str]]
) -> Iterator[Contradiction]:
    for one, other in combinations(sorted(values), 2):
        if not _exclude(relation, one, other, book, broader) or values[one].keys() & values[other].keys():
            continue
        yield Contradiction(head, relation, _by_source(values[one]), _by_source(values[other]))


def _by_source(said: BySource) -> tuple[Triple, ...]:
    return tuple(said[source] for source in sorted(said))


def _exclude(relation: str, one: str, other: str, book: RuleBook, broader: dict[str, set[str]]) -> bool:
    kinds_of_one, kinds_of_other = _with_broader(one, broader), _with_broader(other, broader)
    if one in kinds_of_other or other in kinds_of_one:
        return False
    if relation in book.functional:
        return True
    return any(
        group.relation == relation and _in_two(group.values & kinds_of_one, group.values & kinds_of_other)
        for group in book.disjoint
    )


def _in_two(one: frozenset[str] | set[str], other: frozenset[str] | set[str]) -> bool:
    """Both are among the values of a group, and under none of it together."""
    return bool(one) and bool(other) and not one & other


def _with_broader(value: str, broader: dict[str, set[str]]) -> set[str]:
    found, left = {value}, [value]
    while left:
        for wider in broader.get(left.pop(), ()):
            if wider not in found:
                found.add(wider)
                left.append(wider)
    return found
