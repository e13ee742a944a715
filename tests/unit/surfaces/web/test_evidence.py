"""Where a fact comes from, checked by hand on one product."""

import pytest

from daogou.core.entity import Entity
from daogou.core.product import Picture, Product, Variant
from daogou.core.triple import Triple
from daogou.graph import stores
from daogou.graph.rules.book import rule_book
from daogou.surfaces.graph.public import PublicGraph
from daogou.surfaces.web.evidence import AROUND, Quote, evidence
from daogou.surfaces.web.facts import percent, source_phrase
from daogou.surfaces.web.strings import Speaker

TITLE = "Warm wool coat for winter"
COAT = Product(
    id="c",
    titles={"en": TITLE, "zh": "羊毛大衣"},
    descriptions={"en": "x" * 100 + " wool " + "y" * 100},
    brand="Acme",
    category=("Outerwear", "Coats"),
    attributes={"material": ("wool", "silk")},
    variants=(Variant("1", {"size": "S"}), Variant("2", {"size": "M"}), Variant("3", {"size": "M"})),
    pictures=(Picture("a.png"), Picture("b.png")),
)
WOOL = ("product:c", "made_of", "material:wool")


class OneProduct:
    """As much of a shop as evidence looks at."""

    def products(self, product_ids):
        return [COAT for one in product_ids if one == COAT.id]


@pytest.fixture
def graph(tmp_path):
    store = stores.ROLE.open("memory").open(tmp_path)
    store.upsert(
        [
            Entity("product:c", "product", {"en": "Coat"}),
            Entity("category:coat", "category", {"en": "Coats"}),
        ],
        [
            Triple("product:c", "has_category", "category:coat", 1.0, "feed:category"),
            Triple("category:coat", "for_season", "season:winter", 1.0, "rule:known"),
        ],
    )
    return PublicGraph(store)


def said(graph, source, span=None, fact=WOOL, language="en"):
    triples = [Triple(*fact, 0.5, source, span)]
    return evidence(OneProduct(), graph, triples, rule_book(), Speaker(language))[0]


def test_words_are_marked_in_their_text(graph):
    quote = said(graph, "text:titles.en", (5, 9)).quote
    assert quote == Quote("Warm ", "wool", " coat for winter", "en")
    assert said(graph, "text:titles.zh", (0, 2)).quote == Quote("", "羊毛", "大衣", "zh")


def test_a_long_text_is_cut_around_them(graph):
    quote = said(graph, "text:descriptions.en", (101, 105)).quote
    assert quote.marked == "wool"
    assert quote.before == "…" + "x" * (AROUND - 1) + " "
    assert quote.after == " " + "y" * (AROUND - 1) + "…"


@pytest.mark.parametrize(("source", "span"), [("text:titles.en", None), ("text:titles.de", (0, 4))])
def test_no_words_are_marked_where_the_place_is_unknown(graph, source, span):
    assert said(graph, source, span).quote is None


def test_a_place_beyond_the_text_is_not_quoted(graph):
    assert said(graph, "text:titles.en", (400, 410)).quote is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("material", "wool / silk"),
        ("brand", "Acme"),
        ("category", "Outerwear / Coats"),
        ("variants.size", "S / M"),
    ],
)
def test_a_field_is_quoted_as_the_feed_has_it(graph, field, value):
    assert said(graph, f"feed:{field}").quote == Quote("", value, "")


def test_the_picture_that_was_looked_at_is_shown_but_not_where_it_lies(graph):
    seen = said(graph, "picture:b.png")
    assert seen.picture == "/v1/pictures/c/1"
    assert seen.phrase == "picture"
    assert said(graph, "picture:gone.png").picture == "/v1/pictures/c/0"


def test_a_rules_premises_are_sentences_with_links(graph):
    winter = ("product:c", "for_season", "season:winter")
    premises = said(graph, "rule:season_of_the_category", fact=winter).premises
    assert [one.sentence for one in premises] == ["Coat belongs to Coats", "Coats is for winter"]
    assert premises[0].href == "/graph/fact?head=product%3Ac&relation=has_category&tail=category%3Acoat"


def test_a_rule_that_is_gone_has_no_premises(graph):
    assert said(graph, "rule:no_such").premises == ()


def test_what_is_not_about_a_product_has_its_source_alone(graph):
    fact = ("category:coat", "broader", "category:outerwear")
    alone = said(graph, "ontology", fact=fact)
    assert (alone.phrase, alone.quote, alone.picture) == ("common knowledge", None, "")


@pytest.mark.parametrize(
    ("source", "english", "chinese"),
    [
        ("feed:material", "field “Material”", "“材质”字段"),
        ("feed:variants.size", "field “Size”", "“尺码”字段"),
        ("feed:washing_care", "field “washing care”", "“washing care”字段"),
        ("text:titles.zh", "title", "标题"),
        ("events:shopper-17", "what shoppers do", "顾客行为"),
        ("owner", "the owner", "店主"),
        ("weather", "weather", "weather"),
    ],
)
def test_sources_are_said_in_both_languages(source, english, chinese):
    assert source_phrase(source, Speaker("en")) == english
    assert source_phrase(source, Speaker("zh")) == chinese


@pytest.mark.parametrize(("confidence", "shown"), [(1.0, 100), (0.999, 99), (0.29, 29), (0.001, 1)])
def test_only_what_is_certain_is_a_hundred_percent(confidence, shown):
    assert percent(confidence) == shown
