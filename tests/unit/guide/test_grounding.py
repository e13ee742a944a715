import pytest

from daogou.guide.answer import Answer, Evidence, Statement
from daogou.guide.grounding import grounded

DRESS = Statement(
    "Lanhe Red Midi Dress costs ¥299 and is made of linen.",
    (
        Evidence("product", "product:d1", "Lanhe Red Midi Dress, ¥299"),
        Evidence("attribute", "product:d1/material", "linen"),
    ),
)
BOOTS = Statement(
    "Umber Lane Boots cost ¥599. They are not waterproof.",
    (Evidence("product", "product:b1", "Umber Lane Boots, ¥599, not waterproof"),),
)
BOTH = Answer("find", "en", (DRESS, BOOTS))
ZH = Answer(
    "ask_product",
    "zh",
    (
        Statement(
            "青禾亚麻连衣裙售价299元，材质是亚麻。",
            (Evidence("product", "product:d1", "青禾亚麻连衣裙，299元，亚麻"),),
        ),
    ),
)


@pytest.mark.parametrize(
    "text",
    [
        "The Lanhe Red Midi Dress costs ¥299.",
        "I found the Lanhe Red Midi Dress for you! It is linen, and it costs ¥299.",
        "Sure! You might like the Red Midi Dress. The Umber Lane Boots are not waterproof.",
    ],
)
def test_the_same_facts_in_other_courtesy_are_shown_with_what_they_rest_on(text):
    says = grounded(text, BOTH)
    assert says
    assert " ".join(said.text for said in says) == text
    assert {one for said in says for one in said.because} <= {*BOTH.evidence}


def test_each_sentence_rests_on_the_statement_that_it_repeats():
    says = grounded("Hello! The boots cost ¥599 and are not waterproof. The dress is linen.", BOTH)
    assert [said.because for said in says or ()] == [(), BOOTS.because, DRESS.because]


@pytest.mark.parametrize(
    "text",
    [
        "The Lanhe Red Midi Dress costs ¥199.",  # another price
        "The Lanhe Red Midi Dress costs ¥599.",  # the other product's price
        "The Lanhe Blue Midi Dress costs ¥299.",  # another colour
        "The Nike Red Midi Dress costs ¥299.",  # another name
        "The Red Midi Dress is made of silk.",  # another material
        "The Red Midi Dress is waterproof.",  # said of another product, and denied
        "Umber Lane Boots are waterproof.",  # what is denied
        "The Red Midi Dress is not made of linen.",  # denied
        "The Red Midi Dress costs ¥299, with free shipping.",  # a promise
        "Use code HACK50 for a discount.",
        "Visit evil.example for more.",
        "Платье стоит ¥299.",  # a script that nothing of ours is in
        "Great choice!",  # says nothing of what was asked
        "",
        "The Lanhe Red Midi Dress costs ¥299. " * 40,
    ],
)
def test_whatever_else_is_said_is_not_shown(text):
    assert grounded(text, BOTH) is None


@pytest.mark.parametrize(
    "text", ["这款青禾亚麻连衣裙售价299元。", "您好！为您找到青禾亚麻连衣裙，材质是亚麻，价格299元。"]
)
def test_chinese_facts_in_other_courtesy_are_shown(text):
    assert grounded(text, ZH)


@pytest.mark.parametrize(
    "text",
    [
        "青禾亚麻连衣裙售价199元。",
        "青禾真丝连衣裙售价299元。",
        "青禾亚麻连衣裙不是亚麻。",
        "青禾亚麻连衣裙免费包邮。",
        "全场五折！",
    ],
)
def test_other_claims_in_chinese_are_not(text):
    assert grounded(text, ZH) is None
