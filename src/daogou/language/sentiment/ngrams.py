"""Which runs of one to four characters a text has, as numbers (hashing: Weinberger et al. 2009)."""

import numpy as np
from numpy.typing import NDArray

from daogou.language.normalise import normalise

BITS = 22  # four million numbers: of the reviews' two million runs few share one
LONGEST = 4  # characters: two Chinese words
EDGE = "\x02", "\x03"  # where a text begins and ends, which is where verdicts stand
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio (Knuth 1973)
_STEP = np.uint64(0x100000001B3)  # FNV's prime
_MIX = np.uint64(0xBF58476D1CE4E5B9)  # splitmix64's


def ngrams(text: str) -> NDArray[np.int64]:
    """Each run's number once, ascending, in 0 .. 2**BITS - 1; of the normalised text with its edges."""
    marked = EDGE[0] + normalise(text) + EDGE[1]
    letters = (
        np.frombuffer(marked.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64) * _SPREAD
    )
    runs, found = letters, [_numbers(letters, 1)]
    for length in range(2, min(LONGEST, len(letters)) + 1):
        runs = runs[:-1] * _STEP ^ letters[length - 1 :]
        found.append(_numbers(runs, length))
    return np.unique(np.concatenate(found))


def _numbers(runs: NDArray[np.uint64], length: int) -> NDArray[np.int64]:
    """The upper bits after mixing; arrays of unsigned numbers wrap round, as a hash wants it."""
    mixed = (runs ^ (runs >> np.uint64(29))) * _MIX + np.uint64(length)
    return (mixed >> np.uint64(64 - BITS)).astype(np.int64)
