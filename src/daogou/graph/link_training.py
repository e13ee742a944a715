"""Teaching a link predictor: an embedding of the graph, and what its evidence is worth.

To know the worth, a share of the facts is hidden, a twin is taught on the rest, and it is seen how often what
the twin finds likeliest is among the hidden facts. Everything else counts as false, also what is true and in
no graph: the chances err towards caution. Where a head has one value (a product's season) only heads without
their fact are asked, because who has one is proposed no other.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.core.progress import SILENT, Progress
from daogou.graph.calibration import Floats64, Platt, fit_platt
from daogou.graph.cardinality import asks_for_one
from daogou.graph.embedding import Embedding, Model
from daogou.graph.embedding_recipe import Recipe
from daogou.graph.embedding_training import teach
from daogou.graph.lesson import Lesson
from daogou.graph.link_prediction import LinkPredictor, evidence_for, ranges_of
from daogou.graph.questions import Ints

HIDDEN = 0.1  # of the facts
HEADS = 2_000  # of a relation are asked about: enough for two numbers
TOP = 5  # candidates of a question are judged: proposals come from the top
FEWEST_TRUE = 30  # below this a relation shares the others' calibration


@dataclass(frozen=True)
class _Judged:
    """What the twin found likeliest, and whether that was true."""

    evidence: Floats64
    is_true: NDArray[np.bool_]


def learn_links(
    lesson: Lesson, model: Model, recipe: Recipe, *, seed: int = 0, progress: Progress = SILENT
) -> LinkPredictor:
    """Teach twice, the second time on everything; deterministic in ``seed``.

    Raises:
        BadInput: the graph has no facts.
    """
    hidden = hidden_facts(lesson.triples, np.random.default_rng(seed))
    platts = {"": Platt(1.0, 0.0)}  # a graph too small to hide anything of: the softmax as it is
    if hidden.any():
        rest = lesson.part(np.flatnonzero(~hidden))
        twin = teach(rest, model, recipe, seed=seed, progress=progress)
        platts = _calibrated(twin, rest, lesson.triples[hidden], seed)
    embedding = teach(lesson, model, recipe, seed=seed, progress=progress)
    return LinkPredictor(embedding, lesson, platts)


def hidden_facts(triples: Ints, random: np.random.Generator) -> NDArray[np.bool_]:
    """Which facts to hide, bool [n]; no entity or relation loses its last fact."""
    uses = np.bincount(triples[:, [0, 2]].reshape(-1))
    of_relation = np.bincount(triples[:, 1])
    hidden = np.zeros(len(triples), bool)
    for row in random.permutation(len(triples))[: int(HIDDEN * len(triples))]:
        head, relation, tail = triples[row]
        if min(uses[head], uses[tail], of_relation[relation]) > 1:
            hidden[row] = True
            uses[head] -= 1
            uses[tail] -= 1
            of_relation[relation] -= 1
    return hidden


def _calibrated(twin: Embedding, rest: Lesson, hidden: Ints, seed: int) -> dict[str, Platt]:
    judged = {
        name: _judged(twin, rest, hidden[hidden[:, 1] == relation], relation, seed)
        for relation, name in enumerate(rest.relations)
    }
    evidence = np.concatenate([j.evidence for j in judged.values()])
    is_true = np.concatenate([j.is_true for j in judged.values()])
    enough = {name: j for name, j in judged.items() if j.is_true.sum() >= FEWEST_TRUE}
    own = {name: fit_platt(j.evidence, j.is_true) for name, j in enough.items()}
    return {"": fit_platt(evidence, is_true), **own}


def _judged(twin: Embedding, rest: Lesson, hidden: Ints, relation: int, seed: int) -> _Judged:
    ranges = ranges_of(rest)
    heads, candidates = ranges.heads[relation], ranges.tails[relation]
    of_relation = rest.triples[rest.triples[:, 1] == relation]
    if asks_for_one(np.unique(of_relation[:, 0], return_counts=True)[1].tolist()):
        heads = np.intersect1d(heads, hidden[:, 0])
    if len(heads) > HEADS:
        heads = np.sort(np.random.default_rng([seed, relation]).choice(heads, HEADS, replace=False))
    evidence = evidence_for(twin, heads, relation, candidates)
    is_true = np.zeros(evidence.shape, bool)
    asked = np.flatnonzero(np.isin(hidden[:, 0], heads) & np.isin(hidden[:, 2], candidates))
    is_true[np.searchsorted(heads, hidden[asked, 0]), np.searchsorted(candidates, hidden[asked, 2])] = True
    ranked = _without_known(evidence, rest, heads, relation, candidates)
    count = min(TOP, evidence.shape[1])
    top = np.argpartition(-ranked, count - 1, axis=1)[:, :count]
    rows = np.arange(len(heads))[:, None]
    open_to_doubt = np.isfinite(ranked[rows, top])
    return _Judged(evidence[rows, top][open_to_doubt], is_true[rows, top][open_to_doubt])


def _without_known(
    evidence: Floats64, rest: Lesson, heads: Ints, relation: int, candidates: Ints
) -> Floats64:
    ranked = evidence.copy()
    questions = rest.questions
    place, tails = questions.answers_of(questions.rows_of(heads, np.full(len(heads), relation)))
    ranked[place, np.searchsorted(candidates, tails)] = -np.inf
    ranked[heads[:, None] == candidates] = -np.inf
    return ranked
