"""The Gowalla tasks, on a board of 40 shoppers who each like one of two colours."""

from pathlib import Path

import numpy as np
import pytest

from daogou.core.errors import BadOption, NotFound
from daogou.core.progress import SILENT
from daogou.evaluation.tasks import ROLE

N_PRODUCTS, N_SHOPPERS = 60, 40


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Twelve products of their colour each, three of them for the test."""
    random = np.random.default_rng(0)
    own = [random.permutation(np.arange(shopper % 2, N_PRODUCTS, 2))[:12] for shopper in range(N_SHOPPERS)]
    folder = tmp_path / "gowalla"
    folder.mkdir()
    np.savez(
        folder / "train.npz",
        indptr=9 * np.arange(N_SHOPPERS + 1),
        indices=np.concatenate([items[:9] for items in own]),
        shape=np.array([N_SHOPPERS, N_PRODUCTS]),
    )
    lines = [" ".join(map(str, [shopper, *items[9:]])) for shopper, items in enumerate(own)]
    (folder / "test.txt").write_text("\n".join(lines) + "\n")
    return tmp_path


@pytest.mark.parametrize("stage", ["test", "validation"])
def test_each_method_has_its_figures_and_a_crowd_that_keeps_to_colours_is_understood(data, stage):
    measured = ROLE.open("recommend_gowalla", {"stage": stage, "threads": 1})(data, seed=0, progress=SILENT)
    metrics = measured.metrics
    for method in ("popularity", "item_knn", "graph_filter"):
        for metric in ("recall_at_20", "ndcg_at_20"):
            low, mean, high = (metrics[f"{method}_{metric}{end}"] for end in ("_low", "", "_high"))
            assert 0 <= low <= mean <= high <= 1
    # 21 products of the colour are left, of which 20 are shown: about all of the wanted ones
    assert metrics["graph_filter_recall_at_20"] > 0.85 > metrics["popularity_recall_at_20"]
    assert len(measured.read) == 2


def test_an_unknown_stage_is_refused():
    with pytest.raises(BadOption, match="stage"):
        ROLE.open("recommend_gowalla", {"stage": "train"})


def test_without_the_data_the_folder_is_named(tmp_path):
    with pytest.raises(NotFound, match="gowalla"):
        ROLE.open("recommend_gowalla")(tmp_path, seed=0, progress=SILENT)


def test_both_are_measured_on_the_same_cut(data):
    pytest.importorskip("implicit", reason="needs implicit")
    task = ROLE.open("recommend_speed", {"threads": 1, "rounds": 1, "dim": 2})
    metrics = task(data, seed=0, progress=SILENT).metrics
    for figure in ("ndcg_at_20", "fit_s", "fit_cpu_s", "lists_per_s", "lists_per_cpu_s"):
        assert metrics[f"ours_{figure}"] > 0
        assert metrics[f"implicit_{figure}"] > 0
