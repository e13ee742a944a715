"""What a recommender may learn, what it is asked with, and what it should have found.

In every split no product that a shopper should be found to want is left in what is asked with or learnt of
that shopper: neither a later order nor an earlier look gives it away. Only products whose acts speak for them
(see ``History.liked``) are wanted. A split within a split is for choosing: ``leave_one_out(split.train)``.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadInput
from daogou.recommend.history import History, Ints
from daogou.recommend.interactions import Interactions, interactions_of

NOTHING: Ints = np.zeros(0, np.int64)


@dataclass(frozen=True, eq=False)
class Split:
    """``train``: to learn from; ``asked`` and ``wanted``: of the same shoppers, in the same order.

    ``wanted``: int64 arrays of different products, empty for shoppers who are not asked.
    """

    train: Interactions
    asked: Interactions
    wanted: tuple[Ints, ...]

    @property
    def tested(self) -> Ints:
        """int64 [m]: the shoppers who wanted something."""
        return np.flatnonzero([len(one) > 0 for one in self.wanted])


def leave_one_out(interactions: Interactions) -> Split:
    """What each shopper liked last is wanted; who likes nothing else is not asked.

    Every earlier act on that product goes too. Others' later acts stay: see ``at_moment`` for a split that
    knows no future.
    """
    return _same_shoppers(interactions, _last_of)


def at_moment(interactions: Interactions, moment: float, *, strangers: bool = False) -> Split:
    """Learnt from what was before the moment (seconds since 1970); wanted is what each liked anew from then.

    ``strangers``: whether those without a liked product before are asked too.
    """
    before = [_some(history, history.times < moment) for history in interactions]
    after = [_some(history, history.times >= moment) for history in interactions]
    train = interactions_of(before, interactions.n_products)
    return _with_wanted(train, after, strangers=strangers)


def given(train: Interactions, test: Interactions) -> Split:
    """A published split: two parts of the same shoppers. What a shopper knows already is not wanted.

    Raises:
        BadInput: the parts have different shoppers or products.
    """
    if (len(train), train.n_products) != (len(test), test.n_products):
        raise BadInput(
            f"The parts of a split differ: {len(train)} shoppers and {train.n_products} products to learn "
            f"from, {len(test)} and {test.n_products} to test with."
        )
    return _with_wanted(train, list(test), strangers=False)


def some_shoppers(interactions: Interactions, *, seed: int, share: float = 0.1, held: float = 0.2) -> Split:
    """A share of the shoppers is not learnt from at all; a share ``held`` of what they like is wanted.

    At least one product is wanted and one stays, or the shopper is not asked.
    """
    random = np.random.default_rng(seed)
    chosen = random.random(len(interactions)) < share
    train = [one for one, out in zip(interactions, chosen, strict=True) if not out]
    tested = interactions_of(
        (one for one, out in zip(interactions, chosen, strict=True) if out), interactions.n_products
    )

    def drawn(history: History) -> Ints:
        liked = history.liked
        count = min(max(round(held * len(liked)), 1), len(liked) - 1)
        return np.sort(random.permutation(liked)[: max(count, 0)])

    held_out = _same_shoppers(tested, drawn)
    return Split(interactions_of(train, interactions.n_products), held_out.asked, held_out.wanted)


def _same_shoppers(interactions: Interactions, wanted_of: Callable[[History], Ints]) -> Split:
    wanted = tuple(wanted_of(history) for history in interactions)
    kept = [
        history.without(products.tolist()) if len(products) else history
        for history, products in zip(interactions, wanted, strict=True)
    ]
    train = interactions_of(kept, interactions.n_products)
    return Split(train, train, wanted)


def _last_of(history: History) -> Ints:
    liked = history.liked
    if len(liked) < 2:
        return NOTHING
    speaks = (history.weights > 0) & np.isin(history.items, liked)
    return history.items[speaks][-1:]


def _with_wanted(train: Interactions, later: list[History], *, strangers: bool) -> Split:
    wanted = tuple(
        np.setdiff1d(after.liked, before.items) if strangers or len(before.liked) else NOTHING
        for before, after in zip(train, later, strict=True)
    )
    return Split(train, train, wanted)


def _some(history: History, which: NDArray[np.bool_]) -> History:
    return History(history.items[which], history.weights[which], history.times[which])
