import pytest

from daogou.search.prices import money, take_price

RATES = {"USD": 7.0, "EUR": 8.0}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("红色连衣裙 300元以内", None, 300),
        ("300块以下的鞋", None, 300),
        ("不超过500的大衣", None, 500),
        ("预算200", None, 200),
        ("三百元以内", None, 300),
        ("一千五以下", None, 1500),
        ("两万三千元以下", None, 23000),
        ("百元以内", None, 100),
        ("200到500块的羊毛大衣", 200, 500),
        ("200-500元", 200, 500),
        ("500以上的包", 500, None),
        ("1000元起", 1000, None),
        ("100元左右", 80, 120),
        ("boots under $80", None, 560),
        ("under 80", None, 80),
        ("less than 1,200 yuan", None, 1200),
        ("max $1k", None, 7000),
        ("between 20 and 50 euros", 160, 400),
        ("between $50 and $20", 140, 350),
        ("$10 - $20", 70, 140),
        ("over 100", 100, None),
        ("at least 50 yuan", 50, None),
        ("around $10", 56, 84),
        ("80 dollars or less", None, 560),
        ("not less than 1000, not more than 2000", 1000, 2000),
        ("I'd rather not go over 400", None, 400),
        ("a black coat, nothing over 1500", None, 1500),
        ("nothing below 80", 80, None),
        ("more than 600 is too much", None, 600),
        ("maximum i can pay 700", None, 700),
        ("800 is the absolute most I'd go", None, 800),
        ("nowt over 300", None, 300),
        ("三百多的", 300, 399),
        ("一千多块", 1000, 1999),
        ("封顶三百五", None, 350),
        ("价格放到两百", None, 200),
        ("in the 200 to 500 range", 200, 500),
        ("under a hundred and fifty", None, 150),
        ("one thousand five hundred max", None, 1500),
        ("between fifty and eighty quid", 50, 80),
        ("300ish", 240, 360),
        ("六百块钱以里的", None, 600),
        ("300r以内", None, 300),
        ("三百蚊以下", None, 300),
        ("价位在两三百", 200, 300),
        ("三百来块", 240, 360),
    ],
)
def test_reads_price_phrases_in_both_languages(text, low, high):
    found, _ = take_price(text, "CNY", RATES)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(
    "text",
    ["red dress", "size 38", "under 15 inch", "less than 4gb", "iphone 11", "10 - 12", "3到5岁", "七分袖", "",
     "千鸟格外套"],
)  # fmt: skip
def test_measures_ages_and_models_are_no_prices(text):
    assert take_price(text, "CNY", RATES) == (None, text)


def test_the_rest_of_the_query_is_left():
    found, rest = take_price("black boots under $80 not heels", "CNY", RATES)
    assert rest.split() == ["black", "boots", "not", "heels"]
    assert found.words == "under $80"


def test_a_currency_without_a_rate_is_taken_as_the_shops_own():
    found, _ = take_price("under £50", "CNY", RATES)
    assert found.high == 50


def test_amounts_know_their_currency():
    assert (money("$1,200").amount, money("$1,200").currency) == (1200, "USD")
    assert (money("三百块").amount, money("三百块").currency) == (300, "CNY")


def test_tops_after_an_amount_is_a_limit_and_after_a_count_a_garment():
    constraint, rest = take_price("a present around 300 tops", "CNY", {})
    assert constraint
    assert (constraint.low, constraint.high, rest) == (None, 300, "a present")
    assert take_price("2 tops", "CNY", {}) == (None, "2 tops")


@pytest.mark.parametrize("text", ["two of those", "the first one", "size 38 to 40"])
def test_small_numbers_in_words_are_no_amounts(text):
    assert take_price(text, "CNY", RATES) == (None, text)
