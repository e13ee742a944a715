from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, ndcg_score

from daogou.evaluation.metrics import (
    average_precisions_at_k,
    f1s_at_k,
    hits_at_k,
    joined,
    ndcg_at_k,
    ndcgs_at_k,
    places_of,
    precision_at_k,
    precisions_at_k,
    recall_at_k,
    recalls_at_k,
    reciprocal_rank,
    reciprocal_ranks_at_k,
)

ALL = (
    average_precisions_at_k,
    f1s_at_k,
    hits_at_k,
    ndcgs_at_k,
    precisions_at_k,
    recalls_at_k,
    reciprocal_ranks_at_k,
)

# the first wanted what stands at 2 and 7, the second at 1, 3 and 4, the third at 6
PLACES = joined([np.array([7.0, 2.0]), np.array([3.0, 1.0, 4.0]), np.array([6.0])])


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        (precisions_at_k, [1 / 4, 3 / 4, 0]),
        (recalls_at_k, [1 / 2, 1, 0]),
        (f1s_at_k, [1 / 3, 6 / 7, 0]),
        (hits_at_k, [1, 1, 0]),
        (reciprocal_ranks_at_k, [1 / 2, 1, 0]),
        (average_precisions_at_k, [(1 / 2) / 2, (1 + 2 / 3 + 3 / 4) / 3, 0]),
        (
            ndcgs_at_k,
            [
                (1 / log2(3)) / (1 + 1 / log2(3)),
                (1 + 1 / log2(4) + 1 / log2(5)) / (1 + 1 / log2(3) + 1 / log2(4)),
                0,
            ],
        ),
    ],
)
def test_each_metric_gives_what_arithmetic_gives_at_4(metric, expected):
    np.testing.assert_allclose(metric(PLACES, 4), expected)


def test_who_wanted_more_than_k_products_can_still_reach_1():
    places = joined([np.array([1.0, 2.0, 3.0])])
    assert ndcgs_at_k(places, 2) == 1
    assert average_precisions_at_k(places, 2) == 1
    assert recalls_at_k(places, 2) == pytest.approx(2 / 3)


@pytest.mark.parametrize("metric", ALL)
def test_who_wanted_nothing_gets_0_and_nobody_gives_an_empty_array(metric):
    assert metric(joined([np.zeros(0)]), 3).tolist() == [0]
    assert metric(joined([]), 3).shape == (0,)


def rankings(seed: int, n: int, n_products: int):
    random = np.random.default_rng(seed)
    scores = random.permuted(np.tile(np.arange(n_products, dtype=np.float32), (n, 1)), axis=1)
    wanted = [random.permutation(n_products)[: random.integers(1, 6)] for _ in range(n)]
    relevance = np.zeros((n, n_products))
    for row, products in zip(relevance, wanted, strict=True):
        row[products] = 1
    return scores, wanted, relevance


@pytest.mark.parametrize("k", [1, 3, 10, 40])
def test_ndcg_is_that_of_scikit_learn(k):
    scores, wanted, relevance = rankings(1, 50, 40)
    ours = ndcgs_at_k(places_of(scores, wanted), k)
    theirs = [ndcg_score([truth], [row], k=k) for truth, row in zip(relevance, scores, strict=True)]
    np.testing.assert_allclose(ours, theirs)


def test_average_precision_over_the_whole_ranking_is_that_of_scikit_learn():
    scores, wanted, relevance = rankings(2, 50, 40)
    ours = average_precisions_at_k(places_of(scores, wanted), 40)
    theirs = [average_precision_score(truth, row) for truth, row in zip(relevance, scores, strict=True)]
    np.testing.assert_allclose(ours, theirs)


@pytest.mark.parametrize("k", [1, 5, 20])
def test_metrics_agree_with_those_of_ranked_lists(k):
    scores, wanted, _ = rankings(3, 50, 30)
    places = places_of(scores, wanted)
    lists = np.argsort(-scores, axis=1)
    pairs = list(zip(lists.tolist(), [set(one.tolist()) for one in wanted], strict=True))
    np.testing.assert_allclose(precisions_at_k(places, k), [precision_at_k(r, w, k) for r, w in pairs])
    np.testing.assert_allclose(recalls_at_k(places, k), [recall_at_k(r, w, k) for r, w in pairs])
    np.testing.assert_allclose(
        ndcgs_at_k(places, k), [ndcg_at_k(r, dict.fromkeys(w, 1.0), k) for r, w in pairs]
    )
    np.testing.assert_allclose(
        reciprocal_ranks_at_k(places, k), [reciprocal_rank(r[:k], w) for r, w in pairs]
    )


@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=12),
    st.data(),
    st.integers(1, 12),
)
def test_every_metric_lies_between_0_and_1_however_many_scores_are_equal(scores, data, k):
    n = len(scores)
    wanted = data.draw(st.lists(st.integers(0, n - 1), min_size=1, max_size=n, unique=True))
    places = places_of(np.array([scores], np.float32), [np.array(wanted)])
    for metric in ALL:
        assert 0 <= metric(places, k)[0] <= 1 + 1e-12
