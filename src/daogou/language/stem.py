"""English words to their stems: dresses -> dress."""

from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer  # type: ignore[import-untyped]

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=200_000)  # a catalogue of 100,000 products has about as many different words
def stem(word: str) -> str:
    """The Snowball stem of a lower-case word; words of up to three letters and codes stay as they are."""
    if len(word) <= 3 or not word.isalpha() or not word.isascii():
        return word
    stemmed: str = _stemmer().stemWord(word)
    return stemmed
