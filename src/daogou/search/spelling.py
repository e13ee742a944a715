"""Words that nobody in the shop has written, replaced by the nearest that somebody has."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

_SHORTEST = 4  # shorter words have too many neighbours
_TWO_FROM = 5  # words from this length on may have two slips
_OTHER_FIRST = 5  # and from this one on another first letter: "real" is no "teal"


@dataclass
class Spelling:
    """``words``: surface word (lower case, not stemmed) -> in how many products it stands."""

    words: Mapping[str, int]
    _by_start: dict[str, list[str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._by_start = {}
        for word in self.words:
            if len(word) >= _SHORTEST - 1 and word.isalpha():
                self._by_start.setdefault(word[0], []).append(word)

    def correct(self, word: str) -> str | None:
        """The nearest known word; None if the word is known, too short, a code, or like no other.

        Slips are counted with swapped neighbours as one (optimal string alignment). The first letter is taken
        to be right unless nothing is found. Among equally near words the more frequent one wins.
        """
        if len(word) < _SHORTEST or not word.isascii() or not word.isalpha() or word in self.words:
            return None
        slips = 2 if len(word) >= _TWO_FROM else 1
        if alike := self._nearest(word, self._by_start.get(word[0], ()), slips):
            return alike
        if len(word) < _OTHER_FIRST:
            return None
        return self._nearest(word, (w for c, ws in self._by_start.items() if c != word[0] for w in ws), 1)

    def _nearest(self, word: str, among: Iterable[str], slips: int) -> str | None:
        best: tuple[int, int, str] | None = None
        for other in among:
            if abs(len(other) - len(word)) > slips:
                continue
            distance = OSA.distance(word, other, score_cutoff=slips)
            if distance <= slips:
                key = (distance, -self.words[other], other)
                best = key if best is None or key < best else best
        return best[2] if best else None


def surface_words(texts: Iterable[str]) -> Counter[str]:
    """How many of the texts hold each Latin word, as written but in lower case."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update({word for word in _split(text) if word.isalpha()})
    return counted


def _split(text: str) -> list[str]:
    return "".join(c if c.isascii() and c.isalnum() else " " for c in text.lower()).split()
