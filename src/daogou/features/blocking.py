"""Which offers of two feeds are worth comparing: the few that share the most telling words, or mean the same.

Comparing all with all grows with the product of both feeds. Kept are the nearest by tf-idf of words and
character trigrams, and, where sentence vectors are given, the nearest by those.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from daogou.features.offers import Offer, Rarity

NEAREST = 10  # of each kind, an offer
COMMON = 0.1  # a word in more than this share of the offers is looked at only through others
CHUNK = 1024  # rows of sentence vectors at a time


def candidate_pairs(
    left: Sequence[Offer],
    right: Sequence[Offer],
    rarity: Rarity,
    *,
    nearest: int = NEAREST,
    meanings: tuple[NDArray[np.float32], NDArray[np.float32]] | None = None,
) -> list[tuple[int, int]]:
    """(row of ``left``, row of ``right``), each pair once, in order.

    ``meanings``: unit rows, float32 [left, dim] and [right, dim].
    """
    found = set(_by_words(left, right, rarity, nearest))
    if meanings is not None:
        found |= set(_by_meaning(*meanings, nearest))
    return sorted(found)


def _by_words(
    left: Sequence[Offer], right: Sequence[Offer], rarity: Rarity, nearest: int
) -> Iterator[tuple[int, int]]:
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for row, offer in enumerate(right):
        for key, weight in _vector(offer, rarity):
            holders[key].append((row, weight))
    most = max(nearest, COMMON * len(right))
    for row, offer in enumerate(left):
        scores: dict[int, float] = defaultdict(float)
        for key, weight in _vector(offer, rarity):
            if len(holders.get(key, ())) <= most:
                for other, theirs in holders.get(key, ()):
                    scores[other] += weight * theirs
        yield from ((row, other) for other in heapq.nlargest(nearest, scores, key=lambda o: (scores[o], -o)))


def _vector(offer: Offer, rarity: Rarity) -> Iterator[tuple[str, float]]:
    """Words, and grams in brackets so that the two cannot meet."""
    yield from rarity.word_vector(offer.title).items()
    yield from ((f"<{gram}>", weight) for gram, weight in rarity.gram_vector(offer.title).items())


def _by_meaning(
    left: NDArray[np.float32], right: NDArray[np.float32], nearest: int
) -> Iterator[tuple[int, int]]:
    count = min(nearest, len(right))
    for start in range(0, len(left) if count else 0, CHUNK):
        cosines = left[start : start + CHUNK] @ right.T
        best = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
        yield from ((start + row, int(other)) for row, others in enumerate(best) for other in others)
