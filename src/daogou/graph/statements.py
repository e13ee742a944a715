"""Statements made ready for a store: checked for identity, gathered into facts, told from what is there."""

from collections.abc import Iterable, Mapping

from daogou.core.entity import Entity, bare_entity
from daogou.core.triple import Triple
from daogou.graph.facts import Fact, noisy_or

Key = tuple[str, str, str]
BySource = dict[str, Triple]
DIGITS = 12  # a confidence that has been to a store and back is still the same number


def gathered(triples: Iterable[Triple]) -> dict[Key, BySource]:
    """Statements by fact and source; of several with one identity the last."""
    facts: dict[Key, BySource] = {}
    for triple in triples:
        key = (triple.head, triple.relation, triple.tail)
        if key in facts:
            facts[key][triple.source] = triple
        else:
            facts[key] = {triple.source: triple}
    return facts


def fact_of(key: Key, statements: Mapping[str, Triple]) -> Fact:
    """The fact that these statements make."""
    return Fact(*key, combined(statements), tuple(sorted(statements)))


def combined(statements: Mapping[str, Triple]) -> float:
    """The confidence of a fact: of all its statements together."""
    if len(statements) == 1:  # nearly all facts: worth not going through the product
        return round(next(iter(statements.values())).confidence, DIGITS)
    return round(noisy_or(triple.confidence for triple in statements.values()), DIGITS)


def best_first(fact: Fact) -> tuple[float, str, str, str]:
    """Sorts facts: most confident first, then by name."""
    return -fact.confidence, fact.head, fact.relation, fact.tail


def most_confident_first(triple: Triple) -> tuple[float, str]:
    """Sorts the statements of one fact."""
    return -triple.confidence, triple.source


def is_of(source: str, family: str) -> bool:
    """Whether a source is that source, or one of that family: ``feed:colour`` is of ``feed``."""
    return source == family or source.startswith(f"{family}:")


def given_or_named(entities: Iterable[Entity], facts: Iterable[Key]) -> tuple[dict[str, Entity], set[str]]:
    """The entities given, the last of an id unless it has no labels, and the ids that only facts name."""
    given: dict[str, Entity] = {}
    for entity in entities:
        if entity.labels or entity.id not in given:
            given[entity.id] = entity
    named = {end for head, _, tail in facts for end in (head, tail)}
    return given, named - given.keys()


def changed_entities(
    given: Mapping[str, Entity], named: Iterable[str], known: Mapping[str, Entity]
) -> dict[str, Entity]:
    """Those that a store must write: new ones, and ones whose labels are others now."""
    changed = {
        one.id: one
        for one in given.values()
        if one.id not in known or (one.labels and dict(one.labels) != dict(known[one.id].labels))
    }
    return changed | {name: bare_entity(name) for name in named if name not in known}
