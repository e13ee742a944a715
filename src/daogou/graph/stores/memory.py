"""Plain Python dictionaries: for tests, for small graphs, and what the other stores are compared with.

``close`` writes the graph to ``graph.jsonl`` in its folder; what happened since is lost if the process dies.
Queries are patterns, as in the bodies of rules: see ``graph/patterns.py``.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from daogou.core.entity import Entity, kind_of
from daogou.core.errors import NotBuilt
from daogou.core.triple import Triple
from daogou.graph.facts import Change, Counts, Direction, Fact, Path, Subgraph
from daogou.graph.jsonl import read_graph, write_graph
from daogou.graph.names import folded, rank, searchable
from daogou.graph.patterns import answers, parse_patterns
from daogou.graph.refusal import check_length, check_writable
from daogou.graph.statements import (
    BySource,
    Key,
    best_first,
    changed_entities,
    fact_of,
    gathered,
    given_or_named,
    is_of,
    most_confident_first,
)
from daogou.graph.stores import GraphStore, GraphStores
from daogou.graph.walks import grown

_FILE = "graph.jsonl"
Contents = tuple[dict[str, Entity], dict[Key, BySource]]


@dataclass(frozen=True)
class Options:
    """None."""


class MemoryStore:
    """See the contract."""

    dialect = "patterns"

    def __init__(self, file: FilePath | None = None, *, read_only: bool = False) -> None:
        self.read_only = read_only
        self._file = file
        self._entities: dict[str, Entity] = {}
        self._statements: dict[Key, BySource] = {}
        self._facts: dict[Key, Fact] = {}
        self._touching: dict[str, dict[Key, None]] = {}
        if file and file.is_file():
            self._add(*read_graph(file))

    def upsert(self, entities: Iterable[Entity], triples: Iterable[Triple]) -> Change:
        """See the contract."""
        check_writable(self.read_only)
        return self._add(list(entities), list(triples))

    def _add(self, entities: Iterable[Entity], triples: Iterable[Triple]) -> Change:
        facts = gathered(triples)
        given, named = given_or_named(entities, facts)
        changed = changed_entities(given, named, self._entities)
        self._entities.update(changed)
        said = sum(self._say(key, statements) for key, statements in facts.items())
        return Change(len(changed), said)

    def _say(self, key: Key, statements: BySource) -> int:
        """How many of the statements are new or other than before."""
        known = self._statements.setdefault(key, {})
        new = {source: one for source, one in statements.items() if known.get(source) != one}
        known.update(new)
        self._facts[key] = fact_of(key, known)
        for end in (key[0], key[2]):
            self._touching.setdefault(end, {})[key] = None
        return len(new)

    def remove(self, entity_ids: Iterable[str]) -> Change:
        """See the contract."""
        check_writable(self.read_only)
        gone = [name for name in dict.fromkeys(entity_ids) if name in self._entities]
        keys = {key for name in gone for key in self._touching.get(name, ())}
        unsaid = sum(len(self._statements[key]) for key in keys)
        orphans = self._forget(keys) | set(gone)
        for name in orphans:
            del self._entities[name]
        return Change(len(orphans), unsaid)

    def replace(
        self,
        sources: Collection[str],
        heads: Collection[str] | None,
        entities: Iterable[Entity],
        triples: Iterable[Triple],
    ) -> Change:
        """See the contract."""
        check_writable(self.read_only)
        given, new = list(entities), list(triples)
        before = self._copy()
        empty = self._unsay(sources, heads)
        said = gathered(new)
        self._forget(empty - said.keys())
        self._add(given, new)
        lost = {end for key in before[1].keys() - self._statements.keys() for end in (key[0], key[2])}
        for name in lost - {one.id for one in given}:
            if not self._touching.get(name):
                del self._entities[name]
        return _difference(before, self._copy())

    def retract(self, source: str, heads: Collection[str] | None = None) -> Change:
        """See the contract."""
        return self.replace((source,), heads, (), ())

    def _copy(self) -> Contents:
        return dict(self._entities), {key: dict(said) for key, said in self._statements.items()}

    def _unsay(self, sources: Collection[str], heads: Collection[str] | None) -> set[Key]:
        """Statements go; the facts that this leaves without one."""
        empty = set()
        for key in [key for key in self._statements if heads is None or key[0] in heads]:
            left = {s: t for s, t in self._statements[key].items() if not any(is_of(s, f) for f in sources)}
            self._statements[key] = left
            if left:
                self._facts[key] = fact_of(key, left)
            else:
                empty.add(key)
        return empty

    def _forget(self, keys: Iterable[Key]) -> set[str]:
        """Facts go; the entities that this leaves without one."""
        orphans = set()
        for key in keys:
            del self._statements[key], self._facts[key]
            for end in {key[0], key[2]}:
                del self._touching[end][key]
                if not self._touching[end]:
                    orphans.add(end)
        return orphans

    def get(self, entity_ids: Iterable[str]) -> dict[str, Entity]:
        """See the contract."""
        return {name: self._entities[name] for name in entity_ids if name in self._entities}

    def find(self, text: str, *, kinds: Collection[str] = (), limit: int = 10) -> tuple[Entity, ...]:
        """See the contract."""
        wanted = folded(text)
        candidates = [one for one in self._entities.values() if wanted and (not kinds or one.kind in kinds)]
        ranked = [
            (rank(names, wanted), len(names), one.id) for one in candidates for names in [searchable(one)]
        ]
        best = sorted(found for found in ranked if found[0] < 3)[:limit]
        return tuple(self._entities[name] for _, _, name in best)

    def neighbours(
        self,
        entity_id: str,
        relations: Collection[str] = (),
        *,
        direction: Direction = "both",
        limit: int | None = None,
    ) -> tuple[Fact, ...]:
        """See the contract."""
        ends = {"out": (0,), "in": (2,), "both": (0, 2)}[direction]
        keys = self._touching.get(entity_id, ())
        found = (
            self._facts[key]
            for key in keys
            if any(key[end] == entity_id for end in ends) and (not relations or key[1] in relations)
        )
        return tuple(sorted(found, key=best_first)[:limit])

    def paths(
        self,
        start: str,
        end: str,
        *,
        max_length: int = 3,
        limit: int = 5,
        relations: Collection[str] = (),
    ) -> tuple[Path, ...]:
        """See the contract; every walk is tried."""
        check_length(max_length)
        found = self._walks((start,), (), end, max_length, relations) if start != end else ()
        return tuple(sorted(found, key=lambda path: path.order)[:limit])

    def _walks(
        self, nodes: tuple[str, ...], facts: tuple[Fact, ...], end: str, left: int, relations: Collection[str]
    ) -> Iterator[Path]:
        for fact in self.neighbours(nodes[-1], relations):
            following = fact.other(nodes[-1])
            if following == end:
                yield Path((*nodes, end), (*facts, fact))
            elif left > 1 and following not in nodes:
                yield from self._walks((*nodes, following), (*facts, fact), end, left - 1, relations)

    def subgraph(
        self, entity_id: str, *, depth: int = 1, limit: int = 100, relations: Collection[str] = ()
    ) -> Subgraph:
        """See the contract."""

        def around(names: Collection[str], most: int) -> list[Fact]:
            touching = {key for name in names for key in self._touching.get(name, ())}
            keys = {key for key in touching if not relations or key[1] in relations}
            return sorted((self._facts[key] for key in keys), key=best_first)[:most]

        names, facts = grown(entity_id, depth, limit, around)
        known = self.get(names)
        return Subgraph(tuple(known[name] for name in names if name in known), facts)

    def query(
        self, text: str, parameters: Mapping[str, Any] | None = None, *, limit: int = 1000
    ) -> list[dict[str, Any]]:
        """See the contract; one column per variable."""
        found = answers(parse_patterns(text, parameters or {}), self._lookup, limit=limit)
        return [dict(row) for row in found]

    def _lookup(self, head: str | None, relation: str, tail: str | None) -> Iterable[Fact]:
        if head is None and tail is None:
            return [fact for fact in self._facts.values() if fact.relation == relation]
        near = self.neighbours(head or tail or "", (relation,), direction="out" if head else "in")
        return [fact for fact in near if tail is None or fact.tail == tail]

    def counts(self) -> Counts:
        """See the contract."""
        kinds: dict[str, int] = {}
        relations: dict[str, int] = {}
        for name in sorted(self._entities):
            kinds[kind_of(name)] = kinds.get(kind_of(name), 0) + 1
        for _, relation, _ in sorted(self._statements, key=lambda key: key[1]):
            relations[relation] = relations.get(relation, 0) + 1
        return Counts(kinds, relations, sum(map(len, self._statements.values())))

    def provenance(self, head: str, relation: str, tail: str) -> tuple[Triple, ...]:
        """See the contract."""
        said = self._statements.get((head, relation, tail), {})
        return tuple(sorted(said.values(), key=most_confident_first))

    def entities(self) -> Iterator[Entity]:
        """See the contract."""
        return (self._entities[name] for name in sorted(self._entities))

    def triples(self) -> Iterator[Triple]:
        """See the contract."""
        return (
            self._statements[key][s]
            for key in sorted(self._statements)
            for s in sorted(self._statements[key])
        )

    def close(self) -> None:
        """See the contract."""
        if self._file and not self.read_only:
            write_graph(self._file, self.entities(), self.triples())


def _difference(before: Contents, after: Contents) -> Change:
    names = before[0].keys() | after[0].keys()
    entities = sum(before[0].get(name) != after[0].get(name) for name in names)
    said = [
        before[1].get(key, {}).get(source) != after[1].get(key, {}).get(source)
        for key in before[1].keys() | after[1].keys()
        for source in before[1].get(key, {}).keys() | after[1].get(key, {}).keys()
    ]
    return Change(entities, sum(said))


class MemoryStores:
    """One file in a folder."""

    def open(self, folder: FilePath, *, read_only: bool = False) -> GraphStore:
        """See the contract."""
        file = folder / _FILE
        if read_only and not file.is_file():
            raise NotBuilt(f"There is no graph in {folder}.", hint="Make one with: daogou build")
        return MemoryStore(file, read_only=read_only)


def build(options: Options) -> GraphStores:
    """See the contract."""
    return MemoryStores()
