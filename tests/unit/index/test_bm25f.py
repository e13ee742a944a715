"""BM25F against arithmetic."""

from math import log

import pytest

from daogou.index.text import ROLE


def test_scores_are_the_formula(tmp_path):
    rows = [{"title": ["red", "red", "dress"], "text": ["red"]}, {"title": ["blue"], "text": ["a", "b", "c"]}]
    index = ROLE.open("bm25f", {"k1": 1.2, "b": 0.5}).build(tmp_path, rows)
    # title: mean length 2, row 0 has 3: dilution .5 + .5 * 3/2 = 1.25, 2 times: 2 / 1.25 = 1.6, boost 3
    # text: mean length 2, row 0 has 1: dilution .5 + .5 * 1/2 = .75, once: 1 / .75
    times = 3 * 1.6 + 1 / 0.75
    idf = log(1 + (2 - 1 + 0.5) / (1 + 0.5))
    found = index.search(["red"], 5, boosts={"title": 3.0})
    assert found.rows.tolist() == [0]
    assert found.scores[0] == pytest.approx(idf * times / (1.2 + times), rel=1e-5)
