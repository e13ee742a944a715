"""Reading Gowalla and holding a share of it out."""

from pathlib import Path

import numpy as np
import pytest

from daogou.core.errors import NotFound
from daogou.evaluation.gowalla import held_share, read_gowalla
from daogou.recommend.history import history_of
from daogou.recommend.interactions import interactions_of


def test_both_parts_have_the_same_shoppers(tmp_path: Path):
    (tmp_path / "gowalla").mkdir()
    np.savez(
        tmp_path / "gowalla" / "train.npz",
        indptr=np.array([0, 2, 3], np.int32),
        indices=np.array([4, 1, 0], np.int32),
        shape=np.array([2, 5]),
    )
    (tmp_path / "gowalla" / "test.txt").write_text("0 3\n1 2 4\n")
    gowalla = read_gowalla(tmp_path)
    assert gowalla.train.n_products == 5
    assert [one.items.tolist() for one in gowalla.train] == [[4, 1], [0]]
    assert [one.items.tolist() for one in gowalla.test] == [[3], [2, 4]]


def test_without_the_folder_the_error_names_it(tmp_path: Path):
    with pytest.raises(NotFound, match="gowalla"):
        read_gowalla(tmp_path)


def test_a_tenth_of_each_history_is_held_out_and_short_ones_are_left_alone():
    train = interactions_of([history_of(range(30)), history_of(range(5)), history_of(range(4))], 40)
    split = held_share(train, 0.1, seed=0)
    assert [len(one) for one in split.wanted] == [3, 1, 0]
    for before, asked, wanted in zip(train, split.asked, split.wanted, strict=True):
        assert sorted([*asked.items, *wanted]) == before.items.tolist()
    assert split.tested.tolist() == [0, 1]
