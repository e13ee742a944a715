"""What every scoring function promises, with numpy and with torch, and that the loop teaches all of them."""

from pathlib import Path

import numpy as np
import pytest

from daogou.core.errors import BadInput, BadOption, NotBuilt
from daogou.graph.embedding import Embedding, Model, load_embedding
from daogou.graph.embedding_recipe import Recipe
from daogou.graph.embeddings import ROLE
from daogou.graph.lesson import Lesson
from daogou.graph.similarity import compared, compared_pairs

ENTITIES, RELATIONS, DIM = 7, 3, 4
RANDOM = np.random.default_rng(5)


def naive(name: str, head, relation, tail) -> float:
    """The score as the paper writes it, component by component."""
    if name == "distmult":
        return sum(h * r * t for h, r, t in zip(head, relation, tail, strict=True))
    if name == "transe":
        return -(sum((h + r - t) ** 2 for h, r, t in zip(head, relation, tail, strict=True)) ** 0.5)
    h, t = ([complex(row[i], row[i + DIM]) for i in range(DIM)] for row in (head, tail))
    if name == "complex":
        r = [complex(relation[i], relation[i + DIM]) for i in range(DIM)]
        return sum(h[i] * r[i] * t[i].conjugate() for i in range(DIM)).real
    turned = [h[i] * complex(np.cos(relation[i]), np.sin(relation[i])) for i in range(DIM)]
    return -(sum(abs(turned[i] - t[i]) ** 2 for i in range(DIM)) ** 0.5)


@pytest.fixture(params=ROLE.names())
def name(request):
    return request.param


@pytest.fixture
def function(name):
    return ROLE.open(name, {"dim": DIM})


@pytest.fixture
def rows(function):
    entities = RANDOM.normal(size=(ENTITIES, function.entity_width)).astype(np.float32)
    relations = RANDOM.normal(size=(RELATIONS, function.relation_width)).astype(np.float32)
    return entities, relations


def embedding_of(name: str, rows, *, reciprocal: bool = False) -> Embedding:
    entities, relations = rows
    names = tuple(f"thing:{i}" for i in range(len(entities)))
    return Embedding(Model(name, {"dim": DIM}, reciprocal), names, ("a", "b", "c"), entities, relations)


def test_scores_are_those_of_the_paper(name, rows):
    entities, relations = rows
    every = np.array([(h, r, t) for h in range(ENTITIES) for r in range(RELATIONS) for t in range(ENTITIES)])
    expected = [naive(name, entities[h], relations[r], entities[t]) for h, r, t in every]
    np.testing.assert_allclose(embedding_of(name, rows).triple_scores(every), expected, rtol=1e-4, atol=1e-4)


def test_asking_for_tails_and_for_heads_gives_the_same_scores(name, rows):
    embedding = embedding_of(name, rows)
    some = np.arange(ENTITIES)
    for relation in range(RELATIONS):
        tails = embedding.scores(some, np.full(ENTITIES, relation))  # (head, tail)
        heads = embedding.scores(some, np.full(ENTITIES, relation + RELATIONS))  # (tail, head)
        np.testing.assert_allclose(tails, heads.T, rtol=1e-3, atol=1e-4)


def test_one_question_scores_as_it_does_among_others(name, rows):
    embedding = embedding_of(name, rows)
    together = embedding.scores(np.array([0, 1, 2]), np.array([0, 4, 2]))
    alone = embedding.scores(np.array([1]), np.array([4]))
    np.testing.assert_allclose(alone[0], together[1], rtol=1e-4, atol=1e-4)


def test_torch_and_numpy_give_the_same_queries(function, rows):
    torch = pytest.importorskip("torch", reason="needs torch")
    entities, relations = rows
    known, asked = entities[:RELATIONS], relations
    as_tensors = torch.from_numpy(known), torch.from_numpy(asked)
    np.testing.assert_allclose(function.ask_tail(*as_tensors), function.ask_tail(known, asked), rtol=1e-5)
    np.testing.assert_allclose(
        function.ask_head(*as_tensors[::-1]), function.ask_head(asked, known), rtol=1e-5
    )
    np.testing.assert_allclose(
        function.squared_sizes(as_tensors[0]), function.squared_sizes(known), rtol=1e-5
    )


@pytest.mark.parametrize("similarity", ["dot", "distance", "squared_distance"])
def test_pairs_score_as_they_do_in_the_whole_table(similarity):
    queries, entities = RANDOM.normal(size=(2, 5, 6)).astype(np.float32)
    whole = compared(similarity, queries, entities)
    np.testing.assert_allclose(compared_pairs(similarity, queries, entities), whole.diagonal(), atol=1e-4)


def test_the_start_depends_on_the_seed_alone(function):
    first, again, other = (function.start(np.random.default_rng(seed), 5, 2) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first[0], again[0])
    np.testing.assert_array_equal(first[1], again[1])
    assert not np.array_equal(first[0], other[0])
    assert first[0].shape == (5, function.entity_width)
    assert first[1].shape == (2, function.relation_width)
    assert {array.dtype for array in first} == {np.dtype(np.float32)}


@pytest.mark.parametrize("reciprocal", [True, False])
def test_what_was_saved_is_loaded_and_scores_alike(name, function, tmp_path: Path, reciprocal):
    entities, _ = function.start(RANDOM, ENTITIES, RELATIONS)
    relations = function.start(RANDOM, ENTITIES, RELATIONS * (2 if reciprocal else 1))[1]
    kept = embedding_of(name, (entities, relations), reciprocal=reciprocal)
    kept.save(tmp_path)
    loaded = load_embedding(tmp_path)
    assert loaded.model == kept.model
    assert (loaded.entities, loaded.relations) == (kept.entities, kept.relations)
    questions = np.array([0, 3]), np.array([1, 5])
    np.testing.assert_array_equal(loaded.scores(*questions), kept.scores(*questions))


def test_an_empty_folder_is_no_embedding(tmp_path: Path):
    with pytest.raises(NotBuilt):
        load_embedding(tmp_path)


# Learning ---------------------------------------------------------------------------------------


def colours() -> Lesson:
    """Twelve things of four colours and three sizes: each thing has one of each."""
    entities = (*(f"thing:{i}" for i in range(12)), *"rgbw", *"sml")
    triples = [(i, 0, 12 + i % 4) for i in range(12)] + [(i, 1, 16 + i % 3) for i in range(12)]
    return Lesson(entities, ("has_colour", "has_size"), np.array(triples))


RECIPES = {
    "one_vs_all": Recipe(epochs=60, batch=24, rate=0.3, threads=1),
    "sparing": Recipe(epochs=60, batch=24, rate=0.3, spare=True, threads=1),
    "some_candidates": Recipe(epochs=80, batch=8, rate=0.3, candidates=6, threads=1),
    "negative_sampling": Recipe(
        epochs=100, batch=24, rate=0.3, loss="negative_sampling", negatives=8, margin=3.0, threads=1
    ),
}


def taught(lesson: Lesson, model: Model, recipe: Recipe, **more) -> Embedding:
    pytest.importorskip("torch", reason="needs torch")
    from daogou.graph.embedding_training import teach

    return teach(lesson, model, recipe, **more)


@pytest.mark.parametrize("loss", RECIPES)
@pytest.mark.parametrize("reciprocal", [True, False])
def test_it_learns_what_it_is_taught(name, loss, reciprocal):
    lesson = colours()
    embedding = taught(lesson, Model(name, {"dim": 16}, reciprocal), RECIPES[loss])
    things = np.arange(12)
    assert (embedding.scores(things, np.zeros(12, int)).argmax(axis=1) == 12 + things % 4).all()
    assert (embedding.scores(things, np.ones(12, int)).argmax(axis=1) == 16 + things % 3).all()


@pytest.mark.parametrize("loss", ["one_vs_all", "negative_sampling"])
def test_the_same_seed_gives_the_same_embedding(name, loss):
    recipe = Recipe(
        epochs=3, batch=8, loss=loss, dropout=0.2, smoothing=0.1, regularise=0.01, negatives=4, threads=1
    )
    first, again, other = (taught(colours(), Model(name, {"dim": 8}), recipe, seed=s) for s in (3, 3, 4))
    np.testing.assert_array_equal(first.entity_rows, again.entity_rows)
    np.testing.assert_array_equal(first.relation_rows, again.relation_rows)
    assert not np.array_equal(first.entity_rows, other.entity_rows)


class Interrupted(Exception):
    pass


@pytest.mark.parametrize("optimiser", ["adagrad", "adam"])
def test_interrupted_work_goes_on_and_ends_as_if_it_had_not_been(name, optimiser, tmp_path: Path):
    recipe = Recipe(epochs=6, batch=8, optimiser=optimiser, rate=0.05, last_rate=0.1, dropout=0.1, threads=1)
    model, file = Model(name, {"dim": 8}), tmp_path / "work.pt"
    whole = taught(colours(), model, recipe)
    epochs = []

    def stop_after_three(done, so_far):
        epochs.append(done)
        if done == 3:
            raise Interrupted

    with pytest.raises(Interrupted):
        taught(colours(), model, recipe, checkpoint=file, seen=stop_after_three)
    resumed = taught(colours(), model, recipe, checkpoint=file, seen=lambda done, _: epochs.append(done))
    assert epochs == [1, 2, 3, 4, 5, 6]
    np.testing.assert_array_equal(resumed.entity_rows, whole.entity_rows)
    assert not file.exists()


def test_a_checkpoint_of_other_work_is_not_gone_on_with(name, tmp_path: Path):
    model, file = Model(name, {"dim": 8}), tmp_path / "work.pt"

    def stop(done, so_far):
        raise Interrupted

    with pytest.raises(Interrupted):
        taught(colours(), model, Recipe(epochs=4, threads=1), checkpoint=file, seen=stop)
    other = Recipe(epochs=3, rate=0.2, threads=1)
    resumed = taught(colours(), model, other, checkpoint=file)
    np.testing.assert_array_equal(resumed.entity_rows, taught(colours(), model, other).entity_rows)


def test_regularisation_makes_entities_smaller(name):
    def size(weight):
        recipe = Recipe(epochs=20, batch=8, regularise=weight, threads=1)
        return np.abs(taught(colours(), Model(name, {"dim": 8}), recipe).entity_rows).mean()

    assert size(0.5) < size(0.0)


def test_a_graph_without_facts_teaches_nothing(name):
    with pytest.raises(BadInput):
        taught(Lesson((), (), np.empty((0, 3), np.int64)), Model(name), Recipe(epochs=1))


def test_settings_that_mean_nothing_are_refused_by_name():
    with pytest.raises(BadOption, match="epochs = 0, dropout = 1"):
        Recipe(epochs=0, dropout=1.0)
