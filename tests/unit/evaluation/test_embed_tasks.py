"""The embedding benchmarks, on a CoDEx of a dozen facts."""

from importlib.util import find_spec

import pytest

pytest.importorskip("torch", reason="needs torch")

from daogou.core.progress import SILENT
from daogou.evaluation.codex import SPLITS
from daogou.evaluation.tasks import ROLE


@pytest.fixture
def data(tmp_path):
    """Who is where: x0 to x11 are in one of three places; the false statements move them."""
    folder = tmp_path / "codex" / "triples" / "codex-s"
    folder.mkdir(parents=True)
    true = [(f"x{i}", "in", f"place{i % 3}") for i in range(12)]
    like = [(f"x{i}", "like", f"x{(i + 3) % 12}") for i in range(12)]
    false = [(f"x{i}", "in", f"place{(i + 1) % 3}") for i in range(12)]
    rows = dict(zip(SPLITS, (true[:8] + like, true[8:10], true[10:], false[8:10], false[10:]), strict=True))
    for split, triples in rows.items():
        (folder / f"{split}.txt").write_text("".join("\t".join(triple) + "\n" for triple in triples))
    return tmp_path


def test_every_model_is_taught_ranked_and_judged(data, tmp_path):
    models = ["transe", "distmult", "complex", "rotate"]
    task = ROLE.open("embed_codex", {"threads": 1, "kept": str(tmp_path)})
    measured = task(data, seed=0, progress=SILENT)
    figures = ("mrr", "hits_1", "hits_3", "hits_10", "accuracy", "chance_error", "train_s")
    assert set(measured.metrics) == {f"{model}_{figure}" for model in models for figure in figures}
    assert all(0 < measured.metrics[f"{model}_mrr"] <= 1 for model in models)
    assert len(measured.read) == len(SPLITS)
    assert "CoDEx-S" in measured.protocol


@pytest.mark.slow
@pytest.mark.skipif(not find_spec("pykeen"), reason="needs PyKEEN")
@pytest.mark.filterwarnings("ignore")  # PyKEEN's own
def test_both_evaluators_agree_and_both_loops_are_timed(data):
    task = ROLE.open("embed_speed", {"dim": 4, "batch": 8, "epochs": 2})
    metrics = task(data, seed=0, progress=SILENT).metrics
    for name in ("complex", "transe"):
        assert metrics[f"{name}_mrr"] == pytest.approx(metrics[f"{name}_pykeen_mrr"], abs=5e-5)
        assert metrics[f"{name}_times_faster"] > 0
