"""A path from a shopper to a product becomes a sentence in both languages."""

import pytest

from daogou.core.entity import Entity
from daogou.core.triple import Triple
from daogou.graph.paths import explanations
from daogou.graph.stores import ROLE
from daogou.graph.vocabulary import BadVocabulary, vocabulary, vocabulary_from

ENTITIES = (
    Entity("product:coat", "product", {"en": "The long coat", "zh": "长大衣"}),
    Entity("product:scarf", "product", {"en": "The scarf", "zh": "围巾"}),
    Entity("material:wool", "material", {"en": "Wool", "zh": "羊毛"}),
    Entity("brand:acme", "brand", {"en": "Acme", "zh": "Acme"}),
)
BOUGHT = Triple("shopper:7", "bought", "product:coat")


def sentences(tmp_path, triples, language, start="shopper:7"):
    store = ROLE.open("memory").open(tmp_path)
    store.upsert(ENTITIES, triples)
    found = explanations(store, start, "product:scarf", vocabulary(), language=language)
    return [one.sentence for one in found]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("zh", "你买过的长大衣也是羊毛的"), ("en", "The long coat, which you bought, is also made of Wool")],
)
def test_a_shared_value_is_said_of_what_you_bought(tmp_path, language, expected):
    made = [Triple(f"product:{one}", "made_of", "material:wool") for one in ("coat", "scarf")]
    assert sentences(tmp_path, [BOUGHT, *made], language) == [expected]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", "你买过的长大衣常与围巾一起购买"),
        ("en", "The long coat, which you bought, is often bought together with The scarf"),
    ],
)
def test_what_is_bought_together_is_said_in_one_direction(tmp_path, language, expected):
    for ends in (("product:coat", "product:scarf"), ("product:scarf", "product:coat")):
        together = Triple(ends[0], "bought_with", ends[1], 0.5)
        assert sentences(tmp_path / ends[0], [BOUGHT, together], language) == [expected]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("zh", "围巾是你偏爱的Acme的商品"), ("en", "The scarf is by Acme, which you prefer")],
)
def test_a_preferred_brand_is_named(tmp_path, language, expected):
    said = [
        Triple("shopper:7", "prefers", "brand:acme", 0.9),
        Triple("product:scarf", "made_by", "brand:acme"),
    ]
    assert sentences(tmp_path, said, language) == [expected]


def test_other_paths_are_told_fact_by_fact(tmp_path):
    made = [Triple(f"product:{one}", "made_of", "material:wool") for one in ("coat", "scarf")]
    assert sentences(tmp_path, made, "zh", "product:coat") == ["长大衣是羊毛的；围巾是羊毛的"]


def test_only_one_reason_of_a_kind_and_the_surest_first(tmp_path):
    made = [
        Triple(f"product:{one}", "has_colour", f"colour:{hue}", sure)
        for one in ("coat", "scarf")
        for hue, sure in (("red", 0.9), ("blue", 0.8))
    ]
    together = Triple("product:coat", "bought_with", "product:scarf", 0.3)
    found = sentences(tmp_path, [BOUGHT, *made, together], "en")
    assert found == [
        "The long coat, which you bought, is also red",
        "The long coat, which you bought, is often bought together with The scarf",
    ]


def test_an_unknown_relation_is_named_with_the_nearest():
    with pytest.raises(BadVocabulary) as error:
        vocabulary()["made_off"]
    assert "made_of" in error.value.hint


@pytest.mark.parametrize(
    "entry", [{"en": "x"}, {"en": "x", "zh": "y", "says_en": "x", "says_zh": "y", "colour": 1}]
)
def test_a_relation_described_wrongly_is_refused(entry):
    with pytest.raises(BadVocabulary, match="made_of"):
        vocabulary_from({"made_of": entry})


def test_a_relation_knows_what_it_joins():
    made_of = vocabulary()["made_of"]
    assert made_of.allows("product:1", "material:wool")
    assert not made_of.allows("product:1", "colour:red")
    assert vocabulary()["bought_with"].is_symmetric
    assert (vocabulary().label("made_of", "zh"), vocabulary().label("un_known", "zh")) == ("材质", "un known")
