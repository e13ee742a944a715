import numpy as np
import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from daogou.core.errors import BadInput
from daogou.evaluation.splits import at_moment, given, leave_one_out, some_shoppers
from daogou.recommend.history import History, history_of
from daogou.recommend.interactions import Interactions, interactions_of

N_PRODUCTS = 8


def acts(*said) -> History:
    """(product, weight, time) each."""
    items, weights, times = zip(*said, strict=True) if said else ((), (), ())
    return History(np.array(items, np.int64), np.array(weights, np.float32), np.array(times, np.float64))


def together(*histories) -> Interactions:
    return interactions_of(histories, N_PRODUCTS)


@st.composite
def histories(draw) -> History:
    act = st.tuples(st.integers(0, N_PRODUCTS - 1), st.sampled_from([-2.0, 1.0, 3.0]), st.integers(0, 20))
    return acts(*sorted(draw(st.lists(act, max_size=10)), key=lambda one: one[2]))


MANY = st.lists(histories(), max_size=6).map(lambda several: together(*several))
SPLITS = {
    "leave_one_out": leave_one_out,
    "at_moment": lambda whole: at_moment(whole, 10),
    "at_moment, strangers too": lambda whole: at_moment(whole, 10, strangers=True),
    "given": lambda whole: given(whole, together(*list(whole)[::-1])),
    "some_shoppers": lambda whole: some_shoppers(whole, seed=1, share=0.5),
}


@pytest.mark.parametrize("name", SPLITS)
@for_all(MANY)
def test_no_wanted_product_is_in_what_is_asked_with(name, whole):
    split = SPLITS[name](whole)
    assert len(split.asked) == len(split.wanted)
    for history, wanted in zip(split.asked, split.wanted, strict=True):
        assert not np.isin(wanted, history.items).any()
        assert len(np.unique(wanted)) == len(wanted)


@pytest.mark.parametrize("name", [name for name in SPLITS if "strangers" not in name])
@for_all(MANY)
def test_nobody_is_asked_without_a_liked_product(name, whole):
    split = SPLITS[name](whole)
    for shopper in split.tested:
        assert len(split.asked[shopper].liked)


@pytest.mark.parametrize("name", ["leave_one_out", "at_moment", "at_moment, strangers too", "given"])
@for_all(MANY)
def test_what_is_asked_with_is_what_was_learnt(name, whole):
    split = SPLITS[name](whole)
    assert split.train is split.asked


def test_the_last_liked_product_is_left_out_with_every_act_on_it():
    whole = together(acts((3, 1, 1), (5, 1, 2), (3, 3, 4)), acts((1, 1, 0), (2, 1, 1), (4, -1, 2)))
    split = leave_one_out(whole)
    assert [one.tolist() for one in split.wanted] == [[3], [2]]
    assert [one.items.tolist() for one in split.train] == [[5], [1, 4]]


def test_who_likes_one_product_is_learnt_from_and_not_asked():
    split = leave_one_out(together(history_of([4]), history_of([]), history_of([6, 6])))
    assert split.tested.tolist() == []
    assert [one.items.tolist() for one in split.train] == [[4], [], [6, 6]]


def test_a_moment_parts_before_from_after():
    whole = together(acts((0, 1, 1), (1, 1, 9), (2, 1, 10), (0, 1, 11), (3, -1, 12)), acts((5, 1, 10)))
    split = at_moment(whole, 10)
    assert [one.items.tolist() for one in split.train] == [[0, 1], []]
    assert [one.tolist() for one in split.wanted] == [[2], []]
    assert at_moment(whole, 10, strangers=True).wanted[1].tolist() == [5]


@for_all(MANY, st.integers(0, 21))
def test_nothing_is_learnt_from_after_the_moment(whole, moment):
    split = at_moment(whole, moment)
    assert (split.train.times < moment).all()
    for shopper, wanted in enumerate(split.wanted):
        history = whole[shopper]
        assert np.isin(wanted, history.items[history.times >= moment]).all()


def test_a_given_split_asks_for_what_is_new():
    split = given(together(history_of([0, 1])), together(history_of([1, 2, 4])))
    assert split.wanted[0].tolist() == [2, 4]


def test_parts_of_different_shoppers_are_refused():
    with pytest.raises(BadInput, match="1 shoppers and 8 products to learn from, 2 and 8"):
        given(together(history_of([0])), together(history_of([0]), history_of([1])))


@for_all(MANY, st.integers(0, 5))
def test_shoppers_who_are_asked_are_not_learnt_from(whole, seed):
    split = some_shoppers(whole, seed=seed, share=0.5)
    assert len(split.train) + len(split.asked) == len(whole)
    acts_held = sum(np.isin(whole.items, one).sum() for one in split.wanted)
    assert len(split.train.items) + len(split.asked.items) <= len(whole.items)
    assert acts_held >= len(split.tested)


def test_a_fifth_of_what_some_shoppers_like_is_wanted():
    whole = interactions_of([history_of(range(s, s + 20)) for s in range(500)], 600)
    split = some_shoppers(whole, seed=2, share=0.3)
    assert len(split.asked) == pytest.approx(150, abs=30)
    assert {len(one) for one in split.wanted} == {4}
    assert some_shoppers(whole, seed=2, share=0.3).wanted[7].tolist() == split.wanted[7].tolist()
