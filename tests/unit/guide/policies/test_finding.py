import numpy as np
import pytest

from daogou.guide.passage_ranking import ranked_texts
from daogou.guide.policies.answering import NOT_SAID, answer_policy
from daogou.guide.policies.finding import policy_passages
from daogou.guide.policies.words import policy_words
from daogou.language.tokens import Tokens

PAGES = {
    "returns": "# Returns\n## Refunds\nWe refund within 3 working days.\n\n## Not returned\n\nOld socks.\n",
    "shipping": "# Shipping\n\nDelivery to Tibet costs ¥15.\n",
}


def vectors(texts):
    """All texts mean much the same, so that words decide."""
    return np.full((len(texts), 4), 0.5, np.float32)


def apart(texts):
    """No text means what another does."""
    return np.zeros((len(texts), 4), np.float32)


class Pages:
    def __init__(self, pages=None):
        self.pages = PAGES if pages is None else pages

    def policies(self, language):
        return [(name, name.capitalize()) for name in self.pages]

    def policy(self, name, language):
        return self.pages[name]


def test_the_passage_with_the_words_comes_first():
    pages = policy_passages(Pages(), vectors, "en")
    assert pages.find("postage to Tibet?", 1)[0].passage.text == "Delivery to Tibet costs ¥15."


def test_other_words_for_the_same_are_understood():
    pages = policy_passages(Pages(), vectors, "en")
    assert pages.find("when do I get my money back", 1)[0].passage.source == "policy:returns#refunds"


def test_the_answer_is_the_passage_word_for_word_with_its_place():
    answer = answer_policy("when is my money back?", "en", Pages(), vectors)
    assert "We refund within 3 working days." in answer.text
    assert [one.source for one in answer.evidence] == ["policy:returns#refunds"]
    assert not answer.offers_person


def test_what_no_page_says_is_not_guessed():
    answer = answer_policy("do you sell gift cards?", "en", Pages(), apart)
    assert (answer.why_not, answer.offers_person) == (NOT_SAID, True)
    assert "Returns, Shipping" in answer.text


def test_a_shared_word_without_the_meaning_is_no_answer():
    assert answer_policy("postage to Tibet?", "en", Pages(), apart).why_not == NOT_SAID


def test_a_shop_without_pages_says_so():
    answer = answer_policy("运费多少", "zh", Pages({}), vectors)
    assert answer.why_not == NOT_SAID
    assert answer.text


def test_pages_that_do_not_change_are_encoded_once():
    calls = []

    def counted(texts):
        calls.append(len(texts))
        return vectors(texts)

    for _ in range(2):
        policy_passages(Pages(), counted, "en")
    assert calls == [6]  # three passages, alone and with their headings


def test_a_text_that_says_every_word_once_scores_about_one_whatever_their_number():
    ranked = ranked_texts([["a", "b"], ["c", "d"]], ["a b", "c d"], (), vectors)
    assert ranked.shares(["a"]) == pytest.approx([1, 0])
    assert ranked.shares(["a", "b"]) == pytest.approx([1, 0])


def test_a_word_that_no_text_has_counts_as_the_rarest():
    """idf of one text of two: ln(1 + 1.5 / 1.5) = ln 2; of none: ln(1 + 2.5 / .5) = ln 6."""
    ranked = ranked_texts([["a", "b"], ["c", "d"]], ["a b", "c d"], (), vectors)
    assert ranked.shares(["a", "x"])[0] == pytest.approx(np.log(2) / (np.log(2) + np.log(6)))


def test_plain_words_ask_for_nothing():
    assert policy_words().of_question("what can I do?", Tokens()) == []


def test_a_figure_answers_how_much_and_how_long():
    words, tokens = policy_words(), Tokens()
    asked = set(words.of_question("how long does it take, how much is it?", tokens))
    assert asked <= set(words.of_passage("Within 3 days for ¥15.", tokens))
    assert not asked & set(words.of_passage("Soon and cheap.", tokens))


LISTED = {
    "returns": "# Returns\n## In short\n- 30 days.\n- With tags.\n"
    "## Costs\n| To | Fast |\n|--|--|\n| EU | ¥9 |\n| US | ¥9 |\n"
}


def test_a_question_as_wide_as_the_page_gets_its_first_section():
    answer = answer_policy("can I send it back?", "en", Pages(LISTED), vectors)
    assert [one.source for one in answer.evidence] == ["policy:returns#in-short"] * 2
    assert answer.text.index("30 days.") < answer.text.index("With tags.")


def test_passages_that_answer_alike_are_told_as_the_section_they_stand_in():
    answer = answer_policy("what are the costs, how much?", "en", Pages(LISTED), vectors)
    assert answer.text.endswith("– US: Fast ¥9")
    assert "EU: Fast ¥9" in answer.text
