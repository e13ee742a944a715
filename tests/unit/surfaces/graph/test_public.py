"""A graph without its shoppers, over a store where they are between everything."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daogou.core.entity import Entity
from daogou.core.errors import BadQuery, NotFound
from daogou.core.triple import Triple
from daogou.graph import stores
from daogou.graph.stores import GraphStore
from daogou.graph.vocabulary import vocabulary
from daogou.surfaces.graph.public import PublicGraph, is_private_relation, public_source

RELATIONS = ["bought", "rated", "prefers", "made_of", "same_as", "complements", "has_collar"]
ENDS = st.builds("{}:{}".format, st.sampled_from(["shopper", "product", "material"]), st.sampled_from("abc"))
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def holding(folder, entities: Any, triples: Any) -> GraphStore:
    store = stores.ROLE.open("memory").open(folder)
    store.upsert(entities, triples)
    return store


@QUICK
@given(
    triples=st.lists(
        st.tuples(ENDS, st.sampled_from(RELATIONS), ENDS).filter(lambda fact: fact[0] != fact[2]), max_size=12
    ),
    start=ENDS,
    end=ENDS,
)
def test_whatever_the_graph_no_answer_holds_a_person(tmp_path, triples, start, end):
    store = holding(tmp_path, [], [Triple(*fact, 0.9, "events") for fact in triples])
    graph = PublicGraph(store)
    shown: list[str] = [one.id for one in graph.find("a", limit=50)]
    shown += [end for fact in graph.neighbours(start) for end in (fact.head, fact.tail)]
    if start != end:
        shown += [node for path in graph.paths(start, end, max_length=4, limit=50) for node in path.nodes]
    if graph.get([start]):
        part = graph.subgraph(start, depth=3, limit=50)
        shown += [one.id for one in part.entities]
        shown += [end for fact in part.facts for end in (fact.head, fact.tail)]
    assert not [name for name in shown if name.startswith("shopper:")]
    assert "shopper" not in graph.counts.entities


def test_a_walk_goes_around_a_person_where_there_is_another_way(tmp_path):
    around = [
        Triple("shopper:a", "bought", "product:1", 1.0, "events"),
        Triple("shopper:a", "bought", "product:2", 1.0, "events"),
        Triple("product:1", "made_of", "material:wool", 0.5, "feed"),
        Triple("product:2", "made_of", "material:wool", 0.5, "feed"),
    ]
    graph = PublicGraph(holding(tmp_path, [], around))
    (path,) = graph.paths("product:1", "product:2", limit=1)
    assert path.nodes == ("product:1", "material:wool", "product:2")
    assert path.confidence == pytest.approx(0.25)


def test_a_part_of_the_graph_does_not_grow_through_persons(tmp_path):
    bought = [Triple("shopper:a", "bought", f"product:{n}", 1.0, "events") for n in range(5)]
    facts = [*bought, Triple("product:0", "made_of", "material:wool", 0.2, "feed")]
    part = PublicGraph(holding(tmp_path, [], facts)).subgraph("product:0", depth=3, limit=3)
    assert [one.id for one in part.entities] == ["product:0", "material:wool"]
    assert len(part.facts) == 1


def test_without_persons_every_answer_is_the_stores_own(tmp_path):
    facts = [Triple(f"product:{n}", "made_of", f"material:{n % 2}", 0.5 + n / 10, "feed") for n in range(4)]
    store = holding(tmp_path, [Entity("material:1", "material", {"en": "wool"})], facts)
    graph = PublicGraph(store)
    assert graph.find("wool") == store.find("wool")
    assert graph.neighbours("material:1") == store.neighbours("material:1")
    assert graph.subgraph("material:1", depth=2) == store.subgraph("material:1", depth=2)
    assert graph.paths("product:1", "product:3") == store.paths("product:1", "product:3")
    assert (graph.counts.entities, graph.counts.facts) == (store.counts().entities, store.counts().facts)


def test_a_relation_that_a_shop_added_is_shown_and_walked_along(tmp_path):
    facts = [Triple(f"product:{n}", "has_collar", "collar:round", 1.0, "feed") for n in (1, 2)]
    graph = PublicGraph(holding(tmp_path, [], facts))
    assert len(graph.neighbours("collar:round")) == 2
    assert len(graph.paths("product:1", "product:2")) == 1


def test_relations_of_persons_are_those_that_the_vocabulary_says():
    private = {name for name in vocabulary().relations if is_private_relation(name)}
    assert private == {"bought", "viewed", "rated", "prefers"}


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("feed:material", "feed:material"),
        ("rule:outfit", "rule:outfit"),
        ("owner", "owner"),
        ("events:mei", "events"),
        ("picture:/srv/private/1.png", "picture"),
    ],
)
def test_sources_do_not_tell_who_nor_where(source, shown):
    assert public_source(source) == shown


def test_what_is_unknown_and_what_is_private_are_refused_alike(tmp_path):
    graph = PublicGraph(holding(tmp_path, [], [Triple("shopper:a", "bought", "product:1", 1.0, "events")]))
    for name in ("shopper:a", "shopper:b", "product:2", "no id"):
        with pytest.raises(NotFound):
            graph.entity(name)
    with pytest.raises(NotFound):
        graph.provenance("shopper:a", "bought", "product:1")
    with pytest.raises(BadQuery):
        graph.paths("product:1", "product:2", max_length=5)
