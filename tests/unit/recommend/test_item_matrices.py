"""Matrices between products, against what numpy makes of the same definitions in full."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array, random_array

from daogou.core.errors import BadOption
from daogou.core.progress import SILENT
from daogou.recommend.gram_inverse import dense, farthest_from_zero, sparse
from daogou.recommend.history import History, history_of
from daogou.recommend.interactions import interactions_of
from daogou.recommend.item_weights import ItemWeights
from daogou.recommend.lesson import Lesson
from daogou.recommend.neighbours import top_products
from daogou.recommend.recommenders import ROLE

N = 12


def acts(seed: int = 0, shoppers: int = 40, density: float = 0.3) -> csr_array:
    random = np.random.default_rng(seed)
    matrix = random_array((shoppers, N), density=density, rng=random, dtype=np.float32, format="csr")
    matrix.data[:] = 1
    return csr_array(matrix)


def unchanged(rows, columns, values):
    return values


def expected_ease(matrix: csr_array, l2: float) -> np.ndarray:
    x = matrix.toarray().astype(np.float64)
    inverse = np.linalg.inv(x.T @ x + l2 * np.eye(N))
    weights = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0)
    return weights


# Neighbours ---------------------------------------------------------------------------------------


@given(seed=st.integers(0, 50), most=st.integers(1, N), at_once=st.sampled_from([1, 30, 10_000]))
def test_the_largest_entries_are_those_of_the_whole_product_however_it_is_cut(seed, most, at_once):
    matrix = acts(seed)
    whole = (matrix.T @ matrix).toarray()
    np.fill_diagonal(whole, 0)
    cut = top_products(csr_array(matrix.T), matrix, most, unchanged, SILENT, at_once=at_once)
    top = cut.toarray()
    for row, kept in zip(whole, top, strict=True):
        order = sorted(range(N), key=lambda j: (-row[j], j))[:most]
        expected = np.zeros(N)
        expected[order] = row[order]
        np.testing.assert_array_equal(kept, expected)


def test_cosine_neighbours_by_hand():
    """Products 0 and 1 share both shoppers, 2 shares one of its two with each."""
    lesson = Lesson(interactions_of([history_of([0, 1, 2]), history_of([0, 1]), history_of([2])], 3))
    plain = {"shrinkage": 0.0, "shopper_damping": 0.0}
    recommender = ROLE.open("item_knn", plain).fit(lesson, seed=0, progress=SILENT)
    np.testing.assert_allclose(recommender.similar(0), [0, 1, 0.5])
    np.testing.assert_allclose(recommender.similar(2), [0.5, 0.5, 0])


def test_shrinkage_and_damping_by_hand():
    """Damped, the shopper with two products counts 1/2 in the products and in |x|^2 = 1/2 + 1."""
    lesson = Lesson(interactions_of([history_of([0, 1]), history_of([0]), history_of([1])], 2))
    options = {"shrinkage": 2.0, "shopper_damping": 0.5}
    recommender = ROLE.open("item_knn", options).fit(lesson, seed=0, progress=SILENT)
    np.testing.assert_allclose(recommender.similar(0), [0, 0.5 / (1.5 + 2)], rtol=1e-6)


def test_asymmetry_makes_popular_neighbours_come_forward():
    """Product 1 is in every history, 2 only in those of 0: each shares two shoppers with 0."""
    histories = [history_of([0, 1, 2]), history_of([0, 1, 2]), *[history_of([1, 3])] * 4]
    lesson = Lesson(interactions_of(histories, 4))

    def similar(asymmetry):
        method = ROLE.open("item_knn", {"asymmetry": asymmetry, "shopper_damping": 0.0})
        return method.fit(lesson, seed=0, progress=SILENT).similar(0)

    assert similar(1.0)[1] == similar(1.0)[2]
    assert similar(0.0)[1] < similar(0.5)[1] < similar(0.5)[2]


def test_bm25_lets_what_everybody_has_say_little():
    histories = [*[history_of([0, 1, 2])] * 3, *[history_of([1, 3])] * 20]
    lesson = Lesson(interactions_of(histories, 4))
    similar = ROLE.open("item_knn", {"weighting": "bm25"}).fit(lesson, seed=0, progress=SILENT).similar(0)
    assert similar[2] > 2 * similar[1] > 0


# EASE ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("l2", [0.5, 20.0])
def test_ease_is_the_closed_form(l2):
    np.testing.assert_allclose(
        dense(acts(), l2, N, SILENT).toarray(), expected_ease(acts(), l2), rtol=1e-4, atol=1e-5
    )


def test_ease_without_products_or_shoppers():
    assert dense(csr_array((3, 0), dtype=np.float32), 1.0, 5, SILENT).shape == (0, 0)
    assert dense(csr_array((0, 4), dtype=np.float32), 1.0, 5, SILENT).nnz == 0
    assert sparse(csr_array((0, 4), dtype=np.float32), 1.0, 5, SILENT).nnz == 0


def test_the_sparse_solution_over_all_products_is_the_dense_one():
    matrix = acts(density=0.6)  # every two products share a shopper, so all are neighbours
    assert ((matrix.T @ matrix).toarray() > 0).all()
    np.testing.assert_allclose(
        sparse(matrix, 3.0, N, SILENT).toarray(),
        dense(matrix, 3.0, N, SILENT).toarray(),
        rtol=1e-3,
        atol=1e-5,
    )


def test_the_sparse_solution_regresses_on_the_nearest_products_only():
    matrix = acts(density=0.6)
    weights = sparse(matrix, 3.0, 2, SILENT).toarray()
    assert ((weights != 0).sum(axis=0) <= 2).all()
    x, column = matrix.toarray().astype(np.float64), 4
    own = np.flatnonzero(weights[:, column])
    gram = x[:, own].T @ x[:, own] + 3 * np.eye(len(own))
    expected = np.linalg.solve(gram, x[:, own].T @ x[:, column])
    np.testing.assert_allclose(weights[own, column], expected, rtol=1e-4)


def test_weights_far_below_zero_are_kept_too():
    kept = farthest_from_zero(np.array([[0.1, -3, 0, 2], [1, 0, 0, 0]], np.float32), 2)
    np.testing.assert_array_equal(kept.toarray(), [[0, -3, 0, 2], [1, 0, 0, 0]])


# Scoring --------------------------------------------------------------------------------------------


def weights_of(rows, half_life_acts=0.0) -> ItemWeights:
    return ItemWeights(csr_array(np.array(rows, np.float32)), half_life_acts)


def test_acts_add_up_with_their_weights_and_fade():
    """The older act of weight 2 counts 2 * 1/2 after one newer one."""
    history = History(np.array([0, 1]), np.array([2, 1], np.float32), np.zeros(2))
    fading = weights_of([[0, 0, 3], [0, 0, 1], [0, 0, 0]], half_life_acts=1.0)
    np.testing.assert_allclose(fading.scores([history])[0], [0, 0, 3 + 1])
    np.testing.assert_allclose(weights_of([[0, 0, 3], [0, 0, 1], [0, 0, 0]]).scores([history])[0], [0, 0, 7])


def test_a_dislike_takes_from_neighbours_and_moves_nothing_up():
    """1 speaks for 2 and against 3: disliking 1 lowers 2, itself as much, and leaves 3."""
    recommender = weights_of([[0, 0, 5, 5], [0, 0, 2, -2], [0, 0, 0, 0], [0, 0, 0, 0]], half_life_acts=1.0)
    history = History(np.array([0, 1]), np.array([1, -1], np.float32), np.zeros(2))
    np.testing.assert_allclose(recommender.scores([history])[0], [0, -2, 3, 5])


def test_evidence_is_what_the_score_loses_fading_included():
    """Without the newest act (3) the older one counts in full: 1/2 -> 1, so the loss is 3 - 1/2."""
    recommender = weights_of([[0, 0, 1], [0, 0, 3], [0, 0, 0]], half_life_acts=1.0)
    evidence = recommender.explain(history_of([0, 1]), 2)
    assert [(one.product, one.weight) for one in evidence] == [(1, 2.5), (0, 0.5)]


@given(seed=st.integers(0, 200), half_life_acts=st.sampled_from([0.0, 1.0, 4.0]))
def test_evidence_is_the_difference_between_two_scores(seed, half_life_acts):
    random = np.random.default_rng(seed)
    table = random.normal(size=(6, 6))
    np.fill_diagonal(table, 0)
    recommender = weights_of(table, half_life_acts)
    items = random.integers(0, 6, 9)
    history = History(items, random.choice([1, 2, 0.5, -1], 9).astype(np.float32), np.zeros(9))
    for product in range(6):
        found = {one.product: one.weight for one in recommender.explain(history, product)}
        for other in set(items.tolist()):
            own = history.weights[items == other].sum()
            histories = [history, history.without([other])]
            with_it, without = recommender.scores(histories)[:, product]
            if own > 0:
                assert max(with_it - without, 0) == pytest.approx(found.get(other, 0), abs=1e-4)


def test_what_speaks_against_is_no_evidence():
    assert weights_of([[0, 0, 1], [0, 0, -1], [0, 0, 0]]).explain(history_of([1]), 2) == ()


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("popularity", {"half_life_days": -1.0}),
        ("item_knn", {"weighting": "loud"}),
        ("item_knn", {"neighbours": 0}),
        ("item_knn", {"asymmetry": 1.5}),
        ("ease", {"l2": 0.0}),
        ("ease", {"half_life_acts": -1.0}),
    ],
)
def test_options_that_mean_nothing_are_refused(name, options):
    with pytest.raises(BadOption, match=next(iter(options))):
        ROLE.open(name, options)
