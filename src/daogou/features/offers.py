"""What is compared when two feeds may sell one product: the words of an offer, its maker and its price."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from daogou.core.product import Product
from daogou.language.normalise import HAN, normalise

_WORD = re.compile(rf"[^\W\d_{HAN}]+|\d+(?:\.\d+)?|[{HAN}]")  # Chinese one by one: no dictionary to disagree
GRAM = 3  # characters; the usual length for typing slips


@dataclass(frozen=True, slots=True)
class Offer:
    """``price`` in one currency for all offers that are compared; None where it is not known."""

    title: str
    brand: str = ""
    price: float | None = None


def offer_of(product: Product, language: str = "en") -> Offer:
    """A product as an offer."""
    return Offer(product.title(language), product.brand, product.price)


@lru_cache(maxsize=200_000)  # each offer meets many others
def words(text: str) -> tuple[str, ...]:
    """Words, numbers and single Chinese characters: ``cs3`` is ``cs``, ``3``, as it is when written apart."""
    return tuple(_WORD.findall(normalise(text)))


@lru_cache(maxsize=200_000)
def grams(text: str) -> tuple[str, ...]:
    """Runs of three characters of the words, each end marked by a blank."""
    padded = f" {' '.join(words(text))} "
    return tuple(padded[i : i + GRAM] for i in range(len(padded) - GRAM + 1))


class Rarity:
    """How telling words and grams are: ln((n + 1) / (titles with it + 1)), over all titles compared."""

    def __init__(self, titles: Iterable[str]) -> None:
        distinct = list(dict.fromkeys(titles))
        self._count = len(distinct)
        self._words = Counter(word for title in distinct for word in set(words(title)))
        self._grams = Counter(gram for title in distinct for gram in set(grams(title)))
        self.word_vector = lru_cache(maxsize=200_000)(self._word_vector)
        self.gram_vector = lru_cache(maxsize=200_000)(self._gram_vector)

    def of(self, word: str) -> float:
        """Of a word, at least 0."""
        return math.log((self._count + 1) / (self._words[word] + 1))

    def _word_vector(self, title: str) -> Mapping[str, float]:
        return _unit({word: self.of(word) for word in words(title)})

    def _gram_vector(self, title: str) -> Mapping[str, float]:
        return _unit({g: math.log((self._count + 1) / (self._grams[g] + 1)) for g in grams(title)})


def cosine(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    """Of two sparse unit vectors, 0 to 1."""
    return math.fsum(value * second[key] for key, value in first.items() if key in second)


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(math.fsum(value * value for value in vector.values())) or 1.0
    return {key: value / length for key, value in vector.items()}
