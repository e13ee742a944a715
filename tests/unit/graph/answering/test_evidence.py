"""Small parts of answering: names, limits, print, sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.graph.answering.limits import belief, yes_limits
from daogou.graph.answering.matching import answers_to, chance_of
from daogou.graph.answering.mentions import Vocabulary
from daogou.graph.answering.printed import brand_in, readable
from daogou.graph.answering.question import Mention
from daogou.graph.answering.sentences import answer, refusal, spoken, verdict
from daogou.language.concepts import concepts
from daogou.vision.text_reading import Printed


def named(kind, concept):
    return Mention(kind, concept, concept)


def line(text, confidence=0.9):
    return Printed(text, confidence, (0, 0, 1, 1))


def test_a_narrower_value_answers_to_a_broader_name_and_not_the_reverse():
    known = concepts()
    assert answers_to("colour", "Navy Blue", named("colour", "blue"), known)
    assert not answers_to("colour", "Blue", named("colour", "navy"), known)
    assert not answers_to("colour", "Blue", named("category", "blue"), known)


def test_unisex_suits_the_grown_up():
    known = concepts()
    assert answers_to("audience", "Unisex", named("audience", "women"), known)
    assert not answers_to("audience", "Unisex", named("audience", "boys"), known)


def test_chances_of_all_that_answers_add_up():
    chances = {"Blue": 0.3, "Navy Blue": 0.4, "Red": 0.2}
    assert chance_of(named("colour", "blue"), chances, concepts()) == pytest.approx(0.7)


@given(st.floats(0, 1), st.floats(0.1, 0.6))
def test_belief_is_even_at_the_limit_and_grows_with_the_chance(chance, limit):
    assert belief(limit, limit) == pytest.approx(0.5)
    assert 0 <= belief(chance, limit) <= 1
    assert (belief(chance, limit) >= 0.5) == (chance >= limit) or chance == pytest.approx(limit)


def test_limits_are_chosen_for_what_was_taught(taught_shop):
    limits = yes_limits(taught_shop[3].labeller)
    assert set(limits) == {"category", "colour", "brand"}
    assert all(0.1 < limit < 0.6 for limit in limits.values())


def test_the_longest_name_is_mentioned():
    vocabulary = Vocabulary(concepts(), {"category": ("Casual Shoes",)})
    assert [m.concept for m in vocabulary.mentions("navy blue dress")] == ["navy", "dress"]
    assert "Casual Shoes".lower() in {m.text for m in vocabulary.mentions("are these casual shoes?")}


def test_a_lone_character_names_a_colour_only_before_a_word_that_says_so():
    vocabulary = Vocabulary(concepts(), {})
    assert [m.concept for m in vocabulary.mentions("红的吗")] == ["red"]
    assert vocabulary.mentions("棉") == []


def test_a_brand_is_found_in_print_though_a_letter_is_misread():
    assert brand_in([line("PUMA 1948")], ["Puma", "Nike"])[0] == "Puma"
    assert brand_in([line("LOUIS PHILIPE")], ["Louis Philippe"])[0] == "Louis Philippe"
    assert brand_in([line("pumas")], ["Puma"]) is None
    assert brand_in([line("李宁运动")], ["李宁"])[0] == "李宁"
    assert brand_in([line("PUMA", 0.3)], ["Puma"]) is None
    assert brand_in([], ["Puma"]) is None


def test_crumbs_of_print_are_left_out():
    assert [one.text for one in readable([line("A"), line("OK"), line("--"), line("NO", 0.2)])] == ["OK"]


def test_doubt_is_spoken():
    assert spoken(0.9, "en") == ""
    assert "probably" in answer("colour", "Red", 0.7, "en")
    assert "可能" in answer("colour", "红色", 0.4, "zh")
    assert verdict(False, "blue", 0.9, "en", "Red") == "No, not “blue”. It looks more like Red."
    assert refusal("no_evidence", "zh").startswith("我不知道")
