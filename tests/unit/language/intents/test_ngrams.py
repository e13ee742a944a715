import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from daogou.language.intents.ngrams import learn_ngrams, pieces


def test_a_word_gives_itself_and_its_pieces_with_blanks_at_its_ends() -> None:
    assert list(pieces("Ab")) == ["w=ab", " a", "ab", "b ", " ab", "ab ", " ab "]


def test_two_words_give_their_pair() -> None:
    assert "w=my order" in set(pieces("my order"))


def test_a_chinese_run_gives_runs_of_one_to_three_characters() -> None:
    assert list(pieces("退货吗")) == ["退", "货", "吗", "退货", "货吗", "退货吗"]


def test_rows_are_weighted_by_rarity_by_hand() -> None:
    ngrams = learn_ngrams(["退", "退货"])  # 退 in two texts, 货 and 退货 in one
    common, rare = 1 + np.log(3 / 3), 1 + np.log(3 / 2)
    row = ngrams(["退货"]).toarray()[0]
    expected = np.array([common, rare, rare]) / np.sqrt(common**2 + 2 * rare**2)
    np.testing.assert_allclose(np.sort(row), np.sort(expected), rtol=1e-6)


@given(st.lists(st.text(max_size=30), max_size=5))
def test_rows_are_unit_or_empty(texts: list[str]) -> None:
    norms = np.sqrt(learn_ngrams(["where is my order", "我要退货"])(texts).power(2).sum(axis=1))
    assert all(abs(norm - 1) < 1e-5 or norm == 0 for norm in np.asarray(norms).ravel())


def test_a_text_without_a_known_feature_gives_an_empty_row() -> None:
    assert learn_ngrams(["abc"])(["zzz", ""]).nnz == 0
