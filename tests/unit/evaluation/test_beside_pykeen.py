"""Our scores and our evaluator against PyKEEN's, on the same numbers."""

from importlib.util import find_spec

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs torch")

from daogou.graph.embedding import Model
from daogou.graph.embedding_recipe import Recipe
from daogou.graph.lesson import Lesson
from daogou.graph.ranking_evaluation import rank_facts

pytestmark = [
    pytest.mark.skipif(not find_spec("pykeen"), reason="needs PyKEEN"),
    pytest.mark.filterwarnings("ignore"),  # PyKEEN's own
]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["complex", "transe"])
def test_the_same_numbers_have_the_same_mrr(name):
    from daogou.evaluation.beside_pykeen import taught_by_pykeen  # seconds, in every process that collects

    random = np.random.default_rng(3)
    triples = np.unique(random.integers(0, [40, 3, 40], (400, 3)), axis=0)
    random.shuffle(triples)
    train, test = triples[:300], triples[300:]
    lesson = Lesson(tuple(f"e:{i}" for i in range(40)), ("a", "b", "c"), train)
    recipe = Recipe(epochs=2, batch=64, weigh=0.0, threads=1)
    theirs = taught_by_pykeen(lesson, Model(name, {"dim": 8}), recipe, test, [train, test], seed=1)
    ours = rank_facts(theirs.embedding, test, [train, test]).metrics()
    assert ours["mrr"] == pytest.approx(theirs.mrr, abs=5e-5)
    assert theirs.epoch_s > 0
