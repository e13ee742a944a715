"""Every diversifier trades goodness for variety as much as it is told to, and no more."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daogou.core.errors import BadOption
from daogou.recommend.diversity import ROLE

# two red dresses, nearly alike and the best; a blue coat, worse; a green hat, worse still
SCORES = np.array([0.9, 1.0, 0.6, 0.5], np.float32)
VECTORS = np.array([[1, 0.05, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]], np.float32)
VECTORS /= np.linalg.norm(VECTORS, axis=1, keepdims=True)


@pytest.fixture(params=ROLE.names())
def diversifier(request):
    return ROLE.open(request.param)


def test_without_a_share_for_variety_the_best_come_in_order(diversifier):
    assert diversifier.choose(SCORES, VECTORS, 4, 0.0).tolist() == [1, 0, 2, 3]


def test_with_half_of_it_the_twin_of_the_best_has_to_wait(diversifier):
    chosen = diversifier.choose(SCORES, VECTORS, 3, 0.5).tolist()
    assert chosen[0] == 1
    assert chosen[1] == 2
    assert chosen != [1, 0, 2]


def test_equal_scores_keep_their_order_without_variety(diversifier):
    assert diversifier.choose(np.ones(5, np.float32), np.eye(5, dtype=np.float32), 5, 0.0).tolist() == [
        0,
        1,
        2,
        3,
        4,
    ]


def test_who_is_like_nothing_is_never_too_alike(diversifier):
    vectors = np.zeros((4, 3), np.float32)
    assert sorted(diversifier.choose(SCORES, vectors, 4, 0.7).tolist()) == [0, 1, 2, 3]


@pytest.mark.parametrize(("n", "k"), [(0, 3), (3, 0)])
def test_nothing_to_choose_gives_nothing(diversifier, n, k):
    assert diversifier.choose(np.ones(n, np.float32), np.eye(n, 3, dtype=np.float32), k, 0.5).tolist() == []


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 25), st.integers(1, 30), st.floats(0, 1), st.integers(0, 2**16))
@pytest.mark.parametrize("name", ROLE.names())
def test_nobody_is_chosen_twice_and_the_best_comes_first(name, n, k, share, seed):
    random = np.random.default_rng(seed)
    scores = random.normal(size=n).astype(np.float32)
    vectors = random.normal(size=(n, 4)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    chosen = ROLE.open(name).choose(scores, vectors, k, share).tolist()
    assert len(chosen) == len(set(chosen)) == min(n, k)
    assert chosen[0] == int(np.argmax(scores))


def test_mmr_takes_what_its_formula_says():
    good = (SCORES - SCORES.min()) / (SCORES.max() - SCORES.min())
    left, chosen = {0, 2, 3}, [1]
    while left:
        worth = {p: 0.6 * good[p] - 0.4 * max(float(VECTORS[p] @ VECTORS[c]) for c in chosen) for p in left}
        chosen.append(max(sorted(left), key=worth.__getitem__))
        left.remove(chosen[-1])
    assert ROLE.open("mmr").choose(SCORES, VECTORS, 4, 0.4).tolist() == chosen


def test_dpp_adds_what_makes_the_determinant_largest():
    good = (SCORES - SCORES.min()) / (SCORES.max() - SCORES.min())
    alike = (1 + VECTORS @ VECTORS.T).astype(float) / 2 * 0.95
    np.fill_diagonal(alike, 1)
    length = np.exp(2 * (1 - 0.6) / 0.6 * good / 2)
    kernel = length[:, None] * alike * length
    chosen = [1]
    while len(chosen) < 4:
        left = [p for p in range(4) if p not in chosen]
        chosen.append(max(left, key=lambda p: np.linalg.det(kernel[np.ix_([*chosen, p], [*chosen, p])])))
    assert ROLE.open("dpp").choose(SCORES, VECTORS, 4, 0.6).tolist() == chosen


def test_a_negative_strength_is_refused():
    with pytest.raises(BadOption, match="strength"):
        ROLE.open("dpp", {"strength": -1.0})
