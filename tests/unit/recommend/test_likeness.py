"""Scores by likeness, computed by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.core.progress import SILENT
from daogou.recommend.history import History, history_of
from daogou.recommend.likeness import Likeness, Strength, likenesses
from daogou.recommend.nearest import nearest_of_each
from daogou.recommend.trait_vectors import trait_vectors

# unit vectors: 0 and 1 have cosine .6, 0 and 2 have .8, 1 and 2 have 0, 3 has no vector
VECTORS = np.array([[1, 0], [0.6, -0.8], [0.8, 0.6], [0, 0]], np.float32)
SHARES = np.array([[0.5, 0.5], [0.5, 0.5], [0.9, 0.1], [0, 0]], np.float32)


def likeness(*, sharpness=2, trait_weight=0.0, half_life_acts=0.0, traits=(), kept=None):
    strength = Strength(sharpness, trait_weight, half_life_acts)
    return made(VECTORS, ("picture", "text"), SHARES, trait_vectors(traits, 4), strength, kept)


def made(vectors, modalities, shares, traits, strength, kept=None):
    rows, n = likenesses(vectors, traits, strength), len(vectors)
    near = nearest_of_each(rows, n, kept or n, SILENT)
    return Likeness(vectors, modalities, shares, traits, strength, near)


def acts(items, weights):
    return History(np.array(items), np.array(weights, np.float32), np.zeros(len(items)))


def test_a_score_is_the_sum_of_sharpened_cosines():
    (scores,) = likeness().scores([history_of([0, 1])])
    np.testing.assert_allclose(scores, [1 + 0.36, 0.36 + 1, 0.64 + 0, 0], rtol=1e-5)


def test_what_points_away_counts_nothing_instead_of_something():
    opposite = made(
        np.array([[1, 0], [-1, 0]], np.float32),
        ("text",),
        np.ones((2, 1), np.float32),
        trait_vectors((), 2),
        Strength(2, 0.0, 0.0),
    )
    assert opposite.scores([history_of([0])])[0, 1] == 0


def test_older_acts_count_half_after_so_many_newer_ones():
    (scores,) = likeness(half_life_acts=1.0).scores([history_of([0, 1])])
    np.testing.assert_allclose(scores, [0.5 + 0.36, 0.18 + 1, 0.32, 0], rtol=1e-5)


def test_what_is_disliked_is_subtracted():
    (scores,) = likeness().scores([acts([0, 1], [1, -2])])
    np.testing.assert_allclose(scores, [1 - 0.72, 0.36 - 2, 0.64, 0], rtol=1e-5)


def test_shared_traits_add_to_the_score():
    both = likeness(trait_weight=0.5, traits=[["red"], [], ["red", "wool"], ["wool"]])
    # ln(4/2) for both traits: product 2 is (1, 1) / sqrt(2)
    (scores,) = both.scores([history_of([0])])
    np.testing.assert_allclose(scores, [1 + 0.5, 0.36, 0.64 + 0.5 / 2**0.5, 0], rtol=1e-5)


def test_many_liked_products_are_added():
    random = np.random.default_rng(0)
    vectors = random.normal(size=(60, 5)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    many = made(vectors, ("text",), np.ones((60, 1), np.float32), trait_vectors((), 60), Strength(4, 0, 0))
    liked = np.arange(50)
    by_hand = (np.maximum(vectors[liked] @ vectors.T, 0) ** 4).sum(axis=0)
    np.testing.assert_allclose(many.scores([history_of(liked)])[0], by_hand, rtol=1e-4)


def test_evidence_says_what_neighbours_modalities_and_traits_gave():
    both = likeness(trait_weight=0.5, traits=[["red"], [], ["red", "wool"], ["wool"]])
    evidence = {(e.kind, e.product, e.what): e.weight for e in both.explain(history_of([0, 1]), 2)}
    # shares of products 0 and 2 together: picture .7, text .3; so .6 of the nearness .64 is said by both
    assert evidence == {
        ("neighbour", 0, ""): pytest.approx(0.64 * 0.6, rel=1e-5),
        ("modality", 0, "picture"): pytest.approx(0.64 * 0.4, rel=1e-5),
        ("attribute", 0, "red"): pytest.approx(0.5 / 2**0.5, rel=1e-5),
    }


def test_an_act_without_which_the_score_would_rise_is_no_evidence():
    # product 1 is hardly like product 0, and its act halves what product 2's says
    fading = likeness(half_life_acts=1.0, sharpness=8)
    history = history_of([2, 1])
    with_both, without = fading.scores([history, history.without([1])])[:, 0]
    assert without > with_both
    assert {one.product for one in fading.explain(history, 0)} == {2}


@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=6),
    st.integers(0, 3),
    st.sampled_from([0.0, 2.0]),
)
def test_evidence_adds_up_to_the_score_where_nothing_fades(items, product, trait_weight):
    scoring = likeness(trait_weight=trait_weight, traits=[["red"], ["wool"], ["red", "wool"], ["wool"]])
    history = history_of(items)
    evidence = scoring.explain(history, product)
    assert sum(one.weight for one in evidence) == pytest.approx(
        float(scoring.scores([history])[0, product]), rel=1e-4, abs=1e-6
    )
    assert {one.product for one in evidence} <= set(items)


def test_a_product_speaks_for_its_nearest_ones_only_and_so_does_its_evidence():
    """Product 0 is like 2 (.64) and 1 (.36), product 1 like 0 only; two of each are kept, itself first."""
    nearest = likeness(kept=2)
    (scores,) = nearest.scores([history_of([0])])
    np.testing.assert_allclose(scores, [1, 0, 0.64, 0], rtol=1e-5)
    assert nearest.explain(history_of([0]), 1) == ()
    assert {one.product for one in nearest.explain(history_of([0, 1]), 0)} == {0, 1}
    np.testing.assert_allclose(nearest.similar(0), [0, 0.36, 0.64, 0], rtol=1e-5)  # of all
