"""Chances that come true, on a shop whose facts were hidden by us."""

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs torch")

from daogou.core.triple import Triple
from daogou.graph.calibration import calibration_error
from daogou.graph.embedding import Model
from daogou.graph.embedding_recipe import Recipe
from daogou.graph.lesson import lesson_of
from daogou.graph.link_prediction import evidence_for
from daogou.graph.link_training import hidden_facts, learn_links

RECIPE = Recipe(epochs=25, batch=64, rate=0.1, regularise=0.01, threads=1)
MODEL = Model("complex", {"dim": 16})


def shop(products: int = 400, faithful: float = 0.85, seed: int = 1):
    """The material tells the season 85 times in 100; the colour tells nothing."""
    random = np.random.default_rng(seed)
    facts = []
    for number in range(products):
        material = number % 4
        season = material if random.random() < faithful else int(random.integers(4))
        facts += [
            (f"product:{number}", "made_of", f"material:{material}"),
            (f"product:{number}", "for_season", f"season:{season}"),
            (f"product:{number}", "has_colour", f"colour:{random.integers(5)}"),
        ]
    return facts


def test_hiding_takes_no_entity_or_relation_its_last_fact():
    lesson = lesson_of(Triple(*fact) for fact in [*shop(50), ("shop:1", "sells", "product:1")])
    hidden = hidden_facts(lesson.triples, np.random.default_rng(0))
    kept = lesson.triples[~hidden]
    assert 0 < hidden.sum() <= 0.1 * len(lesson.triples)
    assert set(kept[:, [0, 2]].ravel()) == set(lesson.triples[:, [0, 2]].ravel())
    assert set(kept[:, 1]) == set(lesson.triples[:, 1])


def test_chances_come_true_about_as_often_as_they_say():
    facts = shop()
    random = np.random.default_rng(7)
    seasons = [fact for fact in facts if fact[1] == "for_season"]
    removed = {seasons[row] for row in random.permutation(len(seasons))[:40]}
    lesson = lesson_of(Triple(*fact) for fact in facts if fact not in removed)
    predictor = learn_links(lesson, MODEL, RECIPE, seed=0)
    proposals = [predictor.complete(head, "for_season", limit=4) for head, _, _ in sorted(removed)]
    chances = np.array([p.confidence for each in proposals for p in each])
    is_true = np.array([p.fact in removed for each in proposals for p in each])
    assert calibration_error(chances, is_true) < 0.25  # 160 chances: noise alone makes about .05
    best = np.array([each[0].fact in removed for each in proposals])
    assert best.mean() > 0.7
    assert chances[is_true].mean() > chances[~is_true].mean() + 0.3
    likeliest = np.array([each[0].confidence for each in proposals])
    assert abs(likeliest.mean() - best.mean()) < 0.15  # 40 questions: noise alone makes about .06


def test_the_same_seed_gives_the_same_proposals():
    lesson = lesson_of(Triple(*fact) for fact in shop(60))
    recipe = Recipe(epochs=3, batch=64, threads=1)
    first, second = (learn_links(lesson, MODEL, recipe, seed=2) for _ in range(2))
    assert first.platts == second.platts
    assert first.propose(at_least=0.0, limit=5) == second.propose(at_least=0.0, limit=5)


def test_a_graph_of_one_fact_is_learnt_without_hiding_it():
    lesson = lesson_of([Triple("product:1", "has_colour", "colour:red")])
    predictor = learn_links(lesson, MODEL, Recipe(epochs=1, threads=1))
    assert set(predictor.platts) == {""}
    assert predictor.propose(at_least=0.0) == []


def test_evidence_is_finite_even_where_one_candidate_has_it_all():
    lesson = lesson_of([Triple("product:1", "has_colour", "colour:red")])
    predictor = learn_links(lesson, MODEL, Recipe(epochs=1, threads=1))
    alone = evidence_for(predictor.embedding, np.array([1]), 0, np.array([0]))
    assert np.isfinite(alone).all()
