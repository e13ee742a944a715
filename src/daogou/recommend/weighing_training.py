"""Learning how much to believe each recommender, from last acts that none of them has seen.

The loss is the listwise one of Cao et al. (*Learning to rank*, ICML 2007) for one wanted product: minus the
logarithm of its share of exp(score) among candidates, which are each part's best products and random ones.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from daogou.core.progress import Progress, tracked
from daogou.features.rows import Vectors
from daogou.recommend.held_out import HeldOut
from daogou.recommend.history import Floats, Ints, Times
from daogou.recommend.part import Part
from daogou.recommend.weighing import FARTHEST, FIRST, N_TRAITS, Reading, Weighing, known_of, read_rows

HARD, RANDOM = 100, 20  # candidates: the best of each part, which it must tell apart, and any others
# a weight is halved or doubled at most per try; three rounds get anywhere within a factor of 8
ROUNDS, STEPS = 3, (0.5, 0.7, 1.4, 2.0)
K = 10  # NDCG@10, the field's usual cut
CHUNK = 64  # histories at a time: with 5 parts, 64 x 50,000 products x 4 bytes x 5 = 64 MB
# how strongly all parts are believed alike until acts say otherwise, in acts
PRIOR_ACTS = 20.0
# differences between shoppers are weaker than those between parts, and are chance ten times as easily
PRIOR_ACTS_PERSONAL = 200.0
# what the others weigh beside a part that was chosen alone: less than its own differences
BARELY = 1e-5


@dataclass(frozen=True, eq=False)
class Examples:
    """One row per question; candidate 0 is the wanted product.

    ``candidates`` float32 [n, parts, n_candidates], scaled; ``there`` bool [n, n_candidates]: which count;
    the others are as in ``Reading``.
    """

    candidates: Vectors
    there: NDArray[np.bool_]
    known: Vectors
    peak: Vectors
    spread: Vectors
    strength: Vectors

    def __len__(self) -> int:
        return len(self.known)


def examples_of(
    parts: Sequence[Part],
    held: HeldOut,
    newest: float,
    random: np.random.Generator,
    progress: Progress,
) -> Examples:
    """What the parts say about the questions."""
    pieces = []
    starts = range(0, len(held), CHUNK)
    for start in tracked(starts, progress, "Asking the recommenders", len(starts)):
        some = held.part(np.arange(start, min(start + CHUNK, len(held))))
        reading = read_rows([part.scores(some.histories) for part in parts])
        chosen, there = _candidates(reading, some, random)
        values = np.take_along_axis(reading.scaled.transpose(1, 0, 2), chosen[:, None, :], axis=2)
        known = known_of(some.histories, newest)
        pieces.append((values, there, known, reading.peak, reading.spread, reading.strength))
    return Examples(*(np.concatenate(column) for column in zip(*pieces, strict=True)))


def _candidates(
    reading: Reading, some: HeldOut, random: np.random.Generator
) -> tuple[Ints, NDArray[np.bool_]]:
    """int64 [n, n_candidates]: the wanted product, the best of each part, random ones; which of them count.

    What the history has already does not: a shelf would not show it either; nor does what is named twice.
    """
    _, n, n_products = reading.scaled.shape
    hard = min(HARD, n_products)
    best = [np.argpartition(-rows, hard - 1, axis=1)[:, :hard] for rows in reading.scaled]
    others = np.hstack([*best, random.integers(0, n_products, (n, RANDOM))])
    chosen = np.hstack([some.wanted[:, None], others])
    there = np.zeros(chosen.shape, np.bool_)
    for row, history in enumerate(some.histories):
        products, first = np.unique(chosen[row], return_index=True)
        there[row, first[~np.isin(products, history.items)]] = True
    there[:, 0] = True
    return chosen, there


def start(examples: Examples, newest: float) -> Weighing:
    """All parts believed alike."""
    features = np.hstack([examples.known, examples.peak]).astype(np.float64)
    unit = features.std(axis=0)
    n_parts = examples.peak.shape[1]
    return Weighing(
        always=np.zeros(n_parts),
        by_shopper=np.zeros((n_parts, N_TRAITS)),
        by_peak=np.zeros(n_parts),
        used=np.ones(n_parts),
        centre=features.mean(axis=0),
        unit=np.where(unit > 1e-6, unit, 1.0),
        usual=np.array([_usual(strength) for strength in examples.strength.T]),
        newest=newest,
    )


def _usual(strength: Floats) -> float:
    """The median of those who have any, 1 where nobody has."""
    some = strength[strength > 0]
    return float(np.median(some)) if len(some) else 1.0


def unlearnt(always: Times, newest: float) -> Weighing:
    """Where there is nothing to learn from: the same weights, whoever comes; ``always``: see ``Weighing``."""
    n_parts = len(always)
    n_features = N_TRAITS + n_parts
    return Weighing(
        always, np.zeros((n_parts, N_TRAITS)), np.zeros(n_parts), np.ones(n_parts),
        np.zeros(n_features), np.ones(n_features), np.ones(n_parts), newest,
    )  # fmt: skip


def learnt(examples: Examples, begin: Weighing, *, personal: bool) -> Weighing:
    """The weighing of the least loss; ``personal``: may it differ between shoppers?"""
    features = (np.hstack([examples.known, examples.peak]) - begin.centre) / begin.unit
    unpack = _unpacker(begin, personal)

    def loss(flat: Times) -> tuple[float, Times]:
        now = unpack(flat)
        value, towards_logs = _loss(examples, now)
        gradient = [towards_logs.sum(axis=0)]
        if personal:
            gradient.append((towards_logs.T @ features[:, :N_TRAITS]).ravel())
            gradient.append((towards_logs * features[:, N_TRAITS:]).sum(axis=0))
        prior = strength * flat
        return value + 0.5 * float(prior @ flat), np.concatenate(gradient) + prior

    n_parts = len(begin.always)
    size = n_parts * (N_TRAITS + 2) if personal else n_parts
    strength = np.where(np.arange(size) < n_parts, PRIOR_ACTS, PRIOR_ACTS_PERSONAL)
    found = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return unpack(found.x)


def tuned(examples: Examples, weighing: Weighing) -> Weighing:
    """The same with each part's weight for all shoppers changed as long as NDCG@10 of the examples grows.

    The loss cares for products that no shelf would show as well; this is what a shelf is judged by. By
    coordinate ascent (Metzler and Croft, *Linear feature-based models for information retrieval*, 2007).
    """
    weights = np.exp(weighing.logs(examples.known, examples.peak)) * (examples.spread > 0)
    each = weights[:, :, None] * examples.candidates
    factors = np.ones(len(weighing.always))
    best = _candidate_gain(each, examples.there, factors)
    for _ in range(ROUNDS):
        for part in range(len(factors)):
            for step in STEPS:
                tried = factors.copy()
                tried[part] *= step
                gain = _candidate_gain(each, examples.there, tried)
                if gain > best:
                    best, factors = gain, tried
    return replace(weighing, always=weighing.always + np.log(factors))


def _candidate_gain(each: Vectors, there: NDArray[np.bool_], factors: Times) -> float:
    scores = np.einsum("p,npc->nc", factors.astype(np.float32), each, optimize=True)
    scores = np.where(there, scores, -np.inf)
    right = scores[:, :1]
    places = (scores > right).sum(axis=1) + 0.5 * ((scores == right).sum(axis=1) - 1)
    return float(np.where(places < K, 1 / np.log2(places + 2), 0).mean())


def _unpacker(begin: Weighing, personal: bool) -> Callable[[Times], Weighing]:
    n = len(begin.always)

    def unpack(flat: Times) -> Weighing:
        if not personal:
            return replace(begin, always=flat)
        by_shopper = flat[n : n * (1 + N_TRAITS)].reshape(n, N_TRAITS)
        return replace(begin, always=flat[:n], by_shopper=by_shopper, by_peak=flat[n * (1 + N_TRAITS) :])

    return unpack


def _loss(examples: Examples, weighing: Weighing) -> tuple[float, Times]:
    """The summed loss, and float64 [n, parts]: its gradient towards the logarithms of the weights."""
    logs = weighing.logs(examples.known, examples.peak)
    weights = np.exp(logs) * (examples.spread > 0)
    candidates = examples.candidates
    scores = np.einsum("np,npc->nc", weights, candidates, optimize=True)
    scores = np.where(examples.there, scores, -np.inf)
    scores -= scores.max(axis=1, keepdims=True)
    shares = np.exp(scores)
    total = shares.sum(axis=1, keepdims=True)
    value = float((np.log(total[:, 0]) - scores[:, 0]).sum())
    expected = np.einsum("nc,npc->np", shares / total, candidates, optimize=True)
    gradient = (expected - candidates[:, :, 0]) * weights * (np.abs(logs - FIRST) < FARTHEST)
    return value, gradient


def only(begin: Weighing, part: int) -> Weighing:
    """One part alone; where it says nothing, or the same of two products, the others still decide."""
    used = np.full(len(begin.used), BARELY)
    used[part] = 1
    return replace(begin, used=used)


def gains(parts: Sequence[Part], held: HeldOut, weighings: Sequence[Weighing], progress: Progress) -> Times:
    """float64 [n weighings, n]: NDCG@10 of the wanted products among all that are new to the shopper."""
    found = np.zeros((len(weighings), len(held)))
    starts = range(0, len(held), CHUNK)
    for begin in tracked(starts, progress, "Comparing weighings", len(starts)):
        some = held.part(np.arange(begin, min(begin + CHUNK, len(held))))
        reading = read_rows([part.scores(some.histories) for part in parts])
        for i, weighing in enumerate(weighings):
            weights = weighing.weights(known_of(some.histories, weighing.newest), reading)
            found[i, begin : begin + CHUNK] = _gains(weighing.together(weights, reading), some)
    return found


def preferred(found: Times, groups: Sequence[Sequence[int]]) -> int:
    """The first group's best row of ``gains`` that is at most two standard errors worse than the best of all.

    ``groups``: numbers of rows, the preferred first (Breiman et al., *Classification and regression trees*).
    """
    means = found.mean(axis=1)
    best = int(means.argmax())
    for group in groups:
        chosen = group[int(means[list(group)].argmax())]
        worse = found[best] - found[chosen]
        if worse.mean() <= 2 * worse.std() / np.sqrt(len(worse)):
            return chosen
    return best


def _gains(scores: Vectors, some: HeldOut) -> list[float]:
    each = []
    for row, history, wanted in zip(scores, some.histories, some.wanted, strict=True):
        right = row[wanted]
        row[history.items] = -np.inf
        # of equal ones half come before it on average: a part that is silent must not look right
        place = float((row > right).sum()) + 0.5 * (float((row == right).sum()) - 1)
        each.append(1 / np.log2(place + 2) if place < K else 0.0)
    return each
