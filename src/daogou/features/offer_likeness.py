"""How alike two offers are, in 51 ways that know nothing of what is sold.

Words by tf-idf and by spelling, what either says and the other does not, numbers apart from words (a model or
a year that differs is another product), makers, prices, and sentence vectors. After Konda et al. 2016
(Magellan) and Bilenko and Mooney 2003; what telling words are missing from either side, and that numbers are
compared by size, are ours.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, Levenshtein

from daogou.features.offers import Offer, Rarity, cosine, words

SAME_SPELLING = 0.9  # Jaro-Winkler of two words that are one misspelt; "photoshp" and "photoshop" have .97
WAYS = 51
UNKNOWN = -1.0  # for a tree as good as any value that cannot occur


def likeness(
    pairs: Sequence[tuple[Offer, Offer]], rarity: Rarity, meaning: NDArray[np.float32] | None = None
) -> NDArray[np.float32]:
    """float32 [pairs, WAYS]; ``meaning``: float32 [pairs], the cosines of the titles' sentence vectors."""
    close = meaning if meaning is not None else np.full(len(pairs), UNKNOWN, dtype=np.float32)
    rows = [[*_numbers(a, b, rarity), float(m)] for (a, b), m in zip(pairs, close, strict=True)]
    return np.array(rows, dtype=np.float32).reshape(len(pairs), WAYS)


def _numbers(a: Offer, b: Offer, rarity: Rarity) -> Iterator[float]:
    yield cosine(rarity.word_vector(a.title), rarity.word_vector(b.title))
    yield cosine(rarity.gram_vector(a.title), rarity.gram_vector(b.title))
    yield from _sets(set(words(a.title)), set(words(b.title)))
    yield from _spelling(" ".join(words(a.title)), " ".join(words(b.title)))
    yield from _missing(a, b, rarity)
    yield from _figures(set(words(a.title)), set(words(b.title)))
    yield from _makers(a, b)
    yield from _beginnings(words(a.title), words(b.title))
    yield from _prices(a.price, b.price)


def _sets(a: set[str], b: set[str]) -> Iterator[float]:
    both = len(a & b)
    for whole in (len(a | b), min(len(a), len(b)), len(a), len(b)):
        yield both / max(1, whole)


def _spelling(a: str, b: str) -> Iterator[float]:
    yield JaroWinkler.similarity(a, b)
    yield Levenshtein.normalized_similarity(a, b)
    yield from (fuzz.token_sort_ratio(a, b), fuzz.token_set_ratio(a, b), fuzz.partial_ratio(a, b))


def _missing(a: Offer, b: Offer, rarity: Rarity) -> Iterator[float]:
    """What one says and the other does not, makers' names aside, weighed by how telling it is."""
    makers = set(words(a.brand)) | set(words(b.brand))
    first, second = set(words(a.title)) - makers, set(words(b.title)) - makers
    only_a = [rarity.of(w) for w in sorted(_without_counterpart(first, second))]
    only_b = [rarity.of(w) for w in sorted(_without_counterpart(second, first))]
    shared = [rarity.of(w) for w in sorted(first & second)]
    whole_a, whole_b = (math.fsum(rarity.of(w) for w in sorted(s)) for s in (first, second))
    lost_a, lost_b, kept = math.fsum(only_a), math.fsum(only_b), math.fsum(shared)
    yield from (lost_a / (whole_a or 1.0), lost_b / (whole_b or 1.0))
    yield from (max(only_a, default=0.0), max(only_b, default=0.0))
    yield from (kept, kept / (whole_a + whole_b - kept + 1e-9), max(shared, default=0.0))
    yield from (len(only_a), len(only_b), min(lost_a, lost_b), max(lost_a, lost_b))


def _without_counterpart(these: set[str], those: set[str]) -> set[str]:
    """The words of one that the other does not have in any spelling; numbers must be equal."""
    return {
        word
        for word in these - those
        if _is_number(word)
        or not any(JaroWinkler.similarity(word, other, score_cutoff=SAME_SPELLING) for other in those)
    }


def _figures(a: set[str], b: set[str]) -> Iterator[float]:
    """Numbers: all, versions (below 100), years, and codes of five digits or more."""
    first, second = {w for w in a if _is_number(w)}, {w for w in b if _is_number(w)}
    yield from (len(first & second), len(first - second), len(second - first))
    yield from (_contradict(first, second), len(first), len(second), float(bool(first) and first == second))
    for low, high in ((0, 100), (1990, 2035)):
        x, y = ({w for w in side if low <= float(w) < high} for side in (first, second))
        yield from (len(x & y), _contradict(x, y), float(bool(x) != bool(y)))
    x, y = ({w for w in side if len(w) >= 5} for side in (first, second))
    yield from (len(x & y), _contradict(x, y))


def _contradict(a: set[str], b: set[str]) -> float:
    return float(bool(a and b and not a & b))


def _makers(a: Offer, b: Offer) -> Iterator[float]:
    first, second = set(words(a.brand)), set(words(b.brand))
    yield fuzz.token_set_ratio(a.brand, b.brand) if first and second else UNKNOWN
    yield len(first & (second | set(words(b.title)))) / max(1, len(first))
    yield len(second & (first | set(words(a.title)))) / max(1, len(second))
    yield from (float(not first), float(not second))


def _beginnings(a: Sequence[str], b: Sequence[str]) -> Iterator[float]:
    yield float(a[:1] == b[:1])
    yield from (len(a), len(b), abs(len(a) - len(b)))


def _prices(a: float | None, b: float | None) -> Iterator[float]:
    if a and b:
        yield from (math.log(a / b), abs(math.log(a / b)), abs(a - b), min(a, b) / max(a, b))
    else:
        yield from (0.0, UNKNOWN, UNKNOWN, UNKNOWN)


def _is_number(word: str) -> bool:
    return word.replace(".", "").isdecimal()
