import numpy as np

from daogou.features.kernel_ridge import blocks_of, gaussian, solve
from daogou.features.rows import unit_rows


def test_held_out_scores_are_those_of_teaching_without_the_block():
    random = np.random.default_rng(0)
    rows = unit_rows(random.normal(size=(30, 5)))
    target = np.sign(random.normal(size=(30, 3))).astype(np.float32)
    kernel = gaussian(rows @ rows.T, 2.0)
    blocks = blocks_of([str(n % 11) for n in range(30)], 4, seed=1)
    held_out = solve(kernel.copy(), 0.1).held_out(target, blocks)
    for block in blocks:
        rest = np.setdiff1d(np.arange(30), block)
        regular = kernel[np.ix_(rest, rest)] + 0.1 * np.eye(len(rest))
        expected = kernel[np.ix_(block, rest)] @ np.linalg.solve(regular, target[rest])
        np.testing.assert_allclose(held_out[block], expected, atol=1e-3)


def test_a_gaussian_of_equal_unit_rows_is_one():
    assert gaussian(np.array([1, 0], np.float32), 3.0).tolist() == [1, np.float32(np.exp(-3))]


def test_groups_stay_in_one_block_and_every_row_is_in_one():
    groups = ["a", "b", "a", "c", "d", "b", "e"]
    blocks = blocks_of(groups, 3, seed=0)
    assert sorted(np.concatenate(blocks).tolist()) == list(range(7))
    for block in blocks:
        inside = {groups[row] for row in block}
        assert not inside & {groups[row] for row in range(7) if row not in block}


def test_fewer_groups_than_blocks_give_fewer_blocks():
    assert len(blocks_of(["a", "a", "b"], 5, seed=0)) == 2
    assert blocks_of([], 5, seed=0) == []
