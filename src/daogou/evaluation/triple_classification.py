"""Is a statement true or false? A threshold, or a chance, per relation, fitted on validation statements."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.graph.calibration import calibration_error, fit_platt
from daogou.graph.embedding import Embedding
from daogou.graph.questions import Ints


@dataclass(frozen=True, eq=False)
class Judged:
    """Statements with their scores, float32 [n], relations, int64 [n], and truth, bool [n]."""

    scores: NDArray[np.float32]
    relations: Ints
    is_true: NDArray[np.bool_]


def judged(embedding: Embedding, true: Ints, false: Ints) -> Judged:
    """True and false statements, scored."""
    triples = np.concatenate([true, false])
    return Judged(embedding.triple_scores(triples), triples[:, 1], np.arange(len(triples)) < len(true))


def best_threshold(scores: NDArray[np.float32], is_true: NDArray[np.bool_]) -> float:
    """The score from which on calling a statement true is right most often; halfway between neighbours."""
    order = np.argsort(scores, kind="stable")
    kept = scores[order]
    edges = np.r_[-np.inf, (kept[1:] + kept[:-1]) / 2, np.inf]
    right = np.r_[0, np.cumsum(~is_true[order])] + np.r_[np.cumsum(is_true[order][::-1])[::-1], 0]
    between_equals = np.r_[False, kept[1:] == kept[:-1], False]  # no threshold parts these
    return float(edges[int(np.where(between_equals, -1, right).argmax())])


def accuracy(valid: Judged, test: Judged) -> float:
    """Of a threshold per relation; the one over all where validation has no statement of the relation."""
    overall = best_threshold(valid.scores, valid.is_true)
    right = 0
    for relation in np.unique(test.relations):
        own, asked = valid.relations == relation, test.relations == relation
        threshold = best_threshold(valid.scores[own], valid.is_true[own]) if own.any() else overall
        right += int(((test.scores[asked] > threshold) == test.is_true[asked]).sum())
    return right / len(test.scores)


def chance_error(valid: Judged, test: Judged) -> float:
    """Expected calibration error on test statements of chances fitted on validation ones; 0 is best."""
    platt = fit_platt(valid.scores.astype(np.float64), valid.is_true)
    return calibration_error(platt.chance(test.scores.astype(np.float64)), test.is_true)
