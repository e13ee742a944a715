"""Ranks by counting, against ranks by a loop over every entity."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.graph.embedding import Embedding, Model
from daogou.graph.questions import questions_of
from daogou.graph.ranking_evaluation import FactRanks, rank_facts

ENTITIES, RELATIONS = 6, 2


def embedding(seed: int, *, coarse: bool) -> Embedding:
    """``coarse`` rows are whole numbers, so that many scores are equal."""
    random = np.random.default_rng(seed)
    entities, relations = random.normal(size=(ENTITIES, 3)), random.normal(size=(2 * RELATIONS, 3))
    if coarse:
        entities, relations = entities.round(), relations.round()
    names = tuple(f"e:{i}" for i in range(ENTITIES))
    rows = entities.astype(np.float32), relations.astype(np.float32)
    return Embedding(Model("distmult", {"dim": 3}), names, ("a", "b"), *rows)


def naive_rank(model: Embedding, anchor: int, asked: int, answer: int, true: set[int]) -> float:
    scores = model.scores(np.array([anchor]), np.array([asked]))[0]
    rivals = [scores[e] for e in range(ENTITIES) if e == answer or e not in true]
    above = sum(score > scores[answer] for score in rivals)
    level = sum(score == scores[answer] for score in rivals) - 1
    return 1 + above + level / 2


triples = st.tuples(st.integers(0, ENTITIES - 1), st.integers(0, RELATIONS - 1), st.integers(0, ENTITIES - 1))


@given(st.lists(triples, min_size=1), st.lists(triples), st.integers(0, 99), st.booleans())
def test_ranks_are_those_of_a_loop_over_every_entity(facts, more, seed, coarse):
    model = embedding(seed, coarse=coarse)
    ranks = rank_facts(model, np.array(facts), [np.array(more, np.int64).reshape(-1, 3)])
    known = facts + more
    for row, (head, relation, tail) in enumerate(facts):
        tails = {t for h, r, t in known if (h, r) == (head, relation)}
        heads = {h for h, r, t in known if (r, t) == (relation, tail)}
        assert ranks.tails[row] == naive_rank(model, head, relation, tail, tails)
        assert ranks.heads[row] == naive_rank(model, tail, relation + RELATIONS, head, heads)


def test_a_model_that_scores_everything_alike_is_in_the_middle():
    rows = np.zeros((5, 2), np.float32)
    model = Embedding(Model("distmult", {"dim": 2}), tuple("abcde"), ("r",), rows, rows[:2])
    ranks = rank_facts(model, np.array([[0, 0, 1]]), [])
    assert (ranks.tails[0], ranks.heads[0]) == (3, 3)


def test_mrr_and_hits_by_hand():
    ranks = FactRanks(np.array([1.0, 4.0]), np.array([2.0, 20.0]))
    metrics = ranks.metrics()
    assert metrics["mrr"] == pytest.approx((1 + 1 / 4 + 1 / 2 + 1 / 20) / 4)
    assert (metrics["hits_1"], metrics["hits_3"], metrics["hits_10"]) == (0.25, 0.5, 0.75)


@given(st.lists(triples))
def test_questions_hold_every_fact_twice_and_once(facts):
    questions = questions_of(np.array(facts, np.int64).reshape(-1, 3), RELATIONS)
    assert questions.counts.sum() == 2 * len(set(facts))
    rows = questions.rows_of(questions.anchors, questions.asked)
    assert rows.tolist() == list(range(len(questions)))
    place, answers = questions.answers_of(rows)
    stated = {
        (int(questions.anchors[p]), int(questions.asked[p]), int(a))
        for p, a in zip(place, answers, strict=True)
    }
    assert stated == {(h, r, t) for h, r, t in facts} | {(t, r + RELATIONS, h) for h, r, t in facts}


def test_a_question_that_nobody_answered_has_no_row():
    questions = questions_of(np.array([[0, 0, 1]]), 1)
    assert questions.rows_of(np.array([5, 0]), np.array([0, 0])).tolist() == [-1, 0]
    place, answers = questions.answers_of(np.array([-1, 0]))
    assert (place.tolist(), answers.tolist()) == ([1], [1])
