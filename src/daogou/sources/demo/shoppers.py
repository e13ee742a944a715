"""Simulated shoppers with tastes, and what they did: views, carts, buys, ratings, returns.

Each shopper likes some styles, colours, patterns, brands, categories and a price; likes are weights of a
utility. A session has a purpose (one category). What is seen is drawn by utility, popularity and chance;
what is bought is the best of it. Every product has a hidden quality and a cut, which its ratings show.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import numpy as np
from numpy.typing import NDArray

from daogou.core.event import Event, EventKind
from daogou.sources.demo.design import Design
from daogou.sources.demo.reviews import review_text
from daogou.sources.demo.sizes import variants
from daogou.sources.demo.vocabulary import table

# the simulation's last day: fixed, so that the same seed gives the same bytes
LAST_DAY = datetime(2026, 6, 30, tzinfo=UTC)
DAYS = 180
SHOPPERS_PER_PRODUCT = 0.75
SESSIONS = (3, 12)
# weights of the utility, set so that a shopper's buys share a style about twice as often as chance
LIKES = {"style": 1.5, "colour": 1.3, "brand": 1.4, "pattern": 0.8, "category": 1.0}
PRICE_WEIGHT = 1.3


@dataclass(frozen=True, slots=True)
class Shopper:
    """One shopper: a language, a name, a sex to shop for, and what each product is worth to them."""

    id: str
    name: str
    language: str
    utility: NDArray[np.float64]
    allowed: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The products as the simulation sees them, in feed order."""

    designs: Sequence[Design]
    categories: NDArray[np.str_]
    log_price: NDArray[np.float64]
    popularity: NDArray[np.float64]
    quality: NDArray[np.float64]
    cut: NDArray[np.int64]  # -1 runs small, 0 true, 1 large


NAMES_EN = (
    "Mia",
    "Noah",
    "Ivy",
    "Leo",
    "Ruth",
    "Owen",
    "Nora",
    "Hugo",
    "June",
    "Felix",
    "Clara",
    "Amir",
    "Tess",
    "Jonas",
)
NAMES_ZH = (
    "晓雯",
    "子涵",
    "阿哲",
    "小满",
    "思远",
    "佳怡",
    "老周",
    "麦麦",
    "一诺",
    "小鹿",
    "文博",
    "阿宁",
    "青禾",
    "大壮",
)


def shelf_of(designs: Sequence[Design], seed: int) -> Shelf:
    """Popularity falls off as in real shops: the second sells about half as often as the first."""
    chance = np.random.default_rng([seed, 1])
    count = len(designs)
    runs = table("brands")
    prices = [min(v.price for v in variants(d) if v.price is not None) for d in designs]
    return Shelf(
        designs=designs,
        categories=np.array([d.category for d in designs]),
        log_price=np.log(np.array(prices)),
        popularity=np.log(1.0 / (1 + chance.permutation(count)) ** 0.45),
        quality=np.clip(chance.normal(0.3, 0.7, count), -1.6, 1.4),
        cut=np.array(
            [
                int(np.sign(runs[d.brand]["runs_cm"]) if abs(runs[d.brand]["runs_cm"]) > 1 else 0)
                for d in designs
            ]
        ),
    )


def shoppers(shelf: Shelf, seed: int) -> Iterator[Shopper]:
    """Everyone who visits."""
    count = max(12, round(len(shelf.designs) * SHOPPERS_PER_PRODUCT))
    for number in range(count):
        yield _shopper(shelf, number, Random(f"{seed}/shopper/{number}"))


def _shopper(shelf: Shelf, number: int, chance: Random) -> Shopper:
    language = "zh" if chance.random() < 0.62 else "en"
    sex = chance.choice(("women", "women", "women", "men", "men"))
    parent = chance.random() < 0.22
    audiences = {sex, "unisex"} | ({"kids"} if parent else set())
    likes = {field: _likes(shelf, field, chance) for field in LIKES}
    budget = chance.gauss(float(np.median(shelf.log_price)), 0.45)
    worth = [sum(LIKES[f] * likes[f].get(getattr(d, f), -0.4) for f in LIKES) for d in shelf.designs]
    price = -PRICE_WEIGHT * np.abs(shelf.log_price - budget)
    return Shopper(
        id=f"shopper-{number:05d}",
        name=chance.choice(NAMES_ZH if language == "zh" else NAMES_EN),
        language=language,
        utility=np.array(worth) + price,
        allowed=np.array([d.audience in audiences for d in shelf.designs]),
    )


def _likes(shelf: Shelf, field: str, chance: Random) -> dict[str, float]:
    """A few favourites, strongly, and a few more a little."""
    values = sorted({getattr(design, field) for design in shelf.designs})
    chance.shuffle(values)
    strong, some = (2, 2) if field in ("style", "brand") else (3, 4)
    return {v: 1.0 for v in values[:strong]} | {v: 0.35 for v in values[strong : strong + some]}


def events(designs: Sequence[Design], seed: int) -> list[Event]:
    """All events of all shoppers, in the order of time."""
    shelf = shelf_of(designs, seed)
    happened: list[Event] = []
    for shopper in shoppers(shelf, seed):
        happened += _history(shelf, shopper, seed)
    happened.sort(key=lambda event: (event.at, event.shopper_id, event.id))
    return happened


def authors(designs: Sequence[Design], seed: int) -> dict[str, tuple[str, str]]:
    """shopper id -> (name shown, language)."""
    return {s.id: (s.name, s.language) for s in shoppers(shelf_of(designs, seed), seed)}


def _history(shelf: Shelf, shopper: Shopper, seed: int) -> list[Event]:
    chance = np.random.default_rng([seed, 2, int(shopper.id[-5:])])
    record = _Record(shopper)
    if not shopper.allowed.any():
        return []
    days = np.sort(chance.uniform(0, DAYS, int(chance.integers(*SESSIONS))))
    for day in days:
        _session(shelf, shopper, record, LAST_DAY - timedelta(days=float(DAYS - day)), chance)
    return [event for event in record.events if event.at <= LAST_DAY]


class _Record:
    """What one shopper did so far."""

    def __init__(self, shopper: Shopper) -> None:
        self.shopper = shopper
        self.events: list[Event] = []
        self.bought: Counter[int] = Counter()

    def add(self, kind: EventKind, design: Design, at: datetime, value: float = 1.0, text: str = "") -> None:
        number = len(self.events)
        self.events.append(
            Event(
                f"{self.shopper.id}-{number:04d}",
                self.shopper.id,
                kind,
                design.id,
                at.replace(microsecond=0),
                value,
                text,
            )
        )


def _session(
    shelf: Shelf, shopper: Shopper, record: _Record, at: datetime, chance: np.random.Generator
) -> None:
    """A purpose, some pages looked at, perhaps a cart, perhaps a buy and what follows."""
    score = np.where(shopper.allowed, shopper.utility + 0.8 * shelf.popularity, -np.inf)
    score = np.where(_owned(record, len(score)), -np.inf, score)
    purpose = shelf.categories[int(np.argmax(score + chance.gumbel(size=len(score)) * 1.4))]
    score = score + 1.6 * (shelf.categories == purpose) + chance.gumbel(size=len(score))
    seen = np.argsort(-score)[: int(chance.integers(3, 11))]
    seen = seen[np.isfinite(score[seen])]
    for place, row in enumerate(seen):
        record.add(
            "view", shelf.designs[row], at + timedelta(minutes=2.0 * place + float(chance.uniform(0, 1.5)))
        )
    later = at + timedelta(minutes=25)
    wanted = [row for row in seen if shopper.utility[row] + chance.logistic() > 1.6][:2]
    for row in wanted:
        record.add("cart", shelf.designs[row], later)
        if chance.random() < 0.62:
            _buy(shelf, shopper, record, int(row), later + timedelta(minutes=6), chance)


def _owned(record: _Record, count: int) -> NDArray[np.bool_]:
    owned = np.zeros(count, bool)
    owned[list(record.bought)] = True
    return owned


def _buy(
    shelf: Shelf, shopper: Shopper, record: _Record, row: int, at: datetime, chance: np.random.Generator
) -> None:
    design = shelf.designs[row]
    record.add("buy", design, at)
    record.bought[row] += 1
    happy = 3.3 + 0.9 * shelf.quality[row] + 0.12 * shopper.utility[row] + chance.normal(0, 0.9)
    rating = int(np.clip(round(happy), 1, 5))
    if rating <= 2 and chance.random() < 0.55:
        record.add("return", design, at + timedelta(days=float(chance.uniform(4, 9))))
    if chance.random() < 0.5:
        text = ""
        if chance.random() < 0.75:
            text = review_text(
                design, rating, shopper.language, int(shelf.cut[row]), Random(f"{shopper.id}/{design.id}")
            )
        record.add("rate", design, at + timedelta(days=float(chance.uniform(3, 12))), float(rating), text)
