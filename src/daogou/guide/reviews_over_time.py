"""A shop's reviews by aspect and month: for its owner's page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from daogou.guide.review_words import review_words
from daogou.guide.reviews import AspectCount, Judge, Opinion, opinions_of

MONTH = 7  # characters of an ISO time that name its month: 2026-01


@dataclass(frozen=True)
class Period:
    """``name``: ``2026-01``, "" of reviews without a time; ``rating``: mean stars of the ``rated``, 0 if
    none; ``aspects``: every aspect in the same order, so that periods can be drawn as lines."""

    name: str
    count: int
    rated: int
    rating: float
    aspects: tuple[AspectCount, ...]


@dataclass(frozen=True)
class ShopSentiment:
    """``whole``: all reviews; ``periods``: by month, the oldest first; ``worst``: products with the most
    reviews against them in any aspect, as (product, aspect, how many), most first."""

    whole: Period
    periods: tuple[Period, ...]
    worst: tuple[tuple[str, str, int], ...]


def shop_sentiment(
    reviews: Iterable[tuple[str, Sequence[Mapping[str, Any]]]], judge: Judge | None = None, most: int = 10
) -> ShopSentiment:
    """``reviews``: product id and its reviews as ``Shop.reviews`` gives them; ``most`` of the worst."""
    read = [
        (review, opinions_of(product_id, number, review, judge))
        for product_id, of_product in reviews
        for number, review in enumerate(of_product, 1)
    ]
    months: dict[str, list[tuple[Mapping[str, Any], list[Opinion]]]] = {}
    for review, opinions in read:
        months.setdefault(str(review.get("at") or "")[:MONTH], []).append((review, opinions))
    against: dict[tuple[str, str], int] = {}
    for opinion in (one for _, opinions in read for one in opinions if one.side == "negative"):
        key = (opinion.quote.product_id, opinion.aspect)
        against[key] = against.get(key, 0) + 1
    worst = sorted(((*key, times) for key, times in against.items()), key=lambda one: (-one[2], one[:2]))
    periods = tuple(_period(name, months[name]) for name in sorted(months))
    return ShopSentiment(_period("", read), periods, tuple(worst[:most]))


def _period(name: str, read: Sequence[tuple[Mapping[str, Any], list[Opinion]]]) -> Period:
    stars = [float(review["rating"]) for review, _ in read if review.get("rating") is not None]
    opinions = [one for _, of_review in read for one in of_review]
    aspects = tuple(
        AspectCount(aspect, tuple(one for one in opinions if one.aspect == aspect))
        for aspect in review_words().aspects
    )
    rating = sum(stars) / len(stars) if stars else 0.0
    return Period(name, len(read), len(stars), rating, aspects)
