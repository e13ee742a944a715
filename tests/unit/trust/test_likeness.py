import numpy as np

from daogou.trust.likeness import Likeness


def test_near_copies_are_grouped_and_strangers_are_not():
    random = np.random.default_rng(1)
    vectors = random.uniform(size=(3000, 50)).astype(np.float32)
    vectors[2000:2100] = vectors[:100] + random.normal(0, 0.003, (100, 50)).astype(np.float32)
    groups = Likeness(vectors).groups(0.995)
    assert groups == [[row, row + 2000] for row in range(100)]


def test_rows_of_zeros_are_no_pictures():
    vectors = np.zeros((4, 3), np.float32)
    vectors[0] = (1, 0, 0)
    likeness = Likeness(vectors)
    assert likeness.groups() == []
    assert likeness.same(0, 1) is None


def test_ten_thousand_placeholders_are_one_group():
    vectors = np.random.default_rng(0).uniform(size=(10_100, 20)).astype(np.float32)
    vectors[:10_000] = vectors[0]
    assert Likeness(vectors).groups() == [list(range(10_000))]


def test_one_picture_only_is_the_same_as_itself():
    assert Likeness(np.ones((2, 3), np.float32)).same(0, 1) is True
