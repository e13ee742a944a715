"""An entity by what a person calls it: its id, its key, or its name in any language."""

from collections.abc import Iterable
from difflib import get_close_matches

from daogou.core.entity import Entity
from daogou.core.errors import BadQuery, NotFound
from daogou.graph.facts import Counts
from daogou.graph.names import folded, rank, searchable
from daogou.graph.stores import GraphStore
from daogou.graph.vocabulary import vocabulary

_LOOKED_AT = 20  # of those that hold the name; a longer list of choices helps nobody
_SHOWN = 8
_MOST_ALIKE = 500  # names that share a half; comparing them takes some 50 ms


def named_entity(store: GraphStore, name: str) -> Entity:
    """The one entity that is meant.

    Raises:
        BadQuery: several could be meant; the hint lists their ids.
        NotFound: none is called so; the hint names those that are called nearly so.
    """
    known = store.get([name])
    if name in known:
        return known[name]
    found = store.find(name, limit=_LOOKED_AT)
    whole = [one for one in found if rank(searchable(one), folded(name)) == 0]
    meant = whole or list(found)
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise BadQuery(
            f"{name!r} names {_count(meant)} entities.", hint=f"Name one by its id: {_list(meant)}"
        )
    raise NotFound(f"The graph has no entity {name!r}.", hint=_nearly(store, name))


def check_relations(counts: Counts, names: Iterable[str]) -> None:
    """Raises BadVocabulary for a name that neither the graph nor the vocabulary has."""
    for name in names:
        if name not in counts.facts:
            vocabulary()[name]


def _nearly(store: GraphStore, name: str) -> str:
    """Names that share one half of this one and are much like it: a slip of the pen leaves the other half.

    Of an id, ids of its kind: whoever asks for a shopper means no shoe size.
    """
    kind, colon, key = name.partition(":")
    text, kinds = (folded(key), (kind,)) if colon else (folded(name), ())
    half = max(1, len(text) // 2)
    parts = [part for part in (text[:half], text[half:]) if part]
    sharing = [one for part in parts for one in store.find(part, kinds=kinds, limit=_MOST_ALIKE)]
    spelled = {line: one for one in sharing for line in searchable(one).split("\n") if line}
    close = {spelled[line].id: spelled[line] for line in get_close_matches(text, spelled, n=3)}
    return f"Did you mean {_list(close.values())}?" if close else "Look for it: daogou graph find SHOP TEXT"


def _count(entities: list[Entity]) -> str:
    return f"{_LOOKED_AT} or more" if len(entities) >= _LOOKED_AT else str(len(entities))


def _list(entities: Iterable[Entity]) -> str:
    shown = list(entities)
    more = ", …" if len(shown) > _SHOWN else ""
    return ", ".join(f"{one.id} ({one.label()})" for one in shown[:_SHOWN]) + more
