import numpy as np
import pytest

from daogou.core.errors import NotFound
from daogou.evaluation.amazon_google import FOLDER, best_threshold, read_amazon_google
from daogou.features.offers import Offer


def test_lines_become_judged_pairs(tmp_path):
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    first = "COL title VAL photo editor 3 COL manufacturer VAL acme COL price VAL 9.5 "
    second = "COL title VAL photo editor COL manufacturer VAL  COL price VAL  "
    (folder / "valid.txt").write_text(f"{first}\t{second}\t1\n{second}\t{first}\t0\n")
    judged = read_amazon_google(tmp_path, "valid")
    assert judged.pairs[0] == (Offer("photo editor 3", "acme", 9.5), Offer("photo editor", "", None))
    assert judged.same == (True, False)


def test_missing_data_is_named(tmp_path):
    with pytest.raises(NotFound, match="amazon_google"):
        read_amazon_google(tmp_path, "train")


def test_the_threshold_is_the_score_that_gives_the_best_f1():
    same = np.array([True, False, True, False])
    # from .9 on: F1 2/3; from .8: 1/2; from .7: 4/5; all: 2/3
    assert best_threshold(same, np.array([0.9, 0.8, 0.7, 0.1])) == pytest.approx(0.7)
