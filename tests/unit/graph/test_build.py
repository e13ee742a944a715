"""Products, ontology and events become statements; a day's changes give the graph that a new build would."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.core.event import Event
from daogou.core.product import Product, Variant
from daogou.core.triple import Triple
from daogou.graph.build import gathered, update
from daogou.graph.events import normalised_mutual_information, pairs, shoppers
from daogou.graph.relate import INSIDE, related
from daogou.graph.stores import ROLE
from daogou.language.concepts import concepts_from

CONCEPTS = concepts_from(
    [
        {
            "colour": {
                "red": ["", "Red", "红色"],
                "navy": ["blue", "Navy", "藏青"],
                "blue": ["", "Blue", "蓝色"],
            },
            "category": {"coat": ["", "Coats | coat", "大衣"]},
            "size": {"M": ["", "M | medium", "M码"]},
        }
    ]
)
COAT = Product(
    "1",
    {"en": "Coat", "zh": "大衣"},
    brand="  Acme  Co ",
    category=("Clothing", "Coats"),
    attributes={"Color": ("red, washed navy look",), "colour": ("na", "Glow"), "weight": ("2 kg",)},
    variants=(Variant("1-M", {"size": "medium", "colour": "Red"}), Variant("1-9", {"size": "9"})),
)
START = datetime(2026, 1, 1, tzinfo=UTC)


def said(product):
    return {(t.relation, t.tail): (t.confidence, t.source) for t in related([product], CONCEPTS)[1]}


def test_each_field_becomes_a_statement_that_names_it():
    assert said(COAT) == {
        ("made_by", "brand:acme co"): (1.0, "feed:brand"),
        ("has_category", "category:coat"): (1.0, "feed:category"),
        ("has_colour", "colour:navy"): (INSIDE, "feed:colour"),
        ("has_colour", "colour:glow"): (1.0, "feed:colour"),
        ("has_colour", "colour:red"): (1.0, "feed:variants.colour"),
        ("has_size", "size:M"): (1.0, "feed:variants.size"),
        ("has_size", "size:9"): (1.0, "feed:variants.size"),
    }


def test_entities_are_named_in_both_languages_and_given_once():
    entities = {one.id: one for one in related([COAT, COAT], CONCEPTS)[0]}
    assert dict(entities["colour:navy"].labels) == {"en": "Navy", "zh": "藏青"}
    assert dict(entities["product:1"].labels) == {"en": "Coat", "zh": "大衣"}
    assert dict(entities["brand:acme co"].labels) == {"en": "Acme Co", "zh": "Acme Co"}


def event(shopper, kind, product, hours, value=1.0):
    return Event(
        f"{shopper}{kind}{product}{hours}", shopper, kind, product, START + timedelta(hours=hours), value
    )


def test_shoppers_bought_viewed_and_rated_and_the_last_rating_counts():
    happened = [event("a", "rate", "1", 5, 4.0), event("a", "rate", "1", 1, 1.0), event("a", "buy", "1", 0)]
    people, triples = shoppers([*happened, event("b", "search", "", 2)])
    assert [one.id for one in people] == ["shopper:a"]
    assert sorted((t.relation, t.confidence) for t in triples) == [("bought", 1.0), ("rated", 0.8)]


def test_what_two_shoppers_bought_together_by_more_than_chance_goes_together():
    happened = [event(who, "buy", product, 0) for who in "ab" for product in "12"]
    happened += [event(who, "buy", "3", 0) for who in "cdef"]
    (found,) = pairs(happened)
    assert found.fact == ("product:1", "bought_with", "product:2")
    assert found.confidence == pytest.approx(1.0)  # neither is ever bought without the other


def test_one_coincidence_and_what_is_bought_days_apart_says_nothing():
    once = [event("a", "buy", product, 0) for product in "12"]
    apart = [event(who, "buy", product, 48 * int(product)) for who in "abc" for product in "34"]
    assert list(pairs([*once, *apart, event("d", "buy", "5", 0)])) == []


def test_viewed_before_bought_has_a_direction():
    happened = [event(who, kind, p, h) for who in "ab" for kind, p, h in (("view", "1", 0), ("buy", "2", 1))]
    happened += [event(who, "buy", "2", 0) for who in "c"] + [event(who, "view", "9", 0) for who in "de"]
    (found,) = pairs(happened)
    assert found.fact == ("product:1", "viewed_then_bought", "product:2")


@pytest.mark.parametrize(
    ("counts", "expected"), [((2, 2, 2, 8), 1.0), ((1, 2, 2, 4), 0.0), ((4, 4, 4, 4), 1.0)]
)
def test_mutual_information_by_hand(counts, expected):
    assert normalised_mutual_information(*counts) == pytest.approx(expected)


def product(number, colour):
    return Product(
        f"p{number}", {"en": f"Thing {number}"}, attributes={"colour": (colour,)}, brand=f"b{number % 2}"
    )


shops = st.dictionaries(st.integers(0, 4), st.sampled_from(["red", "navy", "glow"]), max_size=5)


@given(before=shops, after=shops)
def test_a_days_changes_give_the_graph_that_a_new_build_would(before, after, tmp_path_factory):
    stores = [ROLE.open("memory").open(tmp_path_factory.mktemp("g")) for _ in range(2)]
    stores[0].upsert(*gathered((product(*one) for one in before.items()), CONCEPTS))
    changed = [product(n, c) for n, c in after.items() if before.get(n) != c]
    update(stores[0], changed, [f"p{n}" for n in before if n not in after], CONCEPTS)
    stores[1].upsert(*gathered((product(*one) for one in after.items()), CONCEPTS))
    assert list(stores[0].triples()) == list(stores[1].triples())
    assert list(stores[0].entities()) == list(stores[1].entities())


def test_a_change_leaves_what_other_sources_say(tmp_path):
    store = ROLE.open("memory").open(tmp_path)
    seen = Triple("product:p1", "has_colour", "colour:blue", 0.6, "picture:1.jpg")
    store.upsert(*gathered([product(1, "red")], CONCEPTS, also=[seen]))
    update(store, [product(1, "navy")], (), CONCEPTS)
    assert {t.tail for t in store.triples() if t.relation == "has_colour"} == {"colour:blue", "colour:navy"}


def test_events_of_what_is_not_for_sale_say_nothing():
    _, triples = gathered([product(1, "red")], CONCEPTS, events=[event("a", "buy", "gone", 0)])
    assert not [t for t in triples if t.relation == "bought"]
