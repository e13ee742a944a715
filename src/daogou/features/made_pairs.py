"""Judged pairs that nobody judged: a shop's own offers, each beside itself as another shop would write it.

The same: an offer and a disturbed copy (words left out, added, misspelt and turned round, the maker dropped,
another price). Not the same: an offer and a disturbed copy of another that reads much like it; a feed lists a
product once. Both sides are disturbed alike, so that only the product tells them apart.
"""

from collections.abc import Sequence

import numpy as np

from daogou.features.blocking import candidate_pairs
from daogou.features.offers import Offer, Rarity, words

RIVALS = 6  # of each offer, the nearest others: what a matcher must tell apart
LEFT_OUT, LEFT_OUT_NUMBER = 0.5, 0.15  # the most common words go, numbers mostly stay
NO_MAKER, NO_PRICE, TURNED, MISSPELT, ADDED = 0.4, 0.2, 0.3, 0.05, 0.5
PRICE_SPREAD = 0.25  # of the logarithm: most shops lie within a quarter


def made_pairs(
    offers: Sequence[Offer], rarity: Rarity, *, seed: int
) -> tuple[list[tuple[Offer, Offer]], list[bool]]:
    """Pairs and whether each is one product: one that is for every ``RIVALS`` at most that are not."""
    random = np.random.default_rng(seed)
    common = [word for offer in offers for word in words(offer.title)]
    near = candidate_pairs(offers, offers, rarity, nearest=RIVALS + 1)
    pairs, same = [], []
    for first, second in near:
        if first == second or offers[first].title != offers[second].title:
            pairs.append((offers[first], _disturbed(offers[second], rarity, common, random)))
            same.append(first == second)
    return pairs, same


def _disturbed(offer: Offer, rarity: Rarity, common: Sequence[str], random: np.random.Generator) -> Offer:
    """The offer as another shop might write it."""
    makers = set(words(offer.brand))
    no_maker = random.random() < NO_MAKER
    kept = [w for w in words(offer.title) if not _is_left_out(w, no_maker and w in makers, rarity, random)]
    said = [_misspelt(word, random) for word in kept] or list(words(offer.title))
    if random.random() < ADDED and common:
        said += [common[i] for i in random.integers(len(common), size=random.integers(1, 4))]
    if random.random() < TURNED and len(said) > 2:
        cut = int(random.integers(1, len(said)))
        said = said[cut:] + said[:cut]
    price = offer.price * float(np.exp(random.normal(0, PRICE_SPREAD))) if offer.price else None
    return Offer(
        " ".join(said),
        "" if no_maker else offer.brand,
        None if random.random() < NO_PRICE else price,
    )


def _is_left_out(word: str, is_dropped_maker: bool, rarity: Rarity, random: np.random.Generator) -> bool:
    if is_dropped_maker:
        return True
    most = LEFT_OUT_NUMBER if word[0].isdigit() else LEFT_OUT
    return bool(random.random() < most / (1.0 + rarity.of(word) / 2))


def _misspelt(word: str, random: np.random.Generator) -> str:
    """Now and then two letters change places."""
    if len(word) < 4 or word[0].isdigit() or random.random() >= MISSPELT:
        return word
    at = int(random.integers(1, len(word) - 2))
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
