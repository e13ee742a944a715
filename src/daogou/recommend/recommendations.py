"""One shopper in, rankings out: what a shelf shows, and why.

A shelf is: score all products, leave out what may not be shown, vary the best of the rest, and give each of
those shown the reasons of the model that ranked it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.core.event import Event
from daogou.core.ranking import Hit, Ranking, Reason
from daogou.recommend.acts import NO_ACTS, left_open
from daogou.recommend.choosing import Choosing
from daogou.recommend.explaining import explained
from daogou.recommend.exploration import Exploration
from daogou.recommend.history import Floats, History
from daogou.recommend.reasons import reasons
from daogou.recommend.recommenders import Recommender

Mask = NDArray[np.bool_]
TRIED_FROM = 10  # times as many as are shown: what is tried out should still fit the shopper
POPULAR_SHARE = 1e-3  # decides between products that nobody has liked together, and nothing else


@dataclass(frozen=True)
class Recommendations:
    """Collaborators. ``recommender`` ranks for a shopper and beside a product, ``popular`` for strangers.

    Masks are bool [n_products] and say which products may be shown.
    """

    product_ids: Sequence[str]
    recommender: Recommender
    popular: Recommender
    choosing: Choosing

    def for_you(
        self, history: History, k: int, allowed: Mask, trying: Exploration | None = None, key: str = ""
    ) -> Ranking:
        """What they may like and have not acted on; () for who has liked nothing yet.

        ``trying``: what takes some of the places, see there for ``key``; such a hit says so first.
        """
        if not len(history.liked):
            return ()
        scores = self.recommender.scores([history])[0]
        shown = self._new(history, allowed) & (scores > scores.min())
        rows = self.choosing(scores, k, shown)
        tried: Mapping[int, int] = {}
        if trying:
            pool = self.choosing(scores, TRIED_FROM * k, shown)
            tried = trying.places(rows, pool[~np.isin(pool, rows)], key)
        placed = [tried.get(place, row) for place, row in enumerate(rows.tolist())]
        hits = self._hits(placed, scores, self.recommender, history)
        return tuple(_tried(hit) if place in tried else hit for place, hit in enumerate(hits))

    def beside(self, product: int, k: int, allowed: Mask, without: Collection[int] = ()) -> Ranking:
        """What goes with a product in the eyes of those who liked it."""
        scores = self.recommender.similar(product)
        shown = allowed & (scores > 0)
        shown[[product, *without]] = False
        rows = self.choosing(scores, k, shown)
        because = self.product_ids[product]
        return tuple(
            Hit(
                self.product_ids[row],
                float(scores[row]),
                (Reason("neighbour", "", float(scores[row]), because),),
            )
            for row in rows.tolist()
        )

    def fitting(self, product: int, k: int, allowed: Mask, why: Reason) -> Ranking:
        """The best of the allowed, each for the same reason: what is liked together with the product first,
        then what is popular."""
        popular = self.popular.scores([NO_ACTS])[0]
        spread = float(np.ptp(popular)) or 1.0
        scores = self.recommender.similar(product) + np.float32(POPULAR_SHARE / spread) * popular
        rows = self.choosing(scores, k, allowed)
        return tuple(Hit(self.product_ids[row], float(scores[row]), (why,)) for row in rows.tolist())

    def because_of(self, history: History) -> int:
        """The row of what they liked last, -1 if there is nothing."""
        liked = history.items[history.weights > 0]
        return int(liked[-1]) if len(liked) else -1

    def trending(self, history: History, k: int, allowed: Mask) -> Ranking:
        """What many like now; what this shopper knows already is left out."""
        scores = self.popular.scores([history])[0]
        rows = self.choosing(scores, k, self._new(history, allowed) & (scores > 0))
        return tuple(self._hits(rows.tolist(), scores, self.popular, history))

    def _new(self, history: History, allowed: Mask) -> Mask:
        new = allowed.copy()
        new[history.items] = False
        return new

    def _hits(self, rows: Sequence[int], scores: Floats, by: Recommender, history: History) -> list[Hit]:
        evidence = explained(by, history, rows)
        return [
            Hit(self.product_ids[row], float(scores[row]), reasons(why, self.product_ids))
            for row, why in zip(rows, evidence, strict=True)
        ]


def _tried(hit: Hit) -> Hit:
    return Hit(hit.product_id, hit.score, (Reason("exploration", "", 0.0), *hit.because))


def back_again(events: Sequence[Event], k: int) -> Ranking:
    """What one shopper left in the cart or looked at and did not buy, what was in the cart first."""
    return tuple(
        Hit(event.product_id, 1 / place, (Reason("act", event.kind, 1.0, event.product_id),))
        for place, event in enumerate(left_open(events)[:k], start=1)
    )
