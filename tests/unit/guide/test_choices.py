import pytest

from daogou.guide.choices import asked_of_all, asks_of_list
from daogou.guide.memory import Memory


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("what colours do you have", "colour"),
        ("which brands are there?", "brand"),
        ("what sizes", "size"),
        ("how much are they", "price"),
        ("whats the price range", "price"),
        ("what do you sell?", "category"),
        ("有哪些颜色", "colour"),
        ("牌子有哪些", "brand"),
        ("请问尺码有几种呢", "size"),
        ("这些多少钱", "price"),
        ("什么价位", "price"),
        ("你们都卖啥", "category"),
        ("what colour is the second one", ""),
        ("how much is shipping", ""),
        ("想要蓝色", ""),
        ("颜色无所谓", ""),
        ("第一件多少钱", ""),
    ],
)
def test_the_field_whose_values_are_asked_for(text, field):
    assert asked_of_all(text) == field


def test_of_a_product_that_is_spoken_of_it_asks_for_its_own():
    assert asks_of_list("有哪些颜色", Memory(shown=("d1", "d2")))
    assert not asks_of_list("有哪些颜色", Memory(shown=("d1", "d2"), focus="d1"))
    assert not asks_of_list("有哪些颜色", Memory(shown=("d1",)))


def test_where_nothing_is_shown_brands_and_kinds_of_the_shop_are_asked_for():
    assert asks_of_list("what brands do you sell", Memory())
    assert asks_of_list("你们卖什么", Memory())
    assert not asks_of_list("how much", Memory())
