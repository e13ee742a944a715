"""What another feed offers that the shop sells already: asked before a second supplier's feed is taken in.

One product comes under two numbers and two wordings. The same article code settles it; else the trained
matcher of ``features/same_product`` judges, which learns from disturbed copies of the offers of both feeds,
or from pairs that the owner judged.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

import numpy as np

from daogou.core.product import Language, Product
from daogou.features.made_pairs import made_pairs
from daogou.features.offers import Offer, Rarity, offer_of
from daogou.features.same_product import Growth, Pair, SameProduct, Vectors, train_same_product

LEAST = 0.3  # of the probability: of .2 to .8 next to the best F1 on amazon-google's valid split, and surer
LEAST_JUDGED = (
    100  # judged pairs teach alone from here on, of either kind a tenth at least; fewer add to made ones
)
MOST_TAUGHT = (
    1_500  # offers a feed that are disturbed: each is beside six rivals, more teach little and take minutes
)
TREES = 100  # of each kind, as in the bench's unjudged figure
LEAST_OFFERS = 10  # in both feeds together, to learn from
LEAST_CODE = 6  # characters of an article code, one a digit: shorter ones are counters, the same everywhere


@dataclass(frozen=True, slots=True)
class Overlap:
    """One product in both feeds. ``probability`` 0 to 1; ``code``: the article code they share, or empty."""

    ours: Product
    theirs: Product
    probability: float
    code: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the owner said of a pair of product ids."""

    ours: str
    theirs: str
    same: bool


def overlaps(
    ours: Sequence[Product],
    theirs: Sequence[Product],
    *,
    judged: Iterable[Judgement] = (),
    vectors: Vectors | None = None,
    least: float = LEAST,
    seed: int = 0,
) -> tuple[Overlap, ...]:
    """Pairs that are one product, the surest first.

    What the matcher guesses names each product of either feed once at most: a feed lists a product once.

    Pairs that are judged come as they were judged. Products of one id are left out: taking the feed in
    updates them. ``vectors`` gives sentence vectors, without which only words are compared.

    Raises:
        MissingDependency: scikit-learn is not installed.
    """
    told = {(one.ours, one.theirs): one.same for one in judged}
    known = {product.id for product in ours}
    new = [product for product in theirs if product.id not in known]
    settled = [*_told(ours, new, told), *_by_code(ours, new, told)]
    done = {one.theirs.id for one in settled}
    left = [product for product in new if product.id not in done]
    learns = ours and left and can_learn(ours, theirs)
    guessed = _by_matcher(ours, left, told, vectors, least, seed) if learns else []
    surest = sorted(guessed, key=lambda one: -one.probability)
    alone = {one.ours.id: one for one in reversed(surest)}.values()
    first = {one.theirs.id: one for one in reversed([*settled, *alone])}  # told before code before guess
    return tuple(sorted(first.values(), key=lambda one: -one.probability))


def can_learn(ours: Sequence[Product], theirs: Sequence[Product]) -> bool:
    """Whether there are offers enough to teach a matcher; if not, only codes and judgements speak."""
    return len({product.title() for side in (ours, theirs) for product in side}) >= LEAST_OFFERS


def _told(
    ours: Sequence[Product], theirs: Sequence[Product], told: dict[tuple[str, str], bool]
) -> Iterator[Overlap]:
    here, there = ({product.id: product for product in side} for side in (ours, theirs))
    for (one, other), same in told.items():
        if same and one in here and other in there:
            yield Overlap(here[one], there[other], 1.0)


def _by_code(
    ours: Sequence[Product], theirs: Sequence[Product], told: dict[tuple[str, str], bool]
) -> Iterator[Overlap]:
    """Products of which a variant has the same article code."""
    holder = {code: product for product in ours for code in _codes(product)}
    for product in theirs:
        for code in _codes(product):
            if code in holder and told.get((holder[code].id, product.id), True):
                yield Overlap(holder[code], product, 1.0, code)
                break


def _codes(product: Product) -> list[str]:
    codes = (variant.sku.strip().casefold() for variant in product.variants)
    return [code for code in codes if len(code) >= LEAST_CODE and any(c.isdigit() for c in code)]


def _by_matcher(
    ours: Sequence[Product],
    theirs: Sequence[Product],
    told: dict[tuple[str, str], bool],
    vectors: Vectors | None,
    least: float,
    seed: int,
) -> Iterator[Overlap]:
    language = _common_language(ours, theirs)
    sides = comparable_offers(ours, theirs, language)
    rarity = Rarity(offer.title for side in sides for offer in side)
    judged = _judged_pairs(ours, theirs, sides, told)
    matcher = _taught(sides, judged, rarity, vectors, seed)
    for row, other, probability in matcher.matches(sides[1], sides[0], least=least):
        if told.get((ours[other].id, theirs[row].id), True):
            yield Overlap(ours[other], theirs[row], min(1.0, probability))


def _common_language(ours: Sequence[Product], theirs: Sequence[Product]) -> Language:
    """The one in which most titles of both can be compared."""

    def share(language: Language) -> float:
        return float(np.prod([np.mean([language in p.titles for p in side]) for side in (ours, theirs)]))

    return max(get_args(Language), key=lambda language: (share(language), language == "en"))


def comparable_offers(
    ours: Sequence[Product], theirs: Sequence[Product], language: Language
) -> tuple[list[Offer], list[Offer]]:
    """Both feeds in one language; without prices where these are of several currencies."""
    currencies = {
        product.currency for side in (ours, theirs) for product in side if product.price is not None
    }
    comparable = len(currencies) <= 1

    def offers(side: Sequence[Product]) -> list[Offer]:
        made = [offer_of(product, language) for product in side]
        return made if comparable else [replace(offer, price=None) for offer in made]

    return offers(ours), offers(theirs)


def _judged_pairs(
    ours: Sequence[Product],
    theirs: Sequence[Product],
    sides: tuple[list[Offer], list[Offer]],
    told: dict[tuple[str, str], bool],
) -> tuple[list[Pair], list[bool]]:
    rows = tuple({product.id: row for row, product in enumerate(side)} for side in (ours, theirs))
    pairs, same = list[Pair](), list[bool]()
    for (one, other), is_same in told.items():
        if one in rows[0] and other in rows[1]:
            pairs.append((sides[0][rows[0][one]], sides[1][rows[1][other]]))
            same.append(is_same)
    return pairs, same


def _taught(
    sides: tuple[list[Offer], list[Offer]],
    judged: tuple[list[Pair], list[bool]],
    rarity: Rarity,
    vectors: Vectors | None,
    seed: int,
) -> SameProduct:
    pairs, same = judged
    enough = len(same) >= LEAST_JUDGED and 0.1 <= sum(same) / len(same) <= 0.9
    if not enough:
        for place, side in enumerate(sides):
            offers = _some(side, seed)
            made, truth = made_pairs(offers, rarity, seed=seed + place)
            apart = list(
                zip(offers[1:], offers[:-1], strict=True)
            )  # where no two are alike there are no rivals
            pairs, same = [*pairs, *made, *apart], [*same, *truth, *(False for _ in apart)]
    growth = Growth(trees=TREES)
    return train_same_product(pairs, same, rarity, seed=seed, vectors=vectors, growth=growth)


def _some(offers: Sequence[Offer], seed: int) -> list[Offer]:
    distinct = list(dict.fromkeys(offers))
    rows = np.random.default_rng(seed).permutation(len(distinct))[:MOST_TAUGHT]
    return [distinct[row] for row in sorted(rows)]
