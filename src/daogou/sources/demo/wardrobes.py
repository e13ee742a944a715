"""Simulated wardrobes: what the demo shop's people wear together, for teaching and measuring outfits.

A hidden taste, not a rule of dress, decides. Every person belongs to a tribe and has a palette; both are
drawn by chance and written nowhere in the feed:

- a tribe likes some styles, materials, patterns and brands and dislikes others, by numbers drawn from a
  normal distribution; and it likes single products for no reason that their attributes show (a hidden
  character of every product times a hidden direction of the tribe)
- a palette, after the seasonal colour analysis of stylists, is a place in warm-cool, light-deep and
  clear-muted; what lies near it is liked, whatever else is worn
- a habit: some repeat a colour in one outfit, some want light against dark, some do neither
- an outfit has a purpose (an occasion and a season), and what is not for it is worn seldom
- pieces already owned are worn again; one piece in twelve is an accident that nothing explains

There is no hue harmony, no colour wheel, no list of what goes with what. What is worn first (a dress, or
trousers and a top) sways what is worn next, as Gumbel noise allows; see ``WEIGHTS`` for how much each counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

import numpy as np
from numpy.typing import NDArray

from daogou.sources.demo.design import Design
from daogou.sources.demo.sizes import variants
from daogou.sources.demo.vocabulary import rgb

Floats = NDArray[np.float64]

TRIBES = 8
CHARACTER = 4  # hidden directions in which products differ
OUTFITS = (2, 5)  # per wardrobe
ACCIDENT = 1 / 12
NOISE = 1.0  # of the Gumbel noise; with 1 the weights are log odds
WEIGHTS: Mapping[str, float] = {
    "style": 1.0,
    "material": 0.5,
    "pattern": 0.5,
    "brand": 0.5,
    "character": 0.7,
    "palette": 1.6,
    "price": 1.0,
    "habit": 1.3,
    "purpose": 1.2,
    "season": 2.0,
    "owned": 1.5,
    "popularity": 0.5,
}
SLOTS: Mapping[str, tuple[str, ...]] = {
    "dress": ("dress", "qipao"),
    "top": ("tshirt", "polo", "tank", "shirt", "blouse", "sweater", "hoodie", "sweatshirt"),
    "bottom": ("jeans", "trousers", "shorts", "leggings", "skirt"),
    "layer": ("cardigan", "coat", "trench", "blazer", "down-jacket", "gilet", "jacket"),
    "shoes": ("sneakers", "boots", "heels", "sandals", "loafers", "flats"),
    "bag": ("handbag", "crossbody", "tote", "backpack"),
    "accessory": ("cap", "beanie", "hat", "scarf", "belt", "sunglasses", "watch", "tie"),
}
# how often a slot is filled; a layer by season
FILLED = {"shoes": 1.0, "bag": 0.7, "accessory": 0.6}
LAYERED = {"spring": 0.6, "summer": 0.05, "autumn": 0.7, "winter": 1.0}
WEARS_A_DRESS = 0.35  # of women's outfits
SEASONS = tuple(LAYERED)
PURPOSES = ("everyday", "office", "party", "date", "holiday", "sport", "travel", "school", "outdoor")


@dataclass(frozen=True, slots=True)
class Wardrobe:
    """``outfits``: the ids of products that one person wears together, in the order they were chosen."""

    person_id: str
    audience: str
    outfits: tuple[tuple[str, ...], ...]


def wardrobes(designs: Sequence[Design], seed: int, count: int = 480) -> Iterator[Wardrobe]:
    """So many people's wardrobes; the same designs, seed and count give the same ones."""
    world = _World(tuple(designs), seed)
    for number in range(count):
        yield _wardrobe(world, number)


def hidden_liking(designs: Sequence[Design], seed: int, person_ids: Sequence[str]) -> Floats:
    """float64 [people, n]: what each product is worth to each person, -inf: not for them.

    What no scorer can know; with it a measurement can say how much there was to be known.
    """
    world = _World(tuple(designs), seed)
    return np.array([_person(world, int(one.rpartition("-")[2])).liked for one in person_ids])


@dataclass(frozen=True)
class _World:
    """What all people share: the shop's products with their hidden characters, and what tribes like."""

    designs: tuple[Design, ...]
    seed: int

    @cached_property
    def character(self) -> Floats:
        """float [n, CHARACTER]: a family of colours shares it."""
        rows = [_drawn(f"{self.seed}/{one.seed}", CHARACTER) for one in self.designs]
        return np.array(rows).reshape(len(rows), CHARACTER)

    @cached_property
    def palette(self) -> Floats:
        """float [n, 3]: warm-cool, light-deep, clear-muted, each -1..1."""
        return np.array([palette_of(one.colour) for one in self.designs]).reshape(len(self.designs), 3)

    @cached_property
    def colours(self) -> NDArray[np.str_]:
        """str [n]: the main colours."""
        return np.array([one.colour for one in self.designs])

    @cached_property
    def log_price(self) -> Floats:
        """float [n]: against the median of the category, in natural logarithms."""
        prices = [min(v.price for v in variants(one) if v.price is not None) for one in self.designs]
        logs, kinds = np.log(np.array(prices)), np.array([one.category for one in self.designs])
        return np.asarray(logs - np.array([np.median(logs[kinds == kind]) for kind in kinds]))

    @cached_property
    def popularity(self) -> Floats:
        """float [n]: as uneven as in ``shoppers``."""
        order = np.random.default_rng([self.seed, 11]).permutation(len(self.designs))
        return np.asarray(np.log(1.0 / (1 + order) ** 0.45))

    @cached_property
    def tribes(self) -> Floats:
        """float [TRIBES, n]: how much each tribe likes each product."""
        return np.array([self._tribe(number) for number in range(TRIBES)])

    def suiting(self, field: str, value: str) -> Floats:
        """float [n] 0 or 1: whose seasons or occasions hold a value."""
        return self._suiting[field].get(value, np.zeros(len(self.designs)))

    @cached_property
    def _suiting(self) -> Mapping[str, Mapping[str, Floats]]:
        listed = {"seasons": SEASONS, "occasions": PURPOSES}
        return {
            field: {
                value: np.array([float(value in getattr(one, field)) for one in self.designs])
                for value in values
            }
            for field, values in listed.items()
        }

    @cached_property
    def of_slot(self) -> Mapping[str, NDArray[np.bool_]]:
        """Slot -> bool [n]: what is worn there."""
        kinds = np.array([one.category for one in self.designs])
        return {slot: np.isin(kinds, names) for slot, names in SLOTS.items()}

    def _tribe(self, number: int) -> Floats:
        liked = (
            WEIGHTS["character"] * self.character @ np.array(_drawn(f"{self.seed}/tribe/{number}", CHARACTER))
        )
        for field in ("style", "material", "pattern", "brand"):
            values = [getattr(one, field) for one in self.designs]
            worth = {v: _drawn(f"{self.seed}/tribe/{number}/{field}/{v}", 1)[0] for v in set(values)}
            liked = liked + WEIGHTS[field] * np.array([worth[value] for value in values])
        return np.asarray(liked)


@dataclass(frozen=True)
class _Person:
    """``liked`` float [n]: what each product is worth to them, before an outfit; -inf: not for them."""

    audience: str
    liked: Floats
    habit: str
    purposes: tuple[str, ...]


def palette_of(colour: str) -> tuple[float, float, float]:
    """Warm-cool, light-deep, clear-muted of a named colour, each -1..1, from plain sRGB."""
    red, green, blue = (value / 255 for value in rgb(colour))
    high, low = max(red, green, blue), min(red, green, blue)
    return red - blue, red * 0.6 + green * 0.8 + blue * 0.6 - 1.0, 2 * (high - low) - 1.0


def _drawn(key: str, count: int) -> list[float]:
    chance = Random(key)
    return [chance.gauss(0, 1) for _ in range(count)]


def _person(world: _World, number: int) -> _Person:
    chance = Random(f"{world.seed}/wardrobe/{number}")
    audience = chance.choice(("women", "women", "women", "men", "men", "kids"))
    tribe = chance.randrange(TRIBES)
    palette = np.array([chance.uniform(-1, 1) for _ in range(3)])
    tier = chance.gauss(0, 0.35)
    liked = world.tribes[tribe]
    liked = liked - WEIGHTS["palette"] * np.linalg.norm(world.palette - palette, axis=1)
    liked = liked - WEIGHTS["price"] * np.abs(world.log_price - tier)
    liked = liked + WEIGHTS["popularity"] * world.popularity
    own = np.isin([one.audience for one in world.designs], (audience, "unisex"))
    purposes = tuple(chance.sample(PURPOSES, 3))
    return _Person(
        audience, np.where(own, liked, -np.inf), chance.choice(("repeats", "contrasts", "")), purposes
    )


def _wardrobe(world: _World, number: int) -> Wardrobe:
    person = _person(world, number)
    chance = np.random.default_rng([world.seed, 12, number])
    owned: list[int] = []
    outfits: list[tuple[str, ...]] = []
    for _ in range(int(chance.integers(OUTFITS[0], OUTFITS[1] + 1))):
        worn = _outfit(world, person, owned, chance)
        owned += [row for row in worn if row not in owned]
        outfits.append(tuple(world.designs[row].id for row in worn))
    return Wardrobe(f"wearer-{number:05d}", person.audience, tuple(outfits))


def _outfit(world: _World, person: _Person, owned: Sequence[int], chance: np.random.Generator) -> list[int]:
    """Rows of what is worn, chosen one after the other."""
    season = SEASONS[int(chance.integers(len(SEASONS)))]
    purpose = person.purposes[int(chance.integers(len(person.purposes)))]
    worth = person.liked.copy()
    worth += WEIGHTS["season"] * world.suiting("seasons", season)
    worth += WEIGHTS["purpose"] * world.suiting("occasions", purpose)
    worth[list(owned)] += WEIGHTS["owned"]
    worn: list[int] = []
    for slot in _slots(person, season, chance):
        row = _choice(world, person, worth, worn, slot, chance)
        if row is not None:
            worn.append(row)
    return worn


def _slots(person: _Person, season: str, chance: np.random.Generator) -> list[str]:
    dressed = person.audience != "men" and chance.random() < WEARS_A_DRESS
    slots = ["dress"] if dressed else ["bottom", "top"]
    filled = {"layer": LAYERED[season], **FILLED}
    return slots + [slot for slot, often in filled.items() if chance.random() < often]


def _choice(
    world: _World,
    person: _Person,
    worth: Floats,
    worn: Sequence[int],
    slot: str,
    chance: np.random.Generator,
) -> int | None:
    """The piece of a slot that is worn; None where there is nothing for this person."""
    there = world.of_slot[slot] & np.isfinite(worth)
    if not there.any():
        return None
    if chance.random() < ACCIDENT:
        return int(chance.choice(np.flatnonzero(there)))
    swayed = worth + WEIGHTS["habit"] * _habit(world, person, worn)
    noisy = np.where(there, swayed + NOISE * chance.gumbel(size=len(worth)), -np.inf)
    return int(np.argmax(noisy))


def _habit(world: _World, person: _Person, worn: Sequence[int]) -> Floats:
    """float [n] 0..1: what the habit makes of each product beside what is worn already."""
    if not worn or not person.habit:
        return np.zeros(len(world.designs))
    if person.habit == "repeats":
        return np.isin(world.colours, world.colours[list(worn)]).astype(float)
    depth = world.palette[:, 1]
    return np.asarray(np.minimum(np.abs(depth - depth[list(worn)].mean()), 1.0))
