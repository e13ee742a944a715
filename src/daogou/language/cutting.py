"""Chinese text into words, by jieba, with a shop's own words and no state shared between shops."""

import copy
import logging
import warnings
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any

_REMEMBERED = 20_000  # runs: catalogues repeat their phrases


class _Frequencies:
    """jieba's dictionary with a shop's few words laid over it; the big one is shared and never written."""

    def __init__(self, shared: dict[str, int], own: dict[str, int]) -> None:
        self._shared = shared
        self._own = own

    def __contains__(self, word: str) -> bool:
        return word in self._own or word in self._shared

    def __getitem__(self, word: str) -> int:
        own = self._own.get(word)
        return self._shared[word] if own is None else own

    def get(self, word: str, default: int | None = None) -> int | None:
        own = self._own.get(word)
        return self._shared.get(word, default) if own is None else own


class ChineseCutter:
    """Cuts runs of Chinese characters in search mode: long words also give the words inside them."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        shared = _jieba()
        self._jieba = copy.copy(shared)
        self._jieba.FREQ = _Frequencies(shared.FREQ, _own_frequencies(shared, words))

        self.cut: Callable[[str], tuple[str, ...]] = lru_cache(_REMEMBERED)(self._cut)

    def _cut(self, run: str) -> tuple[str, ...]:
        """Words of a run, in reading order."""
        return tuple(self._jieba.cut_for_search(run))

    def ends(self, run: str) -> list[int]:
        """Where the words of a run end, in its characters, long words not cut further."""
        ends, end = [], 0
        for word in self._jieba.cut(run):
            end += len(word)
            ends.append(end)
        return ends


def _own_frequencies(shared: Any, words: Iterable[str]) -> dict[str, int]:
    """Just enough weight for each word to be kept whole; jieba wants every prefix to be known, with 0."""
    own: dict[str, int] = {}
    for word in words:
        own[word] = shared.suggest_freq(word)
        for end in range(1, len(word)):
            prefix = word[:end]
            if prefix not in shared.FREQ:
                own.setdefault(prefix, 0)
    return own


@cache
def _jieba() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42 has invalid escapes and imports pkg_resources
        import jieba  # type: ignore[import-untyped]
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer
