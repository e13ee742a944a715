import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array

from daogou.recommend.relations import by_links
from daogou.recommend.walk_weights import mixture_weights, relation_weights


def test_parts_that_never_explain_the_same_share_as_they_explain():
    chances = np.array([[0.5, 0.5, 0.5, 0.0], [0.0, 0.0, 0.0, 0.1]])
    np.testing.assert_allclose(mixture_weights(chances), [0.75, 0.25])


@given(arrays(np.float64, (3, 6), elements=st.floats(0.01, 1)))
def test_no_weights_nearby_make_the_observations_likelier(chances):
    weights = mixture_weights(chances)
    assert weights.sum() == pytest.approx(1)
    likelihood = np.log(weights @ chances).sum()
    for towards in np.eye(3):
        nearby = 0.9 * weights + 0.1 * towards
        assert np.log(nearby @ chances).sum() <= likelihood + 0.05  # 100 rounds come near, not to the end


def test_the_relation_that_shoppers_follow_weighs_more():
    links = by_links({"followed": np.array([[0, 1], [1, 2]]), "ignored": np.array([[0, 2], [1, 0]])}, 3)
    starts = csr_array(np.array([[1, 0, 0], [0, 1, 0]], np.float32))
    weights = dict(relation_weights(links, starts, np.array([1, 2])))
    assert weights["followed"] > 0.99
    assert "ignored" not in weights


def test_without_acts_all_relations_weigh_alike():
    links = by_links({"a": np.array([[0, 1]]), "b": np.array([[1, 0]])}, 2)
    nobody = csr_array((0, 2), dtype=np.float32)
    assert relation_weights(links, nobody, np.zeros(0, np.int64)) == [("a", 0.5), ("b", 0.5)]
    assert relation_weights([], nobody, np.zeros(0, np.int64)) == []
