import numpy as np
import pytest

from daogou.features.bag_of_words import learn_bag

TEXTS = [["red", "dress", "red"], ["red", "boots"], ["blue", "boots"], ["odd"]]


def test_weights_are_those_of_scikit_learn():
    feature_extraction = pytest.importorskip("sklearn.feature_extraction.text", reason="needs scikit-learn")
    vectoriser = feature_extraction.TfidfVectorizer(analyzer=lambda words: words, sublinear_tf=True)
    expected = vectoriser.fit_transform(TEXTS).toarray()
    bag = learn_bag(TEXTS, min_texts=1, max_words=100)
    order = [vectoriser.vocabulary_[word] for word in bag.columns]
    np.testing.assert_allclose(bag.matrix(TEXTS).toarray(), expected[:, order], rtol=1e-5)


def test_rare_words_are_left_out_and_the_most_common_come_first():
    bag = learn_bag(TEXTS, min_texts=2, max_words=100)
    assert list(bag.columns) == ["boots", "red"]
    assert list(learn_bag(TEXTS, min_texts=1, max_words=1).columns) == ["boots"]


def test_a_text_of_unknown_words_has_an_empty_row():
    columns, weights = learn_bag(TEXTS, min_texts=1, max_words=100).row(["unheard"])
    assert columns == []
    assert weights.shape == (0,)
