"""Columns of evidence, ordered and told."""

import numpy as np

from daogou.recommend.evidence import Evidence
from daogou.recommend.pieces import Pieces, nameless, pieces_of, told

LIKE = nameless("neighbour", np.array([0, 1, 0]), np.array([1, 5, 3], np.float32), np.array([7, 8, 9]))
TRAITS = Pieces(
    "attribute", np.array([0]), np.array([2], np.float32), np.array([7]), np.array([1]), ("red", "wool")
)


def test_each_product_is_told_its_own_heaviest_first():
    first, second, third = told([LIKE, TRAITS], 3)
    assert first == (
        Evidence("neighbour", 3.0, 9),
        Evidence("attribute", 2.0, 7, "wool"),
        Evidence("neighbour", 1.0, 7),
    )
    assert second == (Evidence("neighbour", 5.0, 8),)
    assert third == ()


def test_of_many_pieces_ten_are_told():
    many = nameless("path", np.zeros(30, np.int64), np.arange(30, dtype=np.float32), np.arange(30))
    assert [one.product for one in told([many], 1)[0]] == list(range(29, 19, -1))


def test_no_pieces_are_no_evidence():
    assert told([], 2) == [(), ()]


def test_some_pieces_at_other_weights():
    some = LIKE.kept(np.array([True, False, True])).times(2.0)
    assert some.products.tolist() == [7, 9]
    assert some.weights.tolist() == [2, 6]
    assert LIKE.weights.tolist() == [1, 5, 3]


def test_evidence_as_columns_is_told_as_it_was():
    evidence = told([LIKE, TRAITS], 3)
    assert told(pieces_of(evidence), 3) == evidence
