"""A visitor is remembered only as far as they agree, sees what is kept, and can have it forgotten."""

import pytest
from elements import elements
from small_shop import SmallShop

from daogou.core.settings import settings_from
from daogou.surfaces.server import create_app

LOOKS = {"kind": "view", "product_id": "dress-1"}


@pytest.fixture
def shop_that(tmp_path):
    """A shop that asks before it remembers, or one that need not."""

    def made(consent: str) -> SmallShop:
        shop = SmallShop(tmp_path / consent)
        known = shop.settings.model_dump() | {"shoppers": {"consent": consent}}
        shop.settings = settings_from(known)
        return shop

    return made


@pytest.fixture
def visitor(shop_that, clients):
    return clients(create_app(shop_that("assumed")))


def shelves(client) -> list[str]:
    page = elements(client.get("/?lang=en"))
    return [a["aria-labelledby"] for a in page.having("section") if a.get("class") == "shelf"]


def test_a_stranger_sees_what_is_trending_and_gets_no_cookie(visitor):
    answer = visitor.get("/")
    assert "visitor" not in answer.cookies
    assert shelves(visitor) == ["shelf-trending"]


def test_who_looked_at_something_finds_shelves_about_it(visitor):
    assert visitor.post("/you/acts", json=LOOKS).status_code == 204
    assert shelves(visitor) == ["shelf-for_you", "shelf-because", "shelf-back_again", "shelf-trending"]
    text = visitor.get("/?lang=en").text
    assert "you looked at it" in text


def test_nothing_stands_on_two_shelves(visitor):
    visitor.post("/you/acts", json=LOOKS)
    page = elements(visitor.get("/"))
    links = [a["href"].partition("?")[0] for a in page.having("a") if a.get("class") == "card-link"]
    assert len(links) == len(set(links))


def test_the_same_look_twice_within_a_minute_is_one(visitor):
    for _ in range(2):
        visitor.post("/you/acts", json=LOOKS)
    kept = visitor.get("/you/data").json()
    assert len(kept["events"]) in (1, 2)  # two if the minute ended between them
    assert {event["product_id"] for event in kept["events"]} == {"dress-1"}


def test_a_click_on_a_recommendation_is_counted_once_it_is_looked_at(visitor, shop_that):
    visitor.post("/you/acts", json=LOOKS)
    page = elements(visitor.get("/"))
    address = next(a["href"] for a in page.having("a") if "via=" in a.get("href", ""))
    product, _, via = address.partition("?via=")
    visitor.post("/you/acts", json={"kind": "view", "product_id": product.split("/")[-1], "via": via})
    kept = visitor.get("/you/data").json()
    assert [one["id"] for one in kept["impressions"] if one["clicked_at"]] == [via]


def test_an_act_on_a_product_that_is_not_there_is_refused(visitor):
    assert visitor.post("/you/acts", json={"kind": "view", "product_id": "nothing"}).status_code == 404
    assert visitor.post("/you/acts", json={"kind": "buy", "product_id": "dress-1"}).status_code == 422


def test_a_shop_that_asks_keeps_nothing_before_a_yes(shop_that, clients):
    client = clients(create_app(shop_that("ask")))
    assert "visitor" not in client.post("/you/acts", json=LOOKS).cookies
    assert elements(client.get("/")).having("form", action="/you/consent")
    assert client.post("/you/consent", data={"agrees": "yes", "to": "/policies/care"}).headers[
        "location"
    ] == ("/policies/care")
    assert not elements(client.get("/")).having("form", action="/you/consent")
    client.post("/you/acts", json=LOOKS)
    assert len(client.get("/you/data").json()["events"]) == 1


def test_after_a_no_nothing_is_kept_or_used(visitor):
    visitor.post("/you/acts", json=LOOKS)
    visitor.post("/you/consent", data={"agrees": "no"})
    visitor.post("/you/acts", json={"kind": "view", "product_id": "dress-2"})
    assert [event["product_id"] for event in visitor.get("/you/data").json()["events"]] == ["dress-1"]
    assert shelves(visitor) == ["shelf-trending"]
    assert "/products/dress-1" in visitor.get("/you").text  # it is kept until it is erased, and says so


@pytest.mark.parametrize("to", ["//elsewhere.test", "/\\elsewhere.test", "https://elsewhere.test", "you"])
def test_a_choice_never_leads_out_of_the_shop(visitor, to):
    answer = visitor.post("/you/consent", data={"agrees": "yes", "to": to})
    assert answer.headers["location"] == "/you"


def test_the_page_of_ones_own_data_lists_what_was_done_and_forgets_it(visitor):
    assert "Nothing is kept of you" in visitor.get("/you?lang=en").text
    visitor.post("/you/acts", json=LOOKS)
    visitor.post("/you/acts", json={"kind": "search", "text": "red <b>dress</b>"})
    page = visitor.get("/you").text
    assert "/products/dress-1" in page
    assert "red &lt;b&gt;dress&lt;/b&gt;" in page
    answer = visitor.post("/you/erase")
    assert answer.headers["location"] == "/you?erased=1"
    assert visitor.get("/you/data").json() == {}
    assert "was erased" in visitor.get("/you?erased=1&lang=en").text


def test_a_forged_cookie_is_nobody(visitor):
    answer = visitor.get("/you?lang=en", headers={"Cookie": "visitor=../../etc"})
    assert "Nothing is kept of you" in answer.text


def test_a_shelf_does_not_repeat_its_heading_on_every_card(visitor):
    visitor.post("/you/acts", json=LOOKS)
    text = visitor.get("/?lang=en").text
    because = text[
        text.index('aria-labelledby="shelf-because"') : text.index('aria-labelledby="shelf-back_again"')
    ]
    for_you = text[
        text.index('aria-labelledby="shelf-for_you"') : text.index('aria-labelledby="shelf-because"')
    ]
    assert "liked by those who like" in for_you
    assert "liked by those who like" not in because
