import numpy as np
import pytest

from daogou.graph.annotation.labels import Label
from daogou.guide.memory import Memory

from .boutique import Boutique, Talk, floor_of, keys, ungrounded


@pytest.fixture
def talk():
    return Talk()


def test_it_says_how_many_and_for_how_much(talk):
    step = talk("find", "red dress")
    assert step.answer.cards == ("d0", "d7")
    assert "2 products" in step.answer.text
    assert "¥100 to ¥240" in step.answer.text
    assert not ungrounded(step)


def test_it_answers_in_the_language_of_the_message(talk):
    step = talk("find", "连衣裙，200元以内")
    assert step.answer.language == "zh"
    assert "6 件商品" in step.answer.text
    assert "¥100 到 ¥200" in step.answer.text
    assert not ungrounded(step)


def test_where_there_is_much_to_choose_it_shows_a_row_and_asks_one_question(talk):
    step = talk("find", "a dress")
    assert len(step.answer.cards) == 6
    assert step.answer.text.count("?") == 1
    assert (step.memory.asked, step.memory.asking, step.memory.wanted.asked) == (
        "colour",
        "find",
        ("colour",),
    )
    assert "Red" in step.answer.suggestions


def test_where_there_is_little_to_choose_it_does_not_ask(talk):
    step = talk("find", "red dress")
    assert (step.memory.asked, step.memory.asking) == ("", "")


def test_an_answer_to_its_question_goes_on_with_the_search(talk):
    talk("find", "a dress")
    step = talk("find", "blue")
    assert keys(step.memory) == {"category:dress", "colour:blue"}
    assert step.answer.cards == ("d1", "d8")


def test_a_bare_number_answers_the_question_of_the_budget(talk):
    talk("find", "a dress")
    talk("find", "any colour")
    assert talk.memory.asked == "price"
    assert "price:..150" in keys(talk("find", "150").memory)


def test_no_preference_is_an_answer_and_the_question_is_not_put_again(talk):
    talk("find", "a dress")
    step = talk("find", "I don't care")
    assert keys(step.memory) == {"category:dress"}
    assert step.memory.asked == "price"


def test_a_new_kind_of_thing_is_a_new_search_for_the_same_person(talk):
    talk("find", "red dress for women under 300")
    step = talk("find", "now show me heels")
    assert keys(step.memory) == {"audience:women", "price:..300", "category:heels"}


def test_what_is_only_remembered_never_empties_a_search(talk):
    talk("find", "dress for women under 200")
    step = talk("find", "boots")  # there are none for women, and none for 200
    assert keys(step.memory) == {"category:boots"}
    assert step.answer.cards == ("b0", "b1", "b2", "b3")


def test_nothing_found_names_the_condition_that_is_in_the_way(talk):
    step = talk("find", "silk boots")
    assert step.answer.why_not == "nothing_found"
    assert step.answer.cards == step.memory.shown == ("b0", "b1", "b2", "b3")  # boots, none of silk
    assert "without “Silk”" in step.answer.text
    assert "Without “Silk” there would be 4 products." in step.answer.text
    assert step.answer.suggestions == ("Any material",)
    assert not ungrounded(step)


def test_what_comes_closest_says_beside_each_card_what_it_does_not_meet(talk):
    assert dict(talk("find", "silk boots").answer.lacking) == dict.fromkeys(
        ("b0", "b1", "b2", "b3"), "Not met: Silk"
    )
    assert not talk("find", "a dress").answer.lacking


def test_a_price_that_is_left_out_of_what_is_shown_has_its_evidence(talk):
    step = talk("find", "boots under 20")
    assert step.answer.cards
    assert not ungrounded(step)


def test_a_yes_leaves_that_condition_out(talk):
    talk("find", "silk boots")
    assert keys(talk("refine", "yes").memory) == {"category:boots"}


def test_a_no_leaves_everything_as_it_is(talk):
    talk("find", "silk boots")
    assert keys(talk("refine", "no").memory) == {"category:boots", "material:silk"}


def test_an_occasion_that_nothing_is_listed_for_is_left_out_and_told(talk):
    step = talk("find", "boots for a wedding")
    assert "Wedding" in step.answer.says[0].text
    assert step.answer.cards == ("b0", "b1", "b2", "b3")


def test_words_that_no_product_has_are_told_once(talk):
    first = talk("find", "waterproof boots")
    assert "all of" in first.answer.text or "everything of" in first.answer.text
    assert talk.memory.wanted.words == "waterproof"


@pytest.mark.parametrize("text", ["i want something", "有什么东西", ""])
def test_who_names_nothing_is_asked_what_to_look_for(talk, text):
    step = talk("find", text)
    assert (step.answer.skill, step.answer.cards) == ("clarify", ())
    assert (step.memory.asked, step.memory.asking) == ("category", "find")
    assert step.answer.suggestions


def test_a_picture_is_something_to_look_for(talk):
    step = talk("find", "", picture=np.zeros((4, 4, 3), np.uint8))
    assert len(step.answer.cards) == 6
    assert "your picture" in step.answer.text


def test_among_things_of_the_kind_that_a_picture_clearly_shows():
    shop = Boutique(in_picture=(Label("category", "Boots", "boots", 0.9),))
    step = Talk(floor_of(shop))("find", "", picture=np.zeros((4, 4, 3), np.uint8))
    assert {one[0] for one in step.answer.cards} == {"b"}
    unsure = Boutique(in_picture=(Label("category", "Boots", "boots", 0.5),))
    step = Talk(floor_of(unsure))("find", "", picture=np.zeros((4, 4, 3), np.uint8))
    assert not step.memory.wanted.constraints


def test_after_a_picture_there_is_a_product_to_go_on_from(talk):
    step = talk("find", "dress like this", picture=np.zeros((4, 4, 3), np.uint8))
    assert step.memory.wanted.like == step.answer.cards[0]


def test_a_list_takes_the_place_of_the_one_before(talk):
    talk("find", "red dress")
    step = talk("find", "boots")
    assert step.memory.shown == ("b0", "b1", "b2", "b3")
    assert step.memory.seen == ("d0", "d7")


def test_the_only_product_found_is_the_one_spoken_of(talk):
    assert talk("find", "red heels").memory.focus == "h0"
    assert talk("find", "heels").memory.focus == ""


def test_it_does_not_say_the_same_thing_the_same_way_twice():
    said = set()
    for turns in range(3):
        talk = Talk(memory=Memory(turns=((None,) * turns)))
        said.add(talk("find", "red dress").answer.text)
    assert len(said) == 3


def test_the_cheapest_come_first(talk):
    step = talk("find", "the cheapest heels")
    assert step.answer.cards[0] == "h0"
    assert "cheapest is Red heels h0" in step.answer.text
    assert talk("find", "most expensive heels").answer.cards[0] == "h5"


@pytest.mark.parametrize("text", ["boots for my husband", "给老公买靴子"])
def test_for_whom_it_is_is_understood(talk, text):
    assert "audience:men" in keys(talk("find", text).memory)


def test_money_that_one_has_is_a_budget(talk):
    assert "price:..150" in keys(talk("find", "a dress, I have 150 yuan").memory)


def test_what_is_popular_needs_no_other_wish(talk):
    step = talk("find", "what's popular?")
    assert len(step.answer.cards) == 6
    assert not ungrounded(step)


def test_what_is_shown_again_is_not_among_what_was_seen(talk):
    talk("find", "red dress")
    talk("find", "boots")
    step = talk("find", "red dress")
    assert step.memory.shown == ("d0", "d7")
    assert step.memory.seen == ("b0", "b1", "b2", "b3")


def test_what_other_skills_were_told_is_left_alone():
    talk = Talk(memory=Memory(slots=(("order", "1042"), ("drop", "colour:red"))))
    assert talk("find", "red dress").memory.slots == (("order", "1042"),)


def test_start_over_forgets_what_was_wanted(talk):
    talk("find", "red dress under 200")
    assert keys(talk("find", "start over, boots").memory) == {"category:boots"}


def test_a_wish_that_had_to_give_way_is_kept_and_named_beside_the_cards(talk):
    step = talk("find", "a wedding dress under 100")
    assert step.answer.lacking == {"d0": "Not met: Wedding"}
    assert keys(step.memory) == {"occasion:wedding", "category:dress", "price:..100"}


def test_the_best_rated_is_named_with_its_stars(talk):
    talk.floor.shop.said_of |= {"d0": [3, 3], "d7": [5, 5, 4]}
    step = talk("find", "the best rated red dress")
    assert step.answer.cards[0] == "d7"
    assert "4.7 of 5 from 3 reviews" in step.answer.text
    assert any(one.kind == "review" for one in step.answer.evidence)
    assert not ungrounded(step)
