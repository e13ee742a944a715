"""What each scoring function can and cannot learn, on graphs whose answer is known."""

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs torch")

from daogou.graph.embedding import Model
from daogou.graph.embedding_recipe import Recipe
from daogou.graph.embedding_training import teach
from daogou.graph.lesson import Lesson

RECIPE = Recipe(epochs=150, batch=16, rate=0.3, threads=1)
PEOPLE = 8


def named(count: int, triples) -> Lesson:
    return Lesson(tuple(f"p:{i}" for i in range(count)), ("r",), np.array(triples))


def marriages() -> Lesson:
    """Married to: if 0 is to 1 then 1 is to 0."""
    return named(PEOPLE, [(i, 0, i ^ 1) for i in range(PEOPLE)])


def ring() -> Lesson:
    """Before: 0 before 1 before … before 0, never the other way round."""
    return named(PEOPLE, [(i, 0, (i + 1) % PEOPLE) for i in range(PEOPLE)])


def learnt(name: str, lesson: Lesson):
    return teach(lesson, Model(name, {"dim": 16}, reciprocal=False), RECIPE)


def right_tails(name: str, lesson: Lesson) -> float:
    scores = learnt(name, lesson).scores(lesson.triples[:, 0], lesson.triples[:, 1])
    return float((scores.argmax(axis=1) == lesson.triples[:, 2]).mean())


@pytest.mark.parametrize("name", ["distmult", "complex", "rotate"])
def test_a_symmetric_relation_is_learnt(name):
    assert right_tails(name, marriages()) == 1


@pytest.mark.parametrize("name", ["complex", "rotate"])
def test_a_direction_is_learnt(name):
    assert right_tails(name, ring()) == 1


def test_distmult_cannot_tell_before_from_after():
    embedding = learnt("distmult", ring())
    forth = np.array([(i, 0, (i + 1) % PEOPLE) for i in range(PEOPLE)])
    np.testing.assert_allclose(
        embedding.triple_scores(forth), embedding.triple_scores(forth[:, ::-1]), rtol=1e-4, atol=1e-4
    )
    assert right_tails("distmult", ring()) < 1


def test_transe_cannot_come_back_to_where_it_began():
    assert right_tails("transe", ring()) < 1  # eight equal steps that end at the start are no steps


def test_transe_learns_a_chain_as_steps_of_one_length():
    chain = named(6, [(i, 0, i + 1) for i in range(5)])
    embedding = learnt("transe", chain)
    steps = np.diff(embedding.entity_rows, axis=0)
    towards = steps @ embedding.relation_rows[0]
    assert (towards > 0).all()
    assert right_tails("transe", chain) == 1


def test_questions_may_count_alike_or_by_their_answers():
    """One thing has nine answers, nine things have one: weighing decides which the model serves."""
    triples = [(0, 0, i) for i in range(1, 10)] + [(i, 1, 10) for i in range(1, 10)]
    lesson = Lesson(tuple(f"p:{i}" for i in range(11)), ("many", "one"), np.array(triples))

    def first_step(weigh):
        recipe = Recipe(epochs=1, batch=100, rate=0.1, weigh=weigh, threads=1)
        return teach(lesson, Model("distmult", {"dim": 4}), recipe).entity_rows

    assert not np.array_equal(first_step(0.0), first_step(1.0))


def test_torch_is_left_as_it_was():
    import torch

    threads, state = torch.get_num_threads(), torch.random.get_rng_state()
    teach(ring(), Model("complex", {"dim": 2}), Recipe(epochs=1, threads=1))
    assert torch.get_num_threads() == threads
    assert torch.equal(torch.random.get_rng_state(), state)
