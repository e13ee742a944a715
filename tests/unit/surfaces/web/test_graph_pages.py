"""The explorer as a browser without scripts gets it, and as strangers and the owner do."""

import pytest
from elements import Elements, elements
from small_shop import SmallShop

from daogou.core.triple import Triple
from daogou.graph.refusal import StoreUnavailable
from daogou.graph.rules.contradictions import Contradiction
from daogou.surfaces.server import create_app

EXPLORER = "/graph?entity=product:dress-1&lang=en"
FACT = "/graph/fact?head=product:dress-1&relation=has_colour&tail=colour:red&lang=en"
PAGES = ["/graph", EXPLORER, FACT, "/graph?text=dress", "/graph?entity=colour:red", "/products/dress-1"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("address", [*PAGES, "/graph?entity=colour:red&part=panel"])
def test_no_page_tells_of_shoppers(client, address, language):
    text = client.get(address, headers={"Accept-Language": language}).text
    assert "shopper:" not in text
    assert "/srv/" not in text  # nor where pictures lie


@pytest.mark.parametrize("entity", ["shopper:mei", "product:nothing", "nonsense"])
def test_a_person_is_like_an_entity_that_is_not_there(client, entity):
    answer = client.get("/graph", params={"entity": entity})
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text or "这里什么也没有" in answer.text


def test_a_fact_about_a_person_is_like_one_that_nobody_states(client):
    fact = {"head": "shopper:mei", "relation": "bought", "tail": "product:dress-1"}
    assert client.get("/graph/fact", params=fact).status_code == 404


def test_an_entitys_facts_are_listed_with_sources_and_doubts(client):
    page = elements(client.get(EXPLORER))
    assert page.having("a", href="/graph?entity=material%3Acotton")
    assert "field “Colour”, picture" in page.words
    assert "But picture says blue (60 %)" in page.words


def test_without_an_entity_it_begins_at_a_product_and_offers_others(client):
    page = elements(client.get("/graph?lang=en"))
    assert page.having("div", id="drawing")[0]["data-entity"] == "product:dress-1"
    assert page.having("a", href="/graph?entity=product%3Ashirt-5")


def test_names_find_entities(client):
    page = elements(client.get("/graph?text=cotton&lang=en"))
    assert "Named “cotton”" in page.words
    assert page.having("div", id="drawing")[0]["data-entity"] == "material:cotton"
    assert "Nothing is named “qq”" in elements(client.get("/graph?text=qq&lang=en")).words


def test_a_value_shows_at_most_a_dozen_of_its_products(client):
    page = elements(client.get("/graph?entity=material:cotton&lang=en&part=panel"))
    shown = [a for a in page.having("a") if (a.get("data-entity") or "").startswith("product:")]
    assert len(shown) == 12
    assert "and more" in page.words


@pytest.mark.parametrize(("entity", "other"), [("dress-1", "shirt-5"), ("shirt-5", "dress-1")])
def test_what_is_bought_together_is_told_from_both_ends(client, entity, other):
    page = elements(client.get(f"/graph?entity=product:{entity}&part=panel&lang=en"))
    assert page.words.count("bought together with") == 1
    assert page.having("a", **{"data-entity": f"product:{other}"})


def test_every_statement_of_a_fact_is_on_its_page(client):
    page = elements(client.get(FACT))
    assert "Red dress by Lanhe is red" in page.words
    assert len(page.having("mark")) == 1
    assert page.having("img", **{"class": "said-picture"})


def owners(clients, folder, host="127.0.0.1") -> tuple[SmallShop, object]:
    shop = SmallShop(folder)
    return shop, clients(create_app(shop, host=host))


def asked(client, address: str) -> Elements:
    return elements(client.get(address, headers={"Host": "127.0.0.1"}))


def test_only_the_owner_gets_buttons(clients, tmp_path):
    _, client = owners(clients, tmp_path)
    assert len(asked(client, EXPLORER).having("button", **{"data-accept": "true"})) == 2
    stranger = elements(client.get(EXPLORER))  # asks for another name than this machine's
    assert not stranger.having("button", **{"data-accept": "true"})
    assert "Only the shop's owner" in stranger.words


def test_a_product_page_has_suggestions_for_its_owner_alone(clients, tmp_path):
    _, client = owners(clients, tmp_path)
    page = asked(client, "/products/dress-1?lang=en")
    assert len(page.having("li", **{"class": "suggestion"})) == 1
    assert "of 9 with made of: cotton" in page.words
    assert not elements(client.get("/products/dress-1")).having("li", **{"class": "suggestion"})


def test_a_product_is_sold_while_the_graph_cannot_be_opened(clients, tmp_path):
    shop, client = owners(clients, tmp_path)

    def broken():
        raise StoreUnavailable("The store is gone.")

    shop.graph = broken
    page = elements(client.get("/products/dress-1?lang=en"))
    assert "Red dress by Lanhe" in page.words
    assert not page.having("section", id="known")
    assert client.get("/graph").status_code == 503


def test_names_from_the_feed_are_text(clients, tmp_path):
    shop, client = owners(clients, tmp_path)
    shop.contradictions = lambda: [
        Contradiction(
            "product:dress-1",
            "made_by",
            (Triple("product:dress-1", "made_by", "brand:<script>alert(1)</script>", 1.0, "feed:brand"),),
            (Triple("product:dress-1", "made_by", "brand:lanhe", 1.0, "text:<b>"),),
        )
    ]
    text = client.get(EXPLORER).text
    assert "&lt;script&gt;" in text
    assert "<script>alert" not in text
