"""On any small graph and any changes to it, every store answers as the one in memory does."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daogou.core.entity import Entity, kind_of
from daogou.core.triple import Triple
from daogou.graph.stores import ROLE

# few names, so that facts meet; quotes, Chinese and colons, so that nothing is pasted into a query
NAMES = ("product:1", "product:2", "product:3", "colour:红 'x'", "brand:a:b", "shopper:$id")
SOURCES = ("feed:a", "feed:b", "text:t", "events")
CONFIDENCES = (0.125, 0.25, 0.5, 0.75, 1.0)  # exact in binary: products of them tie exactly or not at all
LABELS = ("Red", "red dress", "红色", "DRESS")

names = st.sampled_from(NAMES)


def _joins_two(drawn):
    return drawn[0] != drawn[2]


ends = st.tuples(names, st.sampled_from(["made_by", "has_colour", "bought"]), names).filter(_joins_two)
triples = st.builds(
    lambda fact, *rest: Triple(*fact, *rest),
    ends,
    st.sampled_from(CONFIDENCES),
    st.sampled_from(SOURCES),
    st.none() | st.just((0, 3)),
)
labels = st.dictionaries(st.sampled_from(["en", "zh"]), st.sampled_from(LABELS), max_size=2)
entities = st.builds(lambda name, said: Entity(name, kind_of(name), said), names, labels)
several = {"entities": st.lists(entities, max_size=4), "triples": st.lists(triples, max_size=12)}


@dataclass
class Act:
    """One change: what to call, with what."""

    method: str
    given: tuple[Any, ...]


acts = st.one_of(
    st.builds(lambda e, t: Act("upsert", (e, t)), several["entities"], several["triples"]),
    st.builds(lambda names: Act("remove", (names,)), st.lists(names, max_size=2)),
    st.builds(
        lambda source, heads: Act("retract", (source, heads)),
        st.sampled_from(["feed", "feed:a", "events"]),
        st.none() | st.lists(names, max_size=2),
    ),
    st.builds(
        lambda heads, e, t: Act("replace", (["feed"], heads, e, t)),
        st.none() | st.lists(names, max_size=2),
        several["entities"],
        several["triples"],
    ),
)


def answers(store):
    """What a store answers to everything that can be asked."""
    yield list(store.entities())
    yield list(store.triples())
    yield store.counts()
    for name in NAMES:
        for direction in ("out", "in", "both"):
            yield store.neighbours(name, direction=direction)
        yield store.neighbours(name, ["bought"], limit=2)
        yield store.subgraph(name, depth=2, limit=5)
    for end in NAMES[1:]:
        yield store.paths(NAMES[0], end, max_length=4, limit=4)
        yield store.paths(NAMES[0], end, max_length=2, limit=4, relations=["bought", "made_by"])
    for text in ("red", "红", "1", "dre"):
        yield store.find(text, limit=3)
    yield store.provenance("product:1", "made_by", "product:2")


def check(options, name, drawn, folder):
    memory, other = (
        ROLE.open(which, o).open(folder / which) for which, o in (("memory", {}), (name, options))
    )
    try:
        for act in drawn:
            ours = getattr(memory, act.method)(*act.given)
            assert getattr(other, act.method)(*act.given) == ours, act
        for expected, given_ in zip(answers(memory), answers(other), strict=True):
            assert given_ == expected
    finally:
        other.close()


HEALTH = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in ROLE.names() if name not in ("memory", "neo4j")])
@given(drawn=st.lists(acts, min_size=1, max_size=4))
@settings(max_examples=20, suppress_health_check=HEALTH)
def test_a_store_on_disk_agrees_with_memory(name, drawn, tmp_path_factory):
    check({}, name, drawn, tmp_path_factory.mktemp("graph"))


@pytest.mark.slow
@given(drawn=st.lists(acts, min_size=1, max_size=4))
@settings(max_examples=4, suppress_health_check=HEALTH)
def test_a_server_agrees_with_memory(drawn, bolt_server, tmp_path_factory):
    check(bolt_server(), "neo4j", drawn, tmp_path_factory.mktemp("graph"))
