"""Each method against its published formula, by hand."""

import numpy as np
import pytest

from daogou.index import Found
from daogou.search.fusion import ROLE

LISTS = {
    "words": Found(np.array([1, 2, 3]), np.array([10.0, 6.0, 2.0], np.float32)),
    "meaning": Found(np.array([3, 1]), np.array([0.8, 0.4], np.float32)),
}


def scores(name, options):
    fused = ROLE.open(name, options)(LISTS)
    return dict(zip(fused.rows.tolist(), fused.scores.tolist(), strict=True))


def test_weighted_sum():
    # words stretched: 1, .5, 0; meaning: row 3 is 1, row 1 is 0; weights 3/4 and 1/4
    found = scores("weighted_sum", {"words": 3.0, "meaning": 1.0})
    assert found == pytest.approx({1: 0.75, 2: 0.375, 3: 0.25})


def test_reciprocal_rank():
    found = scores("rrf", {"k": 60})
    assert found == pytest.approx({1: 1 / 61 + 1 / 62, 2: 1 / 62, 3: 1 / 63 + 1 / 61})


def test_inverse_square_rank():
    assert scores("isr", {}) == pytest.approx({1: 2 * (1 + 1 / 4), 2: 1 / 4, 3: 2 * (1 / 9 + 1)})


def test_product():
    # factors .1 + .9 * stretched, a missing row counting as 0; the root of two lists
    found = scores("product", {"least": 0.1})
    assert found == pytest.approx({1: (1 * 0.1) ** 0.5, 2: (0.55 * 0.1) ** 0.5, 3: (0.1 * 1) ** 0.5})
