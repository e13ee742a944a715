"""A text's words and pieces of words as a sparse unit row, weighted by how rare they are (tf-idf).

Of a word written with an alphabet: itself, it with its follower, and every piece of 2 to 5 characters,
blanks at its ends included, so that a misspelt word keeps most of its pieces. Chinese is written without
blanks: there every run of 1 to 3 characters. Names are hashed to 32 bits and not kept.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from daogou.language.normalise import HAN, normalise

SHORTEST, LONGEST = 2, 5  # characters of a piece of a word
LONGEST_HAN = 3  # most Chinese words have two characters, few have more than three
READ = 1_000  # characters of a text; a message longer than that is an attack or a pasted page
MANY = 2_000  # texts from which on a piece seen once is left out: it would double the model for nothing
_WORD = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
Codes = NDArray[np.uint32]


def pieces(text: str) -> Iterator[str]:
    """The names of a text's features; a word and a piece of a word never have the same name."""
    words = _WORD.findall(normalise(text[:READ]))
    for place, word in enumerate(words):
        if word[0] >= "\u3400" and word[0] <= "\u9fff":
            yield from _runs(word, 1, LONGEST_HAN)
            continue
        yield f"w={word}"
        yield from _runs(f" {word} ", SHORTEST, LONGEST)
        if place + 1 < len(words):
            yield f"w={word} {words[place + 1][:12]}"  # of a Chinese run that follows, its beginning


def _runs(text: str, shortest: int, longest: int) -> Iterator[str]:
    for size in range(shortest, longest + 1):
        for start in range(len(text) - size + 1):
            yield text[start : start + size]


@dataclass(frozen=True, eq=False)
class NGrams:
    """``codes`` uint32 [features], ascending; ``rarity`` float32 [features], their weights."""

    codes: Codes
    rarity: NDArray[np.float32]

    def __call__(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """float32 [n, features], unit rows; a text without a known feature gives an empty row."""
        counted = [_counted(text) for text in texts]
        lengths = [len(one) for one in counted]
        codes = np.array([code for one in counted for code in one], dtype=np.uint32)
        counts = np.array([count for one in counted for count in one.values()], dtype=np.float32)
        rows = np.repeat(np.arange(len(texts)), lengths)
        places = np.minimum(np.searchsorted(self.codes, codes), max(0, len(self.codes) - 1))
        known = self.codes[places] == codes if len(self.codes) else np.zeros(len(codes), dtype=bool)
        rows, places = rows[known], places[known]
        values = (1 + np.log(counts[known])) * self.rarity[places]
        norms = np.sqrt(np.bincount(rows, weights=values**2, minlength=len(texts)))
        values = (values / norms[rows]).astype(np.float32)
        return sparse.csr_matrix((values, (rows, places)), shape=(len(texts), len(self.codes)))


def learn_ngrams(texts: Sequence[str]) -> NGrams:
    """The features of these texts, with the smoothed inverse of how many texts have them."""
    seen = Counter(code for text in texts for code in _counted(text))
    least = 2 if len(texts) >= MANY else 1
    kept = sorted(code for code, count in seen.items() if count >= least)
    shares = np.array([(1 + len(texts)) / (1 + seen[code]) for code in kept])
    return NGrams(np.array(kept, dtype=np.uint32), (1 + np.log(shares)).astype(np.float32))


def _counted(text: str) -> Counter[int]:
    return Counter(zlib.crc32(piece.encode()) for piece in pieces(text))
