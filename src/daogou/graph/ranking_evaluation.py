"""How near the top a model puts true facts: filtered ranks, both directions, ties shared.

Filtered (Bordes et al. 2013): other entities that also answer the question truly do not count. Of equal
scores an answer gets the mean place ("realistic rank", Berrendorf et al. 2020), so that a model which
scores everything alike does not look perfect.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.core.progress import SILENT, Progress, tracked
from daogou.graph.embedding import Embedding
from daogou.graph.questions import Ints, Questions, both_ways, questions_of

Ranks = NDArray[np.float64]
SCORES_AT_ONCE = 4_000_000  # 16 MB of float32: stays near the processor's cache


@dataclass(frozen=True)
class FactRanks:
    """``tails``, ``heads``: the rank of every fact's tail and head, float64 [n], 1 is best."""

    tails: Ranks
    heads: Ranks

    @property
    def both(self) -> Ranks:
        """All ranks, tails first."""
        return np.concatenate([self.tails, self.heads])

    def metrics(self) -> dict[str, float]:
        """``mrr`` and ``hits_1``, ``hits_3``, ``hits_10`` over both directions; higher is better."""
        ranks = self.both
        hits = {f"hits_{k}": float((ranks <= k).mean()) for k in (1, 3, 10)}
        return {"mrr": float((1 / ranks).mean()), **hits}


def rank_facts(
    embedding: Embedding, facts: Ints, known: Sequence[Ints], progress: Progress = SILENT
) -> FactRanks:
    """Rank the facts, int64 [n, 3]; ``known`` are all true triples, theirs may be among them."""
    relations = len(embedding.relations)
    filtered = questions_of(np.concatenate([facts, *known]), relations)
    asked = both_ways(facts, relations)
    ranks = _ranks(embedding, asked, filtered, progress)
    return FactRanks(ranks[: len(facts)], ranks[len(facts) :])


def _ranks(embedding: Embedding, asked: Ints, filtered: Questions, progress: Progress) -> Ranks:
    """Questions asked more than once are scored once."""
    questions, which = np.unique(asked[:, :2], axis=0, return_inverse=True)
    which = which.reshape(-1)
    order = np.argsort(which, kind="stable")
    step = max(1, SCORES_AT_ONCE // max(1, len(embedding.entities)))
    ranks = np.empty(len(asked))
    for start in tracked(range(0, len(questions), step), progress, "Ranking facts"):
        end = min(start + step, len(questions))
        low, high = np.searchsorted(which[order], [start, end])
        chosen = order[low:high]
        scores = embedding.scores(questions[start:end, 0], questions[start:end, 1])
        truths = filtered.rows_of(questions[start:end, 0], questions[start:end, 1])
        ranks[chosen] = _ranks_within(scores, which[chosen] - start, asked[chosen, 2], filtered, truths)
    return ranks


def _ranks_within(
    scores: NDArray[np.float32], rows: Ints, answers: Ints, filtered: Questions, truths: Ints
) -> Ranks:
    """Count all entities above and level, then take back the known answers (the fact itself is one)."""
    own = scores[rows, answers]
    place, other = filtered.answers_of(truths[rows])
    rival = scores[rows[place], other]
    above = -np.bincount(place[rival > own[place]], minlength=len(rows)).astype(np.float64)
    level = -np.bincount(place[rival == own[place]], minlength=len(rows)).astype(np.float64)
    for number, (row, score) in enumerate(zip(rows, own, strict=True)):
        above[number] += np.count_nonzero(scores[row] > score)
        level[number] += np.count_nonzero(scores[row] == score)
    ranks: Ranks = 1 + above + level / 2
    return ranks
