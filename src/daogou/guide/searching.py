"""What the shop has of what is wanted: found, counted, and why nothing is found where nothing is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadQuery
from daogou.core.product import Language
from daogou.core.query import Constraint, Query, Sort
from daogou.core.ranking import Hit
from daogou.guide.floor import Shop
from daogou.guide.memory import Wanted
from daogou.guide.ordering import Order, sort_of
from daogou.guide.traits import rating_of
from daogou.search.answer import Answer

SAMPLE = 60  # products whose prices tell where thirds begin: a third of them is 20, known to about 10 %
DOUBT = 5  # reviews' worth of the usual rating, which every product is taken to have besides its own
CARDS = 6  # one row of a wide page, and as many as can be spoken of as "the third"
# feeds and shoppers mean many things by these, so they are given up where nothing else is left
SOFT = ("season", "occasion", "style")
# nobody who looks for a dress is helped by shoes, so what it is goes last; what it costs goes late
_INSISTED_ON = ("price", "audience", "category")
_SPOKEN = ("colour", "material", "pattern", "fit", "sleeve", "neckline", "length", *SOFT, "category")


@dataclass(frozen=True)
class Looked:
    """``wanted``: as it was looked for, without what was ``given_up``; ``hits``: to be shown.

    ``unknown``: words that no product has, so that what is found is near in meaning only. ``prices``: lowest
    and highest of all that was found, None if none is known. ``nearby``: what is found is what resembles a
    picture or a product most; then there is no number of all that do.
    """

    answer: Answer
    wanted: Wanted
    hits: tuple[Hit, ...]
    given_up: tuple[Constraint, ...] = ()
    unknown: bool = False
    prices: tuple[float, float] | None = None
    nearby: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the hits, in order."""
        return tuple(hit.product_id for hit in self.hits)


@dataclass(frozen=True)
class Look:
    """Looks through a shop; ``picture`` uint8 [h, w, 3] RGB, of this turn."""

    shop: Shop
    language: Language
    picture: NDArray[np.uint8] | None = None
    order: Order = "relevance"

    def __call__(self, wanted: Wanted, skip: Sequence[str] = (), k: int = CARDS) -> Looked:
        """The best that meet all conditions, without ``skip``; soft ones are given up if they must be."""
        for given_up in _ways(wanted):
            kept = without(wanted, given_up)
            if not self._asks(kept):
                break
            most = max(SAMPLE, k + len(skip))
            told_of = self._search(_saying_so(kept), most, sort=sort_of(self.order))
            if told_of.total:
                return self._looked(told_of, kept, skip, given_up, k)
            answer = self._search(kept, most, sort=sort_of(self.order)) if kept.words else told_of
            if answer.total:
                return self._looked(answer, kept, skip, given_up, k, unknown=True)
        return Looked(Answer((), 0), wanted, ())

    def count(self, wanted: Wanted) -> int:
        """How many meet all conditions."""
        return self._search(wanted, 1, facets=False).total if self._asks(wanted) else 0

    def reliefs(self, wanted: Wanted) -> list[tuple[tuple[Constraint, ...], int]]:
        """Conditions without which there would be something, and how much; the least insisted on first.

        Single ones; where no single one helps, pairs; what it is only where nothing else helps.
        """
        ordered = sorted(wanted.constraints, key=_insistence)
        kinds = [one for one in ordered if one.field == "category"]
        others = [one for one in ordered if one.field != "category"]
        ways_by_size: list[list[tuple[Constraint, ...]]] = [
            [(one,) for one in others],
            [*combinations(others, 2)],
            [(one,) for one in kinds],
        ]
        for ways in ways_by_size:
            found = [(way, count) for way in ways if (count := self._without(wanted, way))]
            if found:
                return found
        return []

    def _without(self, wanted: Wanted, left: Sequence[Constraint]) -> int:
        """How many there are without these conditions."""
        return self.count(without(wanted, left))

    def _asks(self, wanted: Wanted) -> bool:
        return bool(wanted.constraints or wanted.words or wanted.like or self.picture is not None)

    def _search(self, wanted: Wanted, k: int, *, facets: bool = True, sort: Sort = "relevance") -> Answer:
        text = text_of(wanted, self.shop, self.language)
        decided = {one.field for one in wanted.constraints if not one.excluded}
        # what was taken back must not come in again through the words
        own = self.shop.read(text, self.language).filters if text else ()
        return self.shop.search(
            Query(
                text=text,
                picture=self.picture,
                like=wanted.like,
                language=self.language,
                filters=wanted.constraints,
                dropped=frozenset(one.key for one in own if one.field not in decided),
                sort=sort,
                k=k,
                facets=facets,
            )
        )

    def _looked(
        self,
        answer: Answer,
        wanted: Wanted,
        skip: Sequence[str],
        given_up: tuple[Constraint, ...],
        k: int,
        *,
        unknown: bool = False,
    ) -> Looked:
        hits = self._sold_first(
            [hit for hit in self._ordered(answer, wanted) if hit.product_id not in skip], k
        )
        nearby = self.picture is not None or bool(wanted.like)
        unknown = unknown and not nearby
        prices = self._shown_prices(hits) if nearby or unknown else self._prices(answer, wanted)
        return Looked(answer, wanted, hits, given_up, unknown, prices, nearby)

    def _sold_first(self, hits: Sequence[Hit], k: int) -> tuple[Hit, ...]:
        """The first ``k``; of twice as many those that can be bought before those that are sold out."""
        first = hits[: 2 * k]
        sold = {
            product.id
            for product in self.shop.products([hit.product_id for hit in first])
            if product.in_stock
        }
        return tuple(sorted(first, key=lambda hit: hit.product_id not in sold))[:k]

    def _ordered(self, answer: Answer, wanted: Wanted) -> Sequence[Hit]:
        """What many look at comes first where that is wanted, or conditions alone order nothing."""
        if self.order == "best_rated":
            return self._best_rated(answer.ranking)
        text = text_of(wanted, self.shop, self.language) and self.order != "popular"
        if self.picture is not None or wanted.like or text or sort_of(self.order) != "relevance":
            return answer.ranking
        if any(one.field == "words" for one in wanted.constraints):
            return answer.ranking  # recommendations know fields and no words
        popular = self.shop.shelf("trending", k=SAMPLE, filters=wanted.constraints).ranking
        known = {hit.product_id for hit in popular}
        return (*popular, *(hit for hit in answer.ranking if hit.product_id not in known))

    def _best_rated(self, hits: Sequence[Hit]) -> Sequence[Hit]:
        """By mean rating, of few reviews drawn towards the mean of all that was found."""
        rated = {hit.product_id: rating_of(self.shop.reviews(hit.product_id)) for hit in hits}
        count = sum(number for _, number in rated.values())
        usual = sum(mean * number for mean, number in rated.values()) / max(count, 1)
        drawn = {
            one: (mean * number + usual * DOUBT) / (number + DOUBT) for one, (mean, number) in rated.items()
        }
        return sorted(hits, key=lambda hit: -drawn[hit.product_id])

    def _prices(self, answer: Answer, wanted: Wanted) -> tuple[float, float] | None:
        """Of everything found; the search tells what it would be without a limit on the price."""
        if not any(one.field == "price" for one in wanted.constraints):
            return answer.price_range
        if answer.total <= len(answer.ranking):
            return self._shown_prices(answer.ranking)
        sorts: tuple[Sort, Sort] = ("price_up", "price_down")
        ends = [self._search(wanted, 1, facets=False, sort=sort).ranking for sort in sorts]
        return self._shown_prices([hit for end in ends for hit in end])

    def _shown_prices(self, hits: Sequence[Hit]) -> tuple[float, float] | None:
        products = self.shop.products([hit.product_id for hit in hits])
        prices = [product.price for product in products if product.price is not None]
        return (min(prices), max(prices)) if prices else None


def without(wanted: Wanted, left: Sequence[Constraint]) -> Wanted:
    """What is wanted without these conditions."""
    return replace(wanted, constraints=tuple(one for one in wanted.constraints if one not in left))


def _saying_so(wanted: Wanted) -> Wanted:
    """Only what says in its texts all the words that are wanted."""
    words = tuple(Constraint("words", (word,)) for word in wanted.words.split())
    return replace(wanted, constraints=(*wanted.constraints, *words))


def is_sold(one: Constraint, shop: Shop) -> bool:
    """Whether a shop can be asked for something, and has any."""
    try:
        return shop.search(Query(filters=(one,), k=1, facets=False)).total > 0
    except BadQuery:  # no product states such a field
        return False


def text_of(wanted: Wanted, shop: Shop, language: Language) -> str:
    """What to rank by: what is wanted in words, as a shopper would type it."""
    concepts = shop.concepts
    named = [
        concepts.label(one.field, value, language)
        for one in wanted.constraints
        if not one.excluded and one.field in _SPOKEN
        for value in one.values
        if concepts.get(one.field, value)
    ]
    return " ".join([*named, wanted.words]).strip()


def _ways(wanted: Wanted) -> Iterator[tuple[Constraint, ...]]:
    """Nothing given up, then each soft condition alone, then all of them."""
    yield ()
    soft = [one for one in wanted.constraints if one.field in SOFT and not one.excluded]
    yield from ((one,) for one in soft)
    if len(soft) > 1:
        yield tuple(soft)


def _insistence(one: Constraint) -> int:
    return _INSISTED_ON.index(one.field) + 1 if one.field in _INSISTED_ON else 0
