"""Money, reasons, values, languages: small things that pages say."""

import pytest
from starlette.requests import Request

from daogou.core.product import Product
from daogou.core.ranking import Hit, Reason
from daogou.language.concepts import concepts
from daogou.surfaces.web.language import language_of
from daogou.surfaces.web.money import discount, money
from daogou.surfaces.web.reasons import why
from daogou.surfaces.web.render import static_address
from daogou.surfaces.web.shelves import why_recommended
from daogou.surfaces.web.strings import Speaker
from daogou.surfaces.web.values import shown_value


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        (259.0, "CNY", "¥259"),
        (12.5, "USD", "$12.50"),
        (1234.0, "EUR", "€1,234"),
        (5.0, "CHF", "5 CHF"),
        (None, "CNY", ""),
    ],
)
def test_money_is_written_as_people_write_it(amount, currency, said):
    assert money(amount, currency) == said


def test_a_discount_is_whole_percent_and_never_rounded_up():
    assert discount(66.7, 100.0) == 33
    assert discount(100.0, 100.0) == 0
    assert discount(100.0, None) == 0


def test_reasons_are_said_plainly_and_closeness_only_where_nothing_plainer_is():
    because = (
        Reason("ranking", "bm25", 9.0),
        Reason("meaning", "meaning", 0.9),
        Reason("word", "dress", 2.0),
        Reason("word", "red", 1.0),
        Reason("attribute", "colour=red", 1.0),
    )
    assert why(because, {("colour", "red"): "Red"}, Speaker("en")) == ["Red", "mentions dress"]
    assert why(because[:2], {}, Speaker("en")) == ["close in meaning"]
    assert why((Reason("looks", "looks", 0.3),), {}, Speaker("zh")) == ["图片符合"]
    assert why((Reason("looks", "picture", 0.3), because[2]), {}, Speaker("zh")) == [
        "看起来相像",
        "提到dress",
    ]
    assert why(because[:1], {}, Speaker("en")) == []


def test_a_value_that_is_a_concept_reads_in_the_page_language():
    assert shown_value("colour", "Navy Blue", "zh").filter == "navy"
    assert shown_value("colour", "Navy Blue", "zh").label.startswith("藏青")
    assert shown_value("colour", "navy blue", "en").label == "Navy blue"
    assert shown_value("colour", "Sunset 7", "zh").label == "Sunset 7"


def test_every_colour_that_has_a_name_has_a_swatch(client):
    style = client.get(static_address("results.css")).text
    assert not [colour for colour in concepts().all["colour"] if f'[data-colour="{colour}"]' not in style]


@pytest.mark.parametrize(
    ("query", "cookie", "accepted", "language"),
    [
        ("lang=en", "zh", "zh", "en"),
        ("", "en", "zh", "en"),
        ("lang=fr", "", "fr,en;q=0.8,zh;q=0.9", "zh"),
        ("", "", "en-GB,en;q=0.9", "en"),
        ("", "xx", "de;q=x", "zh"),
        ("", "", "", "zh"),
    ],
)
def test_the_address_decides_then_the_cookie_then_the_browser(query, cookie, accepted, language):
    headers = [(b"cookie", f"lang={cookie}".encode()), (b"accept-language", accepted.encode())]
    request = Request({"type": "http", "query_string": query.encode(), "headers": headers})
    assert language_of(request, ["zh", "en"]) == language


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason("shared", "colour:light_blue", 1.0, "p"), "like what you chose: Light blue"),
        (Reason("path", "category:t_shirt", 1.0, "p"), "like what you chose: T-shirts"),
        (Reason("path", "brand:青禾", 1.0, "p"), "like what you chose: 青禾"),
        (Reason("path", "together", 1.0, "p"), "liked by those who like “Linen coat”"),
        (Reason("path", "next", 1.0, "p"), "often next after “Linen coat”"),
        (Reason("path", "bought_with", 1.0, "p"), "bought together with this"),
        (Reason("neighbour", "", 1.0, "p"), "liked by those who like “Linen coat”"),
        (Reason("modality", "picture", 1.0, "p"), "looks like what you liked"),
        (Reason("popularity", "", 1.0), "many look at it now"),
        (Reason("exploration", "", 0.0), "something new"),
        (Reason("act", "cart", 1.0, "p"), "was in your cart"),
    ],
)
def test_every_reason_of_a_recommendation_is_a_phrase(reason, said):
    products = {"p": Product("p", titles={"en": "Linen coat"})}
    assert why_recommended(Hit("x", 1.0, (reason,)), products, Speaker("en")) == [said]


def test_a_reason_that_cannot_be_told_is_left_out():
    unknown = (Reason("path", "unheard_of", 1.0, "p"), Reason("neighbour", "", 1.0, "gone"))
    assert why_recommended(Hit("x", 1.0, unknown), {}, Speaker("zh")) == []
