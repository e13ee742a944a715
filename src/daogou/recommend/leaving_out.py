"""Evidence by what a score loses when acts are left out: true whatever the model is.

Removing a feature and looking at what happens is the plainest explanation of a prediction there is (Covert,
Lundberg and Lee, *Explaining by removing*, JMLR 2021), and what our contract asks of every recommender.
"""

from collections.abc import Callable, Sequence

import numpy as np

from daogou.features.rows import Vectors
from daogou.recommend.evidence import Evidence, EvidenceKind
from daogou.recommend.history import Floats, History, Ints
from daogou.recommend.pieces import MOST_EVIDENCE, Pieces, nameless

# so many of the newest products are tried: a shelf names one or two of them, and each costs a score
MOST_TRIED = 50
# a loss smaller than this part of the score is rounding
ROUNDING = 1e-5

ScoreOne = Callable[[Sequence[History]], Floats]


def newest_products(history: History, most: int = MOST_TRIED) -> Ints:
    """int64 [at most ``most``]: the different products of a history, the last one acted on first."""
    backwards = history.items[::-1]
    rows, first = np.unique(backwards, return_index=True)
    newest: Ints = rows[np.argsort(first)][:most]
    return newest


def evidence_by_leaving_out(
    score: ScoreOne,
    history: History,
    *,
    kind: EvidenceKind = "neighbour",
    candidates: Ints | None = None,
) -> tuple[Evidence, ...]:
    """What each product's acts are worth: the score with them less the score without, where that is above 0.

    ``score`` gives float32 [n], the score of *one* product for each history; ``candidates`` int64 [n]: the
    products of the history to try, the newest ones unless given.
    """
    products = newest_products(history) if candidates is None else candidates
    if not len(products):
        return ()
    scored = score([history, *(history.without([product]) for product in products.tolist())])
    losses = scored[0] - scored[1:]
    return strongest(kind, products, losses, least=ROUNDING * abs(float(scored[0])))


def strongest(
    kind: EvidenceKind, products: Ints, weights: Floats, *, least: float = 0.0
) -> tuple[Evidence, ...]:
    """The pieces of evidence that weigh more than ``least``, largest first, ten at most."""
    pairs = zip(weights.tolist(), products.tolist(), strict=True)
    kept = sorted((pair for pair in pairs if pair[0] > least), key=lambda pair: -pair[0])
    return tuple(Evidence(kind, weight, product) for weight, product in kept[:MOST_EVIDENCE])


def losing(kind: EvidenceKind, tried: Ints, scores: Vectors) -> Pieces:
    """For each column of ``scores`` [1 + tried, n]: what it loses by leaving out each tried product."""
    losses, least = (scores[0] - scores[1:]).T, ROUNDING * np.abs(scores[0])
    nth, place = (losses > np.maximum(least, 0)[:, None]).nonzero()
    return nameless(kind, nth, losses[nth, place], tried[place])
