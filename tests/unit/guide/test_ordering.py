import pytest

from daogou.guide.ordering import order_of, sort_of, without_order


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("the cheapest bag", "price_up"),
        ("sort by price", "price_up"),
        ("按价格排序", "price_up"),
        ("最贵的包", "price_down"),
        ("价格从高到低", "price_down"),
        ("the newest scarf", "newest"),
        ("最新款的围巾", "newest"),
        ("what's popular?", "popular"),
        ("热门的鞋", "popular"),
        ("哪个卖得最好", "popular"),
        ("something with good reviews", "best_rated"),
        ("有没有评价好的", "best_rated"),
        ("which of these is rated best?", "best_rated"),
        ("a cheap bag", "relevance"),
        ("", "relevance"),
    ],
)
def test_the_order_that_a_message_names(text, order):
    assert order_of(text) == order


def test_what_names_an_order_is_nothing_to_search_by():
    assert without_order("the cheapest bag").split() == ["the", "bag"]


def test_search_knows_nothing_of_popularity():
    assert (sort_of("popular"), sort_of("newest")) == ("relevance", "newest")
