"""By cue words alone, so that nothing depends on a model; where an encoder is needed it is a bag of words."""

import numpy as np
import pytest

from daogou.graph.answering.cues import cues, examples
from daogou.graph.answering.mentions import Vocabulary
from daogou.graph.answering.understanding import Understanding
from daogou.language.concepts import concepts

VALUES = {"category": ("Tshirts", "Kurtas"), "audience": ("Men", "Women"), "brand": ("Acme Sports",)}


@pytest.fixture(scope="module")
def understand():
    return Understanding(Vocabulary(concepts(), VALUES))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What colour is it?", "colour"),
        ("what color are these shoes", "colour"),
        ("这是什么颜色", "colour"),
        ("What is this?", "category"),
        ("這是什麼?", "category"),
        ("What is it made of?", "material"),
        ("是什么面料的", "material"),
        ("Which pattern does it have?", "pattern"),
        ("What brand is it?", "brand"),
        ("什么牌子", "brand"),
        ("Who is it for?", "audience"),
        ("Is it for men or women?", "audience"),
        ("男款还是女款", "audience"),
        ("Where can I wear this?", "occasion"),
        ("适合什么场合", "occasion"),
        ("Which season is it for?", "season"),
        ("哪个季节穿", "season"),
        ("How many shoes are there?", "count"),
        ("图里有几件", "count"),
        ("How much is it?", "price"),
        ("多少钱", "price"),
        ("What style is it?", "style"),
        ("What is written on it?", "text"),
        ("上面写着什么", "text"),
    ],
)
def test_what_is_asked_is_understood(understand, question, kind):
    understood = understand(question)
    assert (understood.form, understood.kind) == ("ask", kind)


@pytest.mark.parametrize(
    ("question", "kind", "concept"),
    [
        ("Is it red?", "colour", "red"),
        ("Is this navy blue?", "colour", "navy"),
        ("这是红色的吗", "colour", "red"),
        ("是不是连衣裙", "category", "dress"),
        ("Are these for women?", "audience", "women"),
        ("Does it have stripes?", "pattern", "striped"),
        ("Would you call these Kurtas?", "category", "kurta"),
        ("这是红的吗?", "colour", "red"),
        ("A shirt, isn't it?", "category", "shirt"),
        ("Is it by Acme Sports?", "brand", "acme sports"),
    ],
)
def test_is_it_so_is_understood(understand, question, kind, concept):
    understood = understand(question)
    assert understood.form == "verify"
    assert (kind, concept) in {(mention.kind, mention.concept) for mention in understood.mentions}


def test_both_parts_of_a_red_dress_are_asked_for(understand):
    kinds = {mention.kind for mention in understand("Is it a red dress?").mentions}
    assert {"colour", "category"} <= kinds


def test_a_choice_is_asked_for_with_what_it_offers(understand):
    understood = understand("Is it red or blue?")
    assert (understood.form, understood.kind) == ("ask", "colour")
    assert {mention.concept for mention in understood.mentions} == {"red", "blue"}


@pytest.mark.parametrize(
    "question", ["What size is it?", "Can I return it?", "怎么退货", "有40码吗", "Is the red one in stock?"]
)
def test_what_no_picture_tells_is_refused(understand, question):
    assert understand(question).why == "beyond_a_picture"


@pytest.mark.parametrize("question", ["", "   ", "?" * 1000])
def test_nothing_and_too_much_are_not_understood(understand, question):
    assert understand(question).why == "not_understood"


@pytest.mark.parametrize(
    "question",
    [
        "Tell me a story about dragons",
        "How many days of leave do I have?",
        "Do black holes swallow red light and brown eggs?",
        "Can you remove my shirt from the shopping list?",
    ],
)
def test_other_talk_is_refused(understand, question):
    assert understand(question).why == "off_topic"


def test_who_asks_what_to_do_with_it_is_answered(understand):
    assert understand("Can I wear it in winter?").form == "verify"
    assert understand("What can I wear this to?").kind == "occasion"


def test_the_language_is_that_of_the_question_or_the_given_one(understand):
    assert understand("什么颜色").language == "zh"
    assert understand("what colour").language == "en"
    assert understand("what colour", "zh").language == "zh"


class Bag:
    """Words as axes: texts with the same words are alike."""

    space, dim = "bag", 256

    def encode(self, texts):
        rows = np.zeros((len(texts), self.dim), np.float32)
        for number, text in enumerate(texts):
            for word in text.split():
                rows[number, sum(word.encode()) % self.dim] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def test_a_question_without_a_cue_word_is_understood_by_its_nearest_example():
    vocabulary = Vocabulary(concepts(), {})
    question = "is it vintage or modern"  # an example, word by word
    assert Understanding(vocabulary, Bag())(question).kind == "style"
    assert Understanding(vocabulary, Bag())("hello there friend").why == "off_topic"


def test_examples_are_of_kinds_that_can_be_asked_for():
    assert set(examples()) == set(cues().ask) | {"none"}
