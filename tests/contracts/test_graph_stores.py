"""Every graph store gives the same answers; what they are is written by hand here."""

import pytest

from daogou.core.entity import Entity
from daogou.core.errors import BadInput, BadQuery
from daogou.core.triple import Triple
from daogou.graph.facts import Change
from daogou.graph.stores import ROLE

ENTITIES = (
    Entity("product:1", "product", {"en": "Wool coat", "zh": "羊毛大衣"}),
    Entity("product:2", "product", {"en": "Red wool scarf"}),
    Entity("material:wool", "material", {"en": "Wool", "zh": "羊毛"}),
    Entity("colour:red", "colour", {"en": "Red", "zh": "红色"}),
    Entity("shopper:7", "shopper"),
)
TRIPLES = (
    Triple("product:1", "made_of", "material:wool", 0.8, "feed:material"),
    Triple("product:1", "made_of", "material:wool", 0.5, "text:titles.en", (0, 4)),
    Triple("product:2", "made_of", "material:wool", 0.9, "feed:material"),
    Triple("product:2", "has_colour", "colour:red", 0.6, "picture:2.jpg"),
    Triple("shopper:7", "bought", "product:1", 1.0, "events"),
    Triple("product:1", "bought_with", "product:2", 0.25, "events"),
)


@pytest.fixture(params=ROLE.names())
def opened(request, tmp_path, bolt_server):
    """A function that opens the store, each time the same graph; all are closed at the end."""
    options = bolt_server() if request.param == "neo4j" else {}
    stores, closing = ROLE.open(request.param, options), []

    def open_one(**how):
        closing.append(stores.open(tmp_path / "graph", **how))
        return closing[-1]

    yield open_one
    for one in closing:
        one.close()


@pytest.fixture
def store(opened):
    store = opened()
    store.upsert(ENTITIES, TRIPLES)
    return store


def keys(facts):
    return [fact.key for fact in facts]


def contents(store):
    return list(store.entities()), list(store.triples())


def test_everything_that_was_said_can_be_read_back(store):
    assert contents(store) == (
        sorted(ENTITIES, key=lambda one: one.id),
        sorted(TRIPLES, key=lambda t: (*t.fact, t.source)),
    )


def test_saying_it_twice_changes_nothing(store):
    before = contents(store)
    assert store.upsert(ENTITIES, TRIPLES) == Change(0, 0)
    assert contents(store) == before


def test_the_first_time_everything_is_a_change(opened):
    assert opened().upsert(ENTITIES, TRIPLES) == Change(5, 6)


def test_a_new_confidence_replaces_the_old_one_of_its_source_only(store):
    again = Triple("product:1", "made_of", "material:wool", 0.7, "text:titles.en", (1, 5))
    assert store.upsert((), [again]) == Change(0, 1)
    assert store.provenance(*again.fact) == (TRIPLES[0], again)


def test_of_several_with_one_identity_the_last_counts(opened):
    store = opened()
    said = [Triple("product:1", "made_of", "material:wool", c, "feed:material") for c in (0.9, 0.4)]
    store.upsert((), said)
    assert list(store.triples()) == said[1:]


def test_sources_of_one_fact_are_combined_by_noisy_or(store):
    fact = store.neighbours("product:1", ["made_of"])[0]
    assert fact.confidence == pytest.approx(1 - 0.2 * 0.5)
    assert fact.sources == ("feed:material", "text:titles.en")


def test_an_entity_that_only_a_statement_names_is_there_without_labels(store):
    store.upsert((), [Triple("product:1", "made_by", "brand:acme & 'co'", 1.0, "feed:brand")])
    assert store.get(["brand:acme & 'co'", "brand:none"]) == {
        "brand:acme & 'co'": Entity("brand:acme & 'co'", "brand")
    }


def test_labels_are_replaced_by_labels_but_not_by_none(store):
    assert store.upsert([Entity("colour:red", "colour")], ()) == Change(0, 0)
    assert store.upsert([Entity("colour:red", "colour", {"en": "Crimson"})], ()) == Change(1, 0)
    assert store.get(["colour:red"])["colour:red"].labels == {"en": "Crimson"}
    assert [one.id for one in store.find("crimson")] == ["colour:red"]


def test_neighbours_come_most_confident_first_then_by_name(store):
    assert keys(store.neighbours("product:2")) == [
        ("product:2", "made_of", "material:wool"),
        ("product:2", "has_colour", "colour:red"),
        ("product:1", "bought_with", "product:2"),
    ]


def test_neighbours_can_be_asked_for_by_direction_relation_and_number(store):
    assert [fact.relation for fact in store.neighbours("product:1", direction="out")] == [
        "made_of",
        "bought_with",
    ]
    assert [fact.head for fact in store.neighbours("material:wool", direction="in")] == [
        "product:1",
        "product:2",
    ]
    assert store.neighbours("material:wool", direction="out") == ()
    assert keys(store.neighbours("product:1", ["bought", "bought_with"], limit=1)) == [
        ("shopper:7", "bought", "product:1")
    ]
    assert store.neighbours("product:none") == ()


def test_paths_come_most_confident_first(store):
    paths = store.paths("shopper:7", "product:2", max_length=3)
    assert [path.nodes for path in paths] == [
        ("shopper:7", "product:1", "material:wool", "product:2"),
        ("shopper:7", "product:1", "product:2"),
    ]
    assert [path.confidence for path in paths] == pytest.approx([0.9 * 0.9, 0.25])
    assert keys(paths[0].facts) == [
        ("shopper:7", "bought", "product:1"),
        ("product:1", "made_of", "material:wool"),
        ("product:2", "made_of", "material:wool"),
    ]


def test_paths_are_bounded_by_length_number_and_relations(store):
    assert [len(p.facts) for p in store.paths("shopper:7", "product:2", max_length=2)] == [2]
    assert len(store.paths("shopper:7", "product:2", limit=1)) == 1
    only = store.paths("shopper:7", "product:2", relations=["bought", "bought_with"])
    assert [path.nodes for path in only] == [("shopper:7", "product:1", "product:2")]
    assert store.paths("shopper:7", "colour:red", max_length=4)[0].nodes[-2:] == ("product:2", "colour:red")


@pytest.mark.parametrize(("start", "end"), [("product:1", "product:1"), ("product:1", "product:none")])
def test_there_is_no_path_to_oneself_or_to_nothing(store, start, end):
    assert store.paths(start, end) == ()


@pytest.mark.parametrize("length", [0, 5])
def test_a_path_of_senseless_length_is_refused(store, length):
    with pytest.raises(BadQuery, match="1 to 4"):
        store.paths("product:1", "product:2", max_length=length)


def test_a_path_does_not_return_to_where_it_was(store):
    store.upsert((), [Triple("product:2", "compatible_with", "product:1", 1.0, "feed:compatible")])
    paths = store.paths("product:1", "product:2", max_length=4)
    assert all(len(set(path.nodes)) == len(path.nodes) for path in paths)
    assert paths[0].facts[0].relation == "compatible_with"


def test_a_subgraph_grows_from_an_entity_best_facts_first(store):
    around = store.subgraph("colour:red", depth=2)
    assert keys(around.facts) == [
        ("product:2", "has_colour", "colour:red"),
        ("product:2", "made_of", "material:wool"),
        ("product:1", "bought_with", "product:2"),
    ]
    assert {one.id for one in around.entities} == {"colour:red", "product:2", "material:wool", "product:1"}


def test_a_subgraph_is_no_larger_than_asked(store):
    around = store.subgraph("product:1", depth=3, limit=2)
    assert keys(around.facts) == [
        ("shopper:7", "bought", "product:1"),
        ("product:1", "made_of", "material:wool"),
    ]
    assert store.subgraph("product:none").facts == ()


def test_a_subgraph_of_some_relations_does_not_grow_along_others(store):
    near = store.subgraph("colour:red", depth=3, relations=["has_colour", "made_of"])
    assert keys(near.facts) == [
        ("product:2", "has_colour", "colour:red"),
        ("product:2", "made_of", "material:wool"),
        ("product:1", "made_of", "material:wool"),
    ]
    assert {one.id for one in near.entities} == {"colour:red", "product:2", "material:wool", "product:1"}
    assert store.subgraph("colour:red", relations=["bought"]).facts == ()


def test_entities_are_found_by_label_in_any_language_whole_names_first(store):
    assert [one.id for one in store.find("wool")] == ["material:wool", "product:1", "product:2"]
    assert [one.id for one in store.find("羊毛")] == ["material:wool", "product:1"]
    assert [one.id for one in store.find(" WOOL  Scarf")] == ["product:2"]
    assert [one.id for one in store.find("wool", kinds=["product"], limit=1)] == ["product:1"]
    assert [one.id for one in store.find("7")] == ["shopper:7"]
    assert (store.find(""), store.find("'; //")) == ((), ())


def test_counts_each_fact_once(store):
    counts = store.counts()
    assert dict(counts.entities) == {"colour": 1, "material": 1, "product": 2, "shopper": 1}
    assert dict(counts.facts) == {"bought": 1, "bought_with": 1, "has_colour": 1, "made_of": 2}
    assert counts.statements == 6


def test_provenance_lists_every_statement_most_confident_first(store):
    assert store.provenance("product:1", "made_of", "material:wool") == TRIPLES[:2]
    assert store.provenance("product:1", "made_of", "colour:red") == ()


def test_removing_a_product_removes_what_only_it_had(store):
    assert store.remove(["product:2", "product:none"]) == Change(2, 3)
    assert [one.id for one in store.entities()] == ["material:wool", "product:1", "shopper:7"]
    assert {triple.relation for triple in store.triples()} == {"made_of", "bought"}
    assert store.remove(["product:2"]) == Change(0, 0)


def test_taking_back_a_source_leaves_what_others_say(store):
    assert store.retract("feed") == Change(0, 2)
    assert store.provenance("product:1", "made_of", "material:wool") == TRIPLES[1:2]
    assert store.neighbours("product:1", ["made_of"])[0].confidence == pytest.approx(0.5)
    assert store.retract("picture") == Change(1, 1)
    assert store.get(["colour:red"]) == {}


def test_a_source_can_be_taken_back_for_some_heads_only(store):
    assert store.retract("feed", ["product:2"]) == Change(0, 1)
    assert store.retract("fee") == Change(0, 0)
    assert store.counts().facts["made_of"] == 1


def test_what_a_source_says_can_be_replaced(store):
    cotton = Triple("product:2", "made_of", "material:cotton", 0.9, "feed:material")
    kept = Triple("product:1", "made_of", "material:wool", 0.8, "feed:material")
    changed = store.replace(["feed"], ["product:1", "product:2"], [ENTITIES[1]], [cotton, kept])
    assert changed == Change(1, 2)
    assert store.provenance(*kept.fact) == TRIPLES[:2]
    assert keys(store.neighbours("product:2", ["made_of"])) == [cotton.fact]
    assert store.replace(["feed"], ["product:1", "product:2"], (), [cotton, kept]) == Change(0, 0)


def test_an_entity_that_is_given_stays_though_it_loses_its_last_fact(store):
    store.replace(["events"], None, [ENTITIES[4]], ())
    assert "shopper:7" in store.get(["shopper:7"])
    assert store.counts().statements == 4


def test_a_query_in_its_own_dialect(store):
    text = {
        "cypher": "MATCH (p:Entity)-[f:Fact {relation: 'made_of'}]->(:Entity {id: $m}) RETURN p.id AS id",
        "patterns": "?id made_of $m",
    }[store.dialect]
    rows = store.query(text, {"m": "material:wool"})
    assert sorted(row["id"] for row in rows) == ["product:1", "product:2"]
    assert len(store.query(text, {"m": "material:wool"}, limit=1)) == 1
    with pytest.raises(BadQuery):
        store.query(text)


@pytest.mark.parametrize(
    "text",
    ["", "nonsense (", "MATCH (e) DETACH DELETE e", "CREATE (:Entity {id: 'x:y'})", "MATCH (a RETURN a"],
)
def test_a_query_that_writes_or_cannot_be_read_is_refused(store, text):
    before = contents(store)
    with pytest.raises(BadQuery):
        store.query(text)
    assert contents(store) == before


def test_what_was_written_is_there_when_opened_again(opened):
    store = opened()
    store.upsert(ENTITIES, TRIPLES)
    before = contents(store)
    store.close()
    assert contents(opened()) == before


def test_two_readers_at_once_and_neither_may_write(opened):
    writer = opened()
    writer.upsert(ENTITIES, TRIPLES)
    writer.close()
    readers = [opened(read_only=True), opened(read_only=True)]
    assert contents(readers[0]) == contents(readers[1])
    for write in (
        lambda r: r.upsert((), TRIPLES),
        lambda r: r.remove(["product:1"]),
        lambda r: r.retract("feed"),
    ):
        with pytest.raises(BadInput, match="reading only"):
            write(readers[0])


def test_the_order_of_what_is_said_does_not_matter(opened, store):
    first = contents(store)
    store.retract("feed")
    store.upsert(reversed(ENTITIES), reversed(TRIPLES))
    assert contents(store) == first
