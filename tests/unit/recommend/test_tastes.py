"""One history with some product left out, against histories that really lack it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.recommend.fading import disliked_matrix, faded_matrix
from daogou.recommend.history import History, history_of
from daogou.recommend.recommenders.knowledge_graph import starts_of, starts_without
from daogou.recommend.tastes import NOTHING, tastes

N = 9
ACTS = st.lists(st.tuples(st.integers(0, N - 1), st.sampled_from([-3.0, -1.0, 1.0, 2.0])), max_size=12)


def history_with(acts) -> History:
    items = np.array([item for item, _ in acts], np.int64)
    return History(items, np.array([said for _, said in acts], np.float32), np.zeros(len(acts)))


def without_each(history: History) -> tuple[np.ndarray, list[History]]:
    left_out = np.append(NOTHING, np.unique(history.items))
    return left_out, [history.without([one]) for one in left_out.tolist()]


@given(acts=ACTS, half_life=st.sampled_from([0.0, 1.0, 3.0]))
def test_leaving_out_a_product_is_having_a_history_without_it(acts, half_life):
    history = history_with(acts)
    left_out, really = without_each(history)
    found = tastes(history, half_life, left_out)
    liked = faded_matrix(really, N, half_life).toarray()[:, found.products]
    disliked = disliked_matrix(really, N).toarray()[:, found.products]
    np.testing.assert_allclose(found.liked, liked, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(found.disliked, disliked, rtol=1e-6)


@given(acts=ACTS)
def test_walks_start_as_from_a_history_without_the_product(acts):
    history = history_with(acts)
    left_out, really = without_each(history)
    starts = starts_without(history, left_out, 0.7)
    expected = starts_of(really, N, 0.7).toarray()
    found = np.zeros_like(expected)
    found[:, starts.products] = starts.often
    np.testing.assert_allclose(found, expected, rtol=1e-5)


def test_nothing_left_out_by_hand():
    """With a half-life of one act: 4, then 2, then 4 again."""
    found = tastes(history_of([4, 2, 4]), 1.0)
    assert found.products.tolist() == [2, 4]
    np.testing.assert_allclose(found.liked, [[0.5, 1.25]])
    assert not found.disliked.any()


@pytest.mark.parametrize("half_life", [0.0, 2.0])
def test_who_did_nothing_tastes_nothing(half_life):
    assert tastes(history_of([]), half_life).liked.shape == (1, 0)
