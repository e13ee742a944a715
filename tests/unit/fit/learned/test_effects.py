import numpy as np
import pytest

from daogou.fit.learned.effects import effects, left_out, out_of_fold

KEYS = np.array(["a", "a", "a", "b"])
VALUES = np.array([[1.0], [2.0], [6.0], [5.0]])


def test_an_effect_is_a_mean_pulled_towards_zero_with_its_count():
    found = effects(KEYS, VALUES, 3.0).of(np.array(["a", "b", "z"]))
    assert found[:, 0] == pytest.approx([9 / 6, 5 / 4, 0])
    assert found[:, 1] == pytest.approx(np.log1p([3, 1, 0]))


def test_left_out_means_do_without_the_row():
    assert left_out(KEYS, VALUES[:, 0], 1.0) == pytest.approx([8 / 3, 7 / 3, 3 / 3, 0])


def test_a_row_takes_no_part_in_its_own_effect():
    chance = np.random.default_rng(0)
    keys, values = chance.integers(0, 5, 200).astype(str), chance.normal(size=(200, 1))
    before = out_of_fold(keys, values, 2.0, seed=4)
    values[17] += 100
    after = out_of_fold(keys, values, 2.0, seed=4)
    assert after[17] == pytest.approx(before[17])
    assert not np.allclose(after, before)
