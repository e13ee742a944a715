"""A graph without its shoppers: what may be shown to anybody.

Nobody who asks may learn what a person bought, nor that they exist. So shoppers are left out of every answer,
no walk leads through them, and asking for one by id is like asking for an entity that there is none of.
"""

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from daogou.core.entity import Entity, kind_of
from daogou.core.errors import NotFound
from daogou.core.triple import Triple
from daogou.graph.facts import Counts, Direction, Fact, Path, Subgraph
from daogou.graph.link_prediction import Proposal
from daogou.graph.patterns import parse_patterns
from daogou.graph.refusal import check_length
from daogou.graph.rules.contradictions import Contradiction
from daogou.graph.statements import best_first
from daogou.graph.stores import GraphStore
from daogou.graph.support import Because
from daogou.graph.vocabulary import vocabulary
from daogou.graph.walks import grown
from daogou.surfaces.graph.refusal import NotAllowed

PRIVATE_KINDS = frozenset({"shopper"})
# families of sources whose details are not for everybody: who did it, where a picture lies on the disk
_HIDING = frozenset({"events", "picture"})


def is_private(identifier: str) -> bool:
    """Whether an entity is a person."""
    return kind_of(identifier) in PRIVATE_KINDS


def is_public(*ends: str) -> bool:
    """Whether none of these is a person."""
    return not any(map(is_private, ends))


def is_private_relation(name: str) -> bool:
    """Whether a relation is about what persons do."""
    relation = vocabulary().relations.get(name)
    return relation is not None and not PRIVATE_KINDS.isdisjoint(relation.domain + relation.range)


def public_source(source: str) -> str:
    """The source as anybody may read it."""
    family = source.partition(":")[0]
    return family if family in _HIDING else source


@dataclass(frozen=True)
class PublicGraph:
    """Over a store opened for reading; answers are as the store's contract says."""

    store: GraphStore

    @cached_property
    def counts(self) -> Counts:
        """How much there is; taken once, because the store does not change while it is served."""
        all_of_it = self.store.counts()
        return Counts(
            {kind: n for kind, n in all_of_it.entities.items() if kind not in PRIVATE_KINDS},
            {name: n for name, n in all_of_it.facts.items() if not is_private_relation(name)},
            0,  # of all statements nobody knows how many are about persons
        )

    @property
    def relations(self) -> tuple[str, ...]:
        """The relations that may be walked along."""
        return tuple(self.counts.facts)

    def entity(self, identifier: str) -> Entity:
        """One entity.

        Raises:
            NotFound: there is none, or it is a person; the hint names what is called like it.
        """
        found = None if is_private(identifier) else self.store.get([identifier]).get(identifier)
        if found is None:
            raise self._unknown(identifier)
        return found

    def get(self, identifiers: Iterable[str]) -> dict[str, Entity]:
        """id -> entity, of those that are there and no persons."""
        return self.store.get([one for one in identifiers if not is_private(one)])

    def find(self, text: str, *, kinds: Collection[str] = (), limit: int = 10) -> tuple[Entity, ...]:
        """Entities whose name holds the text."""
        allowed = [kind for kind in kinds or self.counts.entities if kind in self.counts.entities]
        return self.store.find(text, kinds=allowed, limit=limit) if allowed else ()

    def neighbours(
        self,
        identifier: str,
        relations: Collection[str] = (),
        *,
        direction: Direction = "both",
        limit: int | None = None,
    ) -> tuple[Fact, ...]:
        """The facts about an entity, of some relations or all."""
        asked = [name for name in relations or self.relations if name in self.counts.facts]
        if not asked or is_private(identifier):
            return ()
        found = self.store.neighbours(identifier, asked, direction=direction, limit=limit)
        return _public_facts(found)

    def paths(self, start: str, end: str, *, max_length: int = 3, limit: int = 5) -> tuple[Path, ...]:
        """The most confident walks from one entity to another that meet no person."""
        check_length(max_length)
        if not self.relations or not is_public(start, end):
            return ()
        found = self.store.paths(start, end, max_length=max_length, limit=limit, relations=self.relations)
        return tuple(Path(path.nodes, _public_facts(path.facts)) for path in found if is_public(*path.nodes))

    def subgraph(self, identifier: str, *, depth: int = 1, limit: int = 100) -> Subgraph:
        """What lies within ``depth`` facts of an entity, at most ``limit`` facts, nearest and best first."""
        if not self.relations:
            return Subgraph(tuple(self.get([identifier]).values()), ())
        found = self.store.subgraph(identifier, depth=depth, limit=limit, relations=self.relations)
        if is_public(*(one.id for one in found.entities)):
            return Subgraph(found.entities, _public_facts(found.facts))
        # a relation that joins anything (same_as) led to a person: step by step, so as not to go on
        names, facts = grown(identifier, depth, limit, self._around)
        return Subgraph(tuple(self.get(names).values()), facts)

    def _around(self, names: Collection[str], most: int) -> Sequence[Fact]:
        found = {fact.key: fact for name in names for fact in self.neighbours(name, limit=most)}
        return heapq.nsmallest(most, found.values(), key=best_first)

    def provenance(self, head: str, relation: str, tail: str) -> tuple[Triple, ...]:
        """Every statement of a fact, most confident first.

        Raises:
            NotFound: nobody states it, or it is about a person.
        """
        hidden = not is_public(head, tail) or is_private_relation(relation)
        said = () if hidden else self.store.provenance(head, relation, tail)
        if not said:
            raise NotFound(f"Nobody states {head} {relation} {tail}.", hint="See the entity's own facts.")
        return said

    def query(self, text: str, parameters: Mapping[str, Any], limit: int) -> list[dict[str, Any]]:
        """Ask in the store's dialect.

        Raises:
            BadQuery: see the store's contract.
            NotAllowed: it is about persons, or could be.
        """
        if self.store.dialect == "patterns":
            return self._matching(text, parameters, limit)
        # a free query can ask for a person's bare key, or count what they did: no filter of rows is sure
        if not PRIVATE_KINDS.isdisjoint(self.store.counts().entities):
            raise NotAllowed(
                "This graph holds what shoppers did, so that free queries over HTTP are refused.",
                hint="On the shop's own machine: daogou graph query SHOP QUERY.",
            )
        return self.store.query(text, parameters, limit=limit)

    def _matching(self, text: str, parameters: Mapping[str, Any], limit: int) -> list[dict[str, Any]]:
        """Each variable of a pattern is in each row, so that rows without persons met none."""
        asked = parse_patterns(text, parameters)
        terms = [term for pattern in asked.patterns for term in (pattern.head, pattern.tail)]
        if any(is_private_relation(p.relation) for p in asked.patterns) or not is_public(*terms):
            raise NotAllowed("What shoppers did is not for everybody.")
        rows = self.store.query(text, parameters, limit=limit)
        return [row for row in rows if is_public(*map(str, row.values()))]

    def _unknown(self, identifier: str) -> NotFound:
        name = identifier.partition(":")[2] or identifier
        close = [one.id for one in self.find(name, limit=3)]
        hint = (
            f"There are: {', '.join(close)}."
            if close
            else "Find its id by its name: /v1/graph/entities?text="
        )
        return NotFound(f"The graph has no entity {identifier!r}.", hint=hint)


def _public_facts(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(
        Fact(one.head, one.relation, one.tail, one.confidence, _sources(one.sources))
        for one in facts
        if is_public(one.head, one.tail)
    )


def _sources(sources: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(public_source, sources)))


def public_proposals(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Without those about persons, and without persons among their reasons."""
    return [
        replace(one, because=_public_reasons(one.because))
        for one in proposals
        if is_public(one.head, one.tail) and not is_private_relation(one.relation)
    ]


def _public_reasons(because: Because) -> Because:
    regular = tuple(one for one in because.regularities if is_public(one.given[1]))
    alike = tuple(one for one in because.alike if is_public(one.entity, *(t for _, t in one.shared)))
    return Because(regular, alike, because.named, because.naming)  # titles of what is for sale


def public_contradictions(found: Iterable[Contradiction]) -> list[Contradiction]:
    """Without those about persons."""
    return [one for one in found if is_public(one.head, one.one[0].tail, one.other[0].tail)]
