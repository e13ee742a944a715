"""Money, reasons, values, languages: small things that pages say."""

import pytest
from starlette.requests import Request

from daogou.core.ranking import Reason
from daogou.language.concepts import concepts
from daogou.surfaces.web.language import language_of
from daogou.surfaces.web.money import discount, money
from daogou.surfaces.web.reasons import why
from daogou.surfaces.web.render import static_address
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
