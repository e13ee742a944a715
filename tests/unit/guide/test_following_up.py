import pytest

from daogou.guide.following_up import asks_itself, follows_up, says_where, whole_question
from daogou.guide.memory import Memory, Said

from .skills.boutique import Boutique

SHOP = Boutique()
TOLD = Memory(turns=(Said("shopper", "can underwear go back?"), Said("guide", "No.", "ask_policy")))


@pytest.mark.parametrize(
    "text", ["and swimwear?", "what about pjs", "same for shoes", "那泳衣呢", "鞋子也一样吗"]
)
def test_a_question_asked_again_of_something_else_takes_the_one_before_along(text):
    assert follows_up(text, TOLD, "ask_policy")
    assert whole_question(text, TOLD, "ask_policy", SHOP, "en") == f"can underwear go back? {text}"


@pytest.mark.parametrize(
    "text", ["show me some trainers then", "and have you got it in another colour", "那就这件吧"]
)
def test_a_wish_of_its_own_does_not(text):
    assert whole_question(text, TOLD, "ask_policy", SHOP, "en") == text


def test_only_the_last_answer_is_followed_up():
    later = Memory(turns=(*TOLD.turns, Said("shopper", "boots"), Said("guide", "Here.", "find")))
    assert not follows_up("and swimwear?", later, "ask_policy")


def test_of_another_value_the_question_before_is_asked_in_place_of_its_own():
    red = Memory(turns=(Said("shopper", "does red fade?"), Said("guide", "No.", "ask_policy")))
    assert whole_question("and blue?", red, "ask_policy", SHOP, "en") == "does fade? and blue?"


def test_who_says_where_they_are_asks_the_question_before_of_there():
    told = Memory(turns=(Said("shopper", "运费多少"), Said("guide", "¥8", "ask_policy")))
    assert says_where("我在新疆")
    assert whole_question("我在新疆", told, "ask_policy", SHOP, "zh") == "运费多少 我在新疆"


def test_a_rule_that_is_asked_for_whole_needs_nothing_of_the_one_before():
    told = Memory(turns=(Said("shopper", "几天到账"), Said("guide", "3", "ask_policy")))
    text = "那鞋子试穿过还能退吗"
    assert whole_question(text, told, "ask_policy", SHOP, "zh") == text
    assert asks_itself("how long does it take?")
    assert not asks_itself("and socks?")
