"""Changes to a store on disk: what is there is read, what is asked for compared, only the difference written.

So the same upsert twice writes nothing, in every store that keeps its facts as rows.
"""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from daogou.core.entity import Entity
from daogou.core.triple import Triple
from daogou.graph.facts import Change
from daogou.graph.statements import BySource, Key, changed_entities, gathered, given_or_named, is_of

Facts = dict[Key, BySource]


@dataclass(frozen=True)
class Edit:
    """What a store shall write, all of it or nothing. Entities that are gone take their facts with them.

    ``unsure``: entities that may have lost their last fact; the store deletes those that have none left.
    """

    new_entities: Collection[Entity] = ()
    changed_entities: Collection[Entity] = ()
    gone_entities: Collection[str] = ()
    new_facts: Mapping[Key, BySource] = field(default_factory=dict)
    changed_facts: Mapping[Key, BySource] = field(default_factory=dict)
    gone_facts: Collection[Key] = ()
    unsure: Collection[str] = ()


class Rows(Protocol):
    """A store's bare reading and writing."""

    def get(self, entity_ids: Iterable[str]) -> dict[str, Entity]:
        """As in the contract of stores."""
        ...

    def said_of(self, heads: Collection[str] | None) -> Facts:
        """Every statement about these heads, or all heads."""
        ...

    def touching(self, entity_ids: Collection[str]) -> Facts:
        """Every statement with one of these at either end."""
        ...

    def write(self, edit: Edit) -> int:
        """In one transaction; how many of ``unsure`` were deleted."""
        ...


def replace(
    rows: Rows,
    sources: Collection[str],
    heads: Collection[str] | None,
    entities: Iterable[Entity],
    triples: Iterable[Triple],
) -> Change:
    """See the contract of stores; with no sources it is an upsert, with no triples a retraction."""
    with _uncollected():
        return _replace(rows, sources, heads, entities, gathered(triples))


def _replace(
    rows: Rows,
    sources: Collection[str],
    heads: Collection[str] | None,
    entities: Iterable[Entity],
    given: Facts,
) -> Change:
    wanted, named = given_or_named(entities, given)
    known = rows.get([*wanted, *named])
    before = _before(rows, heads, given, known)
    after = _after(before, sources, None if heads is None else set(heads), given)
    edit = _edit(before, after, known, changed_entities(wanted, named, known), wanted)
    statements = _differing(before, after)
    changed = len(edit.new_entities) + len(edit.changed_entities)
    orphans = rows.write(edit) if changed or statements else 0
    return Change(changed + orphans, statements)


@contextmanager
def _uncollected() -> Iterator[None]:
    """The cyclic collector rests: of a million new objects all are kept, and a quarter of the time would go
    into looking through them again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _before(rows: Rows, heads: Collection[str] | None, given: Facts, known: Collection[str]) -> Facts:
    if heads is None:
        return rows.said_of(None)
    return rows.said_of({*heads, *(key[0] for key in given if key[0] in known)})


def _after(before: Facts, sources: Collection[str], heads: Collection[str] | None, given: Facts) -> Facts:
    """What is said once the sources took back what they said about the heads, and said what is given."""
    if not before:
        return given
    after = dict(before)
    for key, said in before.items() if sources else ():
        if heads is None or key[0] in heads:
            after[key] = {
                s: one for s, one in said.items() if not any(is_of(s, family) for family in sources)
            }
    for key, said in given.items():
        after[key] = {**after.get(key, {}), **said}
    return {key: said for key, said in after.items() if said}


def _edit(
    before: Facts,
    after: Facts,
    known: Collection[str],
    changed: Mapping[str, Entity],
    given: Collection[str],
) -> Edit:
    gone = [key for key in before if key not in after]
    return Edit(
        new_entities=[one for one in changed.values() if one.id not in known],
        changed_entities=[one for one in changed.values() if one.id in known],
        # a first load, where everything is new, goes through no comparison
        new_facts={key: said for key, said in after.items() if key not in before} if before else dict(after),
        changed_facts={key: after[key] for key, said in before.items() if after.get(key, said) != said},
        gone_facts=gone,
        unsure={end for head, _, tail in gone for end in (head, tail) if end not in given},
    )


def _differing(before: Facts, after: Facts) -> int:
    """How many statements are not as they were."""
    new = sum(len(said) for key, said in after.items() if key not in before) if before else _size(after)
    gone = sum(len(said) for key, said in before.items() if key not in after)
    both = (_other(said, after[key]) for key, said in before.items() if key in after)
    return new + gone + sum(both)


def _size(facts: Facts) -> int:
    return sum(map(len, facts.values()))


def _other(before: BySource, after: BySource) -> int:
    return sum(before.get(source) != after.get(source) for source in before.keys() | after.keys())


def remove(rows: Rows, entity_ids: Iterable[str]) -> Change:
    """See the contract of stores."""
    gone = rows.get(dict.fromkeys(entity_ids))
    if not gone:
        return Change()
    facts = rows.touching(gone.keys())
    unsure = {end for head, _, tail in facts for end in (head, tail)} - gone.keys()
    orphans = rows.write(Edit(gone_entities=list(gone), unsure=unsure))
    return Change(len(gone) + orphans, sum(map(len, facts.values())))
