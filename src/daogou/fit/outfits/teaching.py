"""Learning what goes together from outfits that were worn, or baskets that were bought.

Each piece of an outfit was chosen where others of its slot were not: a conditional logit (McFadden 1974) over
the piece and some that were not chosen gives the weights. What the features count (lifts of values and of
products) is counted on other outfits than those the weights are learnt from, in turn (cross-fitting), or the
weights would trust counts that know the answer. The weights are drawn towards the default ones, so that a
shop with few outfits changes them little.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from daogou.core.errors import BadInput
from daogou.core.progress import SILENT, Progress, tracked
from daogou.fit.outfits.families import Family, suits
from daogou.fit.outfits.features import Evidence, Features, pair_names
from daogou.fit.outfits.pieces import Piece
from daogou.fit.outfits.taste import DEFAULT, Taste, taste_from
from daogou.fit.outfits.together import SHRINK_VALUES, Together, together, together_from, value_lifts

Floats = NDArray[np.float64]
POPULARITY = "popularity.many"
FEWEST = 20  # outfits of at least two pieces: below that, nothing is learnt that the defaults do not say
CONFIDENCE = 1.0  # what a feature learnt from data weighs before it is weighed


@dataclass(frozen=True)
class Recipe:
    """``pull``: how strongly weights are drawn to the default ones; ``shrink``: see ``together``.

    ``others``: how many pieces that were not chosen each choice is told from. Chosen on simulated wardrobes
    of other seeds than the bench's; see docs/outfits.md.
    """

    folds: int = 5
    others: int = 8
    pull: float = 0.001
    shrink: float = SHRINK_VALUES


@dataclass(frozen=True, eq=False)
class Taught:
    """``evidence``: what was counted, to be given beside the taste."""

    taste: Taste
    evidence: Evidence

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready, without vectors; ``taught_from`` reads it."""
        return {"taste": self.taste.as_dict(), "together": self.evidence.together.as_dict()}


def taught_from(document: Mapping[str, Any], vectors: Mapping[str, NDArray[Any]] | None = None) -> Taught:
    """What ``Taught.as_dict`` wrote; ``vectors`` are kept elsewhere.

    Raises:
        BadInput: it is something else.
    """
    taste = taste_from(document.get("taste", {}))
    counts = together_from(document["together"])
    return Taught(taste, Evidence(counts, taste.tables, vectors or {}, how_many(counts)))


def taught(
    outfits: Sequence[Sequence[Piece]],
    people: Sequence[str],
    families: Sequence[Family],
    pool: Sequence[Piece],
    *,
    evidence: Evidence | None = None,
    recipe: Recipe | None = None,
    seed: int = 0,
    progress: Progress = SILENT,
) -> Taught:
    """A taste from outfits.

    ``people``: whose each outfit is; what one person wears is kept to one fold. ``pool``: what else could
    have been worn. ``evidence``: vectors and popularity, if the outfits will be scored with them.

    Raises:
        BadInput: too few outfits, or no piece that another could have stood in for.
    """
    plan, given = recipe or Recipe(), evidence or Evidence()
    worn = [(tuple(one), person) for one, person in zip(outfits, people, strict=True) if len(one) > 1]
    if len(worn) < FEWEST:
        raise BadInput(
            f"{len(worn)} outfits of two pieces or more are too few to learn from; {FEWEST} are enough.",
            hint="Leave the taste as it is by default.",
        )
    random = np.random.default_rng(seed)
    folds = _folds([person for _, person in worn], plan.folds, random)
    choices: list[Floats] = []
    for fold in tracked(range(plan.folds), progress, "Learning what goes together", plan.folds):
        rest = [one for (one, _), own in zip(worn, folds, strict=True) if own != fold]
        held = [one for (one, _), own in zip(worn, folds, strict=True) if own == fold]
        choices += _choices(held, families, pool, counted(rest, families, given, plan.shrink), plan, random)
    if not choices:
        raise BadInput(
            "No piece of these outfits could have been another: nothing was chosen.",
            hint="Leave the taste as it is by default.",
        )
    names = (*pair_names(families), POPULARITY)
    prior = np.array([DEFAULT.get(name, CONFIDENCE) for name in names])
    weights = _fitted(np.stack(choices), prior, plan.pull)
    everything = counted([one for one, _ in worn], families, given, plan.shrink)
    learnt = dict(zip(names, weights.round(4).tolist(), strict=True))
    # n pieces have (n - 1) / 2 pairs each, and each pair counts for both: a mean over pairs holds a piece's
    # mean over its partners twice as often as a mean over pieces holds what is its own
    learnt[POPULARITY] *= 2
    return Taught(Taste({**DEFAULT, **learnt}, everything.tables), everything)


def counted(
    outfits: Sequence[Sequence[Piece]], families: Sequence[Family], given: Evidence, shrink: float
) -> Evidence:
    """What outfits tell about values and products, added to other evidence."""
    tables = {family.name: value_lifts(family, outfits, shrink) for family in families if family.values}
    ids = together([piece.id for piece in one if piece.id] for one in outfits)
    popularity = given.popularity or how_many(ids)
    return replace(given, tables=tables, together=ids, popularity=popularity)


def how_many(counts: Together) -> dict[str, float]:
    """id -> in how many sets it is, 0..1: the logarithm, beside that of the most frequent one."""
    most = max(counts.each.values(), default=1)
    return {one: float(np.log1p(count) / np.log1p(most)) for one, count in counts.each.items()}


def _folds(people: Sequence[str], count: int, random: np.random.Generator) -> list[int]:
    """Which fold each outfit is in; a person's outfits are in one."""
    known = sorted(set(people))
    own = dict(zip(known, random.permutation(len(known)) % count, strict=True))
    return [int(own[person]) for person in people]


def _choices(
    outfits: Sequence[Sequence[Piece]],
    families: Sequence[Family],
    pool: Sequence[Piece],
    evidence: Evidence,
    recipe: Recipe,
    random: np.random.Generator,
) -> Iterator[Floats]:
    """Per worn piece float [1 + others, features + 1]: it first, then those not chosen, beside the rest.

    The last column is how many wear it.
    """
    pieces = list({id(piece): piece for piece in (*pool, *(p for one in outfits for p in one))}.values())
    place = {id(piece): row for row, piece in enumerate(pieces)}
    features = Features(families, pieces, evidence)
    rivals = _Rivals(pieces)
    for outfit in outfits:
        rows = [place[id(piece)] for piece in outfit]
        for nth, row in enumerate(rows):
            rest = np.array([other for other in rows if other != row], np.intp)
            others = rivals.drawn(row, recipe.others, nth % 2 == 0, random)
            if len(rest) and len(others):
                options = np.array([row, *others], np.intp)
                beside = features.of_pairs(options[:, None], rest[None, :]).mean(axis=1)
                many = [evidence.popularity.get(pieces[option].id, 0.0) for option in options]
                yield np.column_stack([beside, many])


class _Rivals:
    """What could have been worn instead of a piece."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._kinds = np.array([piece.kinds[0] if piece.kinds else "" for piece in pieces])
        self._slots = np.array([piece.slot for piece in pieces])

    def drawn(self, row: int, count: int, of_its_kind: bool, random: np.random.Generator) -> list[int]:
        """So many, with repeats where there are fewer: of its kind, or of its slot; for the same people."""
        same = self._kinds == self._kinds[row] if of_its_kind else self._slots == self._slots[row]
        same[row] = False
        audience = self._pieces[row].audience
        found = [
            other for other in np.flatnonzero(same).tolist() if suits(self._pieces[other].audience, audience)
        ]
        return random.choice(found, count).tolist() if found else []


def _fitted(choices: Floats, prior: Floats, pull: float) -> Floats:
    """The weights that make what was chosen likeliest: float [n, options, features] -> float [features].

    Minimises the mean of -log softmax of the first option, plus ``pull`` times the squared distance from
    the prior; convex.
    """

    def loss(weights: Floats) -> tuple[float, Floats]:
        logits = choices @ weights
        logits -= logits.max(axis=1, keepdims=True)
        shares = np.exp(logits)
        shares /= shares.sum(axis=1, keepdims=True)
        away = weights - prior
        value = -np.log(shares[:, 0]).mean() + pull * away @ away
        expected = np.einsum("no,nof->nf", shares, choices)
        gradient = (expected - choices[:, 0]).mean(axis=0) + 2 * pull * away
        return float(value), gradient

    return np.asarray(minimize(loss, prior, jac=True, method="L-BFGS-B").x)
