"""Acts become histories: in time order, weighed, without what is no longer sold."""

from datetime import UTC, datetime, timedelta

import pytest

from daogou.core.event import Event
from daogou.recommend.acts import Weights, histories, history, left_open

ROW_OF = {"dress": 0, "boots": 1, "hat": 2}
START = datetime(2026, 5, 1, tzinfo=UTC)


def event(kind, product, minute=0, *, value=1.0, shopper="ann"):
    return Event(
        f"{shopper}-{kind}-{product}-{minute}",
        shopper,
        kind,
        product,
        START + timedelta(minutes=minute),
        value,
    )


def test_acts_stand_in_the_order_of_time_whatever_order_they_came_in():
    made = history([event("buy", "boots", 9), event("view", "dress", 1), event("cart", "boots", 4)], ROW_OF)
    assert made.items.tolist() == [0, 1, 1]
    assert made.weights.tolist() == [1, 2, 3]
    assert made.times.tolist() == sorted(made.times.tolist())


def test_a_bad_rating_and_a_return_speak_against_a_product():
    made = history([event("rate", "dress", value=1.0), event("return", "boots", 1)], ROW_OF)
    assert made.weights.tolist() == [-2, -3]
    assert made.liked.tolist() == []


def test_what_was_bought_and_sent_back_is_not_liked():
    made = history([event("buy", "dress"), event("return", "dress", 5), event("view", "hat", 6)], ROW_OF)
    assert made.liked.tolist() == [2]


@pytest.mark.parametrize(
    "one",
    [event("search", ""), event("view", "sold-out-last-year"), event("rate", "hat", value=3.0)],
    ids=["a search", "a product no longer sold", "an indifferent rating"],
)
def test_what_says_nothing_of_a_product_is_passed_over(one):
    assert len(history([one], ROW_OF)) == 0
    assert histories([one], ROW_OF) == {}


def test_each_shopper_has_their_own_history():
    made = histories([event("view", "hat"), event("view", "boots", 1, shopper="bo")], ROW_OF)
    assert {shopper: one.items.tolist() for shopper, one in made.items()} == {"ann": [2], "bo": [1]}


def test_weights_can_be_chosen():
    assert history([event("view", "hat")], ROW_OF, Weights(view=0.5)).weights.tolist() == [0.5]


def test_what_was_left_comes_back_the_cart_first_and_never_what_was_bought():
    acts = [event("view", "hat", 9), event("cart", "dress", 2), event("view", "boots", 1)]
    acts += [event("buy", "boots", 3), event("view", "dress", 8)]
    assert [(one.kind, one.product_id) for one in left_open(acts)] == [("cart", "dress"), ("view", "hat")]
