import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.sources.prices import CURRENCIES, money
from daogou.sources.refusal import Refused


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("1,299.00", 1299.0, ""),
        ("￥299", 299.0, "CNY"),
        ("¥ 1,299", 1299.0, "CNY"),
        ("299元", 299.0, "CNY"),
        ("299.9元起", 299.9, "CNY"),
        ("人民币 12", 12.0, "CNY"),
        ("19.99 USD", 19.99, "USD"),
        ("USD 19.99", 19.99, "USD"),
        ("usd19.99", 19.99, "USD"),
        ("$19.99", 19.99, "USD"),
        ("US$ 1,019.99", 1019.99, "USD"),
        ("HK$88", 88.0, "HKD"),
        ("12,50 EUR", 12.5, "EUR"),
        ("1.299,00 €", 1299.0, "EUR"),
        ("1 299,00 €", 1299.0, "EUR"),
        ("1\u202f299,5 €", 1299.5, "EUR"),
        ("CHF 1'299.50", 1299.5, "CHF"),
        ("1,299", 1299.0, ""),
        ("1,299,000", 1299000.0, ""),
        ("1.299.000", 1299000.0, ""),
        ("1.299", 1.299, ""),
        ("12,5", 12.5, ""),
        ("£0.99", 0.99, "GBP"),
        ("￥299 元", 299.0, "CNY"),
        ("２９９．５", 299.5, ""),
        (12, 12.0, ""),
        (12.5, 12.5, ""),
        ("0", 0.0, ""),
    ],
)
def test_a_price_is_read_as_people_write_it(written, amount, currency):
    assert money(written, "price") == (amount, currency)


@pytest.mark.parametrize(("default", "meant"), [("CAD", "CAD"), ("CNY", "USD"), ("", "USD")])
def test_a_dollar_is_the_feeds_own_where_that_is_a_dollar(default, meant):
    assert money("$5", "price", default) == (5.0, meant)


def test_a_yen_sign_is_japanese_in_a_japanese_feed():
    assert money("￥500", "price", "JPY") == (500.0, "JPY")


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_an_empty_cell_is_no_price_and_no_fault(nothing):
    assert money(nothing, "price") is None


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("abc", "is no amount of money"),
        ("call us", "is no amount of money"),
        ("-5", "is below zero"),
        ("(5.00)", "is below zero"),
        (-0.01, "is below zero"),
        (True, "is no amount of money"),
        ([1], "is no amount of money"),
        ({"a": 1}, "is no amount of money"),
        (float("nan"), "is no amount of money"),
        (float("inf"), "is too large for a price"),
        ("6901234567890", "is too large for a price"),
        (10**400, "is too large for a price"),
        ("12.5.3", "is no amount of money"),
        ("10 - 20", "has an unknown currency"),
        ("9" * 10_000, "is no amount of money"),
    ],
)
def test_what_is_no_price_is_refused_with_its_reason(written, reason):
    with pytest.raises(Refused) as caught:
        money(written, "price")
    assert caught.value.reason == reason
    assert caught.value.suggestion
    assert len(caught.value.value) <= 200


def test_the_nearest_currency_is_suggested():
    with pytest.raises(Refused) as caught:
        money("12 EURO", "price")
    assert caught.value.suggestion == "did you mean EUR?"


@given(st.decimals(0, 999_999, places=2), st.sampled_from(sorted(CURRENCIES)))
def test_a_plain_amount_and_its_code_come_back_as_they_were(amount, code):
    assert money(f"{amount} {code}", "price") == (float(amount), code)
    assert money(f"{code} {amount:,}", "price") == (float(amount), code)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.lists(st.text()), st.booleans(), st.binary()))
def test_anything_is_a_price_or_is_refused(value):
    try:
        found = money(value, "price", "CNY")
    except Refused:
        return
    assert found is None or (0 <= found[0] <= 1e9 and found[1] in CURRENCIES)
