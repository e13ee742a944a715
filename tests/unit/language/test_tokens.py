import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daogou.language.tokens import Tokens, phrase_key


@pytest.fixture(scope="module")
def tokens():
    return Tokens(["连衣裙"])


def test_english_words_are_stemmed_and_stop_words_left_out(tokens):
    assert tokens("Dresses for the Women’s party") == ["dress", "women", "parti"]


def test_chinese_is_cut_in_search_mode_and_keeps_the_own_words(tokens):
    found = tokens("红色的连衣裙")
    assert "连衣裙" in found
    assert "红色" in found
    assert "的" not in found


@pytest.mark.parametrize("typed", ["WH-1000XM4", "wh1000xm4", "WH 1000XM4"])
def test_spellings_of_a_model_number_meet(tokens, typed):
    assert set(tokens(typed)) & set(tokens("Sony WH-1000XM4"))


def test_a_compound_gives_itself_and_its_parts(tokens):
    assert tokens("dv7-1211ea") == ["dv7", "1211ea", "dv71211ea"]


@pytest.mark.parametrize("typed", ["t-shirt", "t shirt", "tshirt", "T-Shirts"])
def test_spellings_of_t_shirt_meet(tokens, typed):
    assert "tshirt" in tokens(typed)


def test_a_letter_before_chinese_makes_one_word_with_it(tokens):
    assert "t恤" in tokens("纯棉T恤")


def test_a_decimal_number_with_its_unit_stays_whole(tokens):
    assert tokens("43.2 cm") == ["43.2cm"]


def test_words_of_one_shop_do_not_leak_into_another(tokens):
    mine = Tokens(["红裙侠"])
    assert "红裙侠" in mine("红裙侠 衣服")
    assert "红裙侠" not in tokens("红裙侠 衣服")


@settings(deadline=None)  # the first example loads the dictionary
@given(st.text(max_size=60))
def test_any_text_can_be_cut(text):
    found = Tokens()(text)
    assert all(token and not token.isspace() for token in found)


def test_a_name_has_one_key_in_singular_and_plural():
    assert phrase_key("V-Necks") == phrase_key("v neck") == ("v", "neck")
    assert phrase_key("酒红") == ("酒", "红")
