from dataclasses import dataclass, field, replace

import pytest

from daogou.guide.cart_words import act_in, quantity_in
from daogou.guide.floor import CartLine

from .boutique import Boutique, Talk, floor_of, ungrounded


@dataclass
class Trolley:
    """A cart in memory."""

    shop: Boutique
    held: dict = field(default_factory=dict)

    def lines(self, shopper_id, language):
        return [
            CartLine(p, s, n, self.shop.product(p).title(language), self.shop.product(p).price, "CNY")
            for (p, s), n in self.held.items()
        ]

    def put(self, shopper_id, product_id, sku, quantity):
        self.held.pop((product_id, sku), None)
        if quantity:
            self.held[product_id, sku] = quantity


@pytest.fixture
def trolley():
    return Trolley(Boutique())


@pytest.fixture
def talk(trolley):
    return Talk(replace(floor_of(trolley.shop), carts=lambda: trolley))


def test_the_size_is_asked_for_and_then_the_price_is_said(talk, trolley):
    step = talk("cart", "put it in my cart", "d1")
    assert (step.memory.asked, step.answer.suggestions) == ("size", ("S", "M"))
    step = talk("cart", "M")
    assert trolley.held == {("d1", "d1-M"): 1}
    assert "¥120" in step.answer.text
    assert step.memory.focus == "d1"
    assert not ungrounded(step)


def test_before_anything_was_shown_what_is_named_next_is_looked_for(talk):
    step = talk("cart", "add one to the cart")
    assert (step.memory.asking, step.memory.asked) == ("find", "category")


def test_a_size_that_is_named_is_not_asked_for(talk, trolley):
    talk("cart", "two pieces of it please, size S", "d1")
    assert trolley.held == {("d1", "d1-S"): 2}


def test_a_size_that_there_is_not_is_refused_with_those_there_are(talk, trolley):
    step = talk("cart", "add it in size L", "d1")
    assert step.answer.why_not == "not_in_stock"
    assert not trolley.held
    assert not ungrounded(step)


def test_a_quantity_is_changed_and_a_line_taken_out(talk, trolley):
    talk("cart", "add it, size S", "d1")
    talk("cart", "make it 3")
    assert trolley.held == {("d1", "d1-S"): 3}
    talk("cart", "再拿掉")
    assert trolley.held == {}


def test_what_is_in_it_is_told_with_the_sum(talk, trolley):
    trolley.held |= {("d1", "d1-S"): 2, ("h0", "h0-S"): 1}
    step = talk("cart", "what's in my cart?")
    assert "¥440" in step.answer.text
    assert not ungrounded(step)


def test_it_is_emptied_at_once_and_a_word_puts_everything_back(talk, trolley):
    held = {("d1", "d1-S"): 2, ("h0", "h0-S"): 1}
    trolley.held |= held
    step = talk("cart", "empty my cart")
    assert trolley.held == {}
    assert "Put it back" in step.answer.suggestions
    talk("cart", "put it back")
    assert trolley.held == held


def test_one_line_that_was_taken_out_is_put_back(talk, trolley):
    trolley.held |= {("d1", "d1-S"): 2}
    talk("cart", "take it out of the cart")
    assert trolley.held == {}
    talk("cart", "还是放回去吧")
    assert trolley.held == {("d1", "d1-S"): 2}


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("加入购物车", "add"),
        ("I'll take the first one, put it in the cart", "add"),
        ("购物车里有什么", "show"),
        ("my cart", "show"),
        ("take it out of the cart", "remove"),
        ("改成2件", "change"),
        ("clear the basket", "empty"),
    ],
)
def test_what_is_asked_of_the_cart_is_told_by_the_words(said, act):
    assert act_in(said) == act


@pytest.mark.parametrize(
    ("said", "quantity"),
    [("来两件", 2), ("make it 3", 3), ("the second one, size M", 0), ("two pairs please", 2), ("第一件", 0)],
)
def test_how_many_are_wanted(said, quantity):
    assert quantity_in(said) == quantity


def test_no_i_meant_the_second_takes_the_first_out_again(talk, trolley):
    talk("cart", "add the first one in M", "d1")
    talk("cart", "no, I meant the second one, M", "d2")
    assert trolley.held == {("d2", "d2-M"): 1}
