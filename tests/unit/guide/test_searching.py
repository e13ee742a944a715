import pytest

from daogou.core.query import Constraint
from daogou.guide.memory import Wanted
from daogou.guide.searching import Look, text_of

from .skills.boutique import Boutique

DRESS = Constraint("category", ("dress",))
BOOTS = Constraint("category", ("boots",))
RED = Constraint("colour", ("red",))
SILK = Constraint("material", ("silk",))
MEN = Constraint("audience", ("men",))
WEDDING = Constraint("occasion", ("wedding",))


@pytest.fixture
def look():
    return Look(Boutique(), "en")


def up_to(high):
    return Constraint("price", high=high)


def test_all_conditions_hold(look):
    looked = look(Wanted((DRESS, RED)))
    assert (looked.ids, looked.answer.total, looked.prices) == (("d0", "d7"), 2, (100, 240))


def test_prices_are_those_of_what_was_found(look):
    # the answer of search tells the range without the limit: 100 to 360
    assert look(Wanted((DRESS, up_to(200)))).prices == (100, 200)


def test_what_was_shown_is_left_out(look):
    assert look(Wanted((DRESS,)), skip=["d0", "d1"], k=2).ids == ("d2", "d3")


def test_an_occasion_is_given_up_where_nothing_else_is_left(look):
    looked = look(Wanted((BOOTS, WEDDING)))
    assert (looked.answer.total, looked.given_up, looked.wanted) == (4, (WEDDING,), Wanted((BOOTS,)))


def test_an_occasion_holds_where_something_meets_it(look):
    assert look(Wanted((DRESS, WEDDING))).answer.total == 7


def test_no_other_condition_is_given_up(look):
    assert look(Wanted((BOOTS, SILK))).hits == ()


def test_words_that_no_product_has_are_told(look):
    assert look(Wanted((DRESS,), "waterproof")).unknown
    assert not look(Wanted((DRESS,), "d3")).unknown
    assert look(Wanted((DRESS,), "d3 waterproof")).unknown  # nothing says both


def test_where_something_has_the_words_only_that_is_found_and_counted(look):
    found = look(Wanted((DRESS,), "d3"))
    assert (found.ids, found.answer.total) == (("d3",), 1)


def test_one_condition_to_leave_out(look):
    assert look.reliefs(Wanted((BOOTS, SILK))) == [((SILK,), 4)]


def test_what_it_is_is_left_out_last(look):
    # without "boots" there would be silk dresses for up to 200, which is no help to who wants boots
    assert [left for left, _ in look.reliefs(Wanted((BOOTS, up_to(200))))] == [(up_to(200),)]


def test_two_conditions_where_no_single_one_helps(look):
    found = look.reliefs(Wanted((BOOTS, SILK, up_to(200))))
    assert found == [((SILK, up_to(200)), 4)]


def test_words_to_rank_by_are_what_is_wanted():
    wanted = Wanted((DRESS, RED, up_to(200), Constraint("colour", ("blue",), excluded=True)), "pockets")
    assert text_of(wanted, Boutique(), "en") == "Dresses Red pockets"


def test_the_best_rated_come_first_and_one_five_is_less_than_ten_near_fives():
    shop = Boutique()
    shop.said_of |= {"d3": [5], "d5": [5] * 9 + [4], "d1": [1] * 4}
    looked = Look(shop, "en", order="best_rated")(Wanted((DRESS,)), k=3)
    assert looked.ids[:2] == ("d5", "d3")
    assert looked.hits[-1].product_id != "d1"
