"""Simulated shoppers: their events refer to products and show their tastes."""

import re
from collections import Counter, defaultdict
from itertools import combinations
from random import Random

import pytest

from daogou.core.event import EVENT_KINDS, Event
from daogou.sources.demo.design import Design, designs
from daogou.sources.demo.reviews import BALANCE, review_text
from daogou.sources.demo.shoppers import events
from daogou.sources.demo.vocabulary import table

DESIGNS = list(designs(200, seed=7))
BY_ID = {design.id: design for design in DESIGNS}


@pytest.fixture(scope="module")
def happened() -> list[Event]:
    return events(DESIGNS, seed=7)


def test_events_refer_to_products_in_the_order_of_time(happened: list[Event]) -> None:
    assert {event.product_id for event in happened} <= set(BY_ID)
    assert {event.kind for event in happened} <= set(EVENT_KINDS)
    assert len({event.id for event in happened}) == len(happened)
    assert [event.at for event in happened] == sorted(event.at for event in happened)


def test_nobody_buys_what_they_have_not_put_into_a_cart_or_returns_what_they_have_not_bought(
    happened: list[Event],
) -> None:
    did: dict[str, set[tuple[str, str]]] = defaultdict(set)
    before = {"cart": "view", "buy": "cart", "return": "buy", "rate": "buy"}
    for event in happened:
        if event.kind in before:
            assert (event.shopper_id, event.product_id) in did[before[event.kind]]
        did[event.kind].add((event.shopper_id, event.product_id))


@pytest.mark.parametrize("field", ["style", "colour", "brand"])
def test_what_one_shopper_buys_shares_more_than_chance(happened: list[Event], field: str) -> None:
    baskets: dict[str, list[Design]] = defaultdict(list)
    for event in happened:
        if event.kind == "buy":
            baskets[event.shopper_id].append(BY_ID[event.product_id])
    values = [[getattr(design, field) for design in basket] for basket in baskets.values()]
    within = [one == other for basket in values for one, other in combinations(basket, 2)]
    bought = Counter(value for basket in values for value in basket)
    chance = sum((count / bought.total()) ** 2 for count in bought.values())
    assert sum(within) / len(within) > 1.2 * chance


def test_ratings_are_mixed_and_mostly_good(happened: list[Event]) -> None:
    ratings = [event.value for event in happened if event.kind == "rate"]
    assert set(ratings) >= {2.0, 3.0, 4.0, 5.0}
    assert 3.2 < sum(ratings) / len(ratings) < 4.6


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("rating", sorted(BALANCE))
def test_a_review_says_what_its_stars_say(rating: int, language: str) -> None:
    text = review_text(BY_ID["dress-0001"], rating, language, 0, Random(rating))
    said = {tone: _mentions(text, tone, language) for tone in ("praise", "complaint")}
    if rating == 5:
        assert said == {"praise": 2, "complaint": 0}
    if rating == 1:
        assert said == {"praise": 0, "complaint": 2}
    if rating in (2, 3):
        assert min(said.values()) >= 1


def _mentions(text: str, tone: str, language: str) -> int:
    """How many aspects of that tone the review speaks of."""
    tones = ("praise",) if tone == "praise" else ("complaint", "small", "large")
    return sum(
        any(
            _fixed_part(sentence) in text
            for kind in tones
            for sentence in aspect.get(f"{kind}_{language}", [])
        )
        for aspect in table("reviews").values()
    )


def _fixed_part(sentence: str) -> str:
    """The longest run of words without a blank, less its first letter, which may be lowered."""
    return max(re.split(r"\{\w+\}", sentence), key=len)[1:].strip()
