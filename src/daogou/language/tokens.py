"""Text into the tokens that the text index counts."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from sys import intern

from daogou.language.cutting import ChineseCutter
from daogou.language.normalise import HAN, normalise
from daogou.language.stem import stem

_PIECE = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+(?:[-./+&'][^\W_{HAN}]+)*\+*")
_PART = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)+[a-z]*")  # 43.2cm stays whole
_WORD_THEN_NUMBER = re.compile(r"([a-z]{3,})(\d+)")
STOP_WORDS = frozenset(
    str.split(
        "a an the of for with and or in on to by at from is are as it its this that your our "
        "的 了 和 与 及 或 是 在 有 也 就 都 把 被 让 给 个 一个 这 那 我 要 想 想要 买 找"
    )
)


class Tokens:
    """Cuts both languages. ``words`` are the shop's own Chinese words (brands, categories), kept whole."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words = tuple(dict.fromkeys(words))

    @cached_property
    def _chinese(self) -> ChineseCutter:
        return ChineseCutter(self.words)

    def __call__(self, text: str) -> list[str]:
        """Tokens in reading order, with repeats.

        English words are stemmed and stop words left out. A compound gives its parts and itself without the
        joints, so that ``WH-1000XM4``, ``wh1000xm4`` and ``wh 1000xm4`` meet.
        """
        found = self._all(normalise(text))
        return [intern(token) for token in found if token not in STOP_WORDS]  # a catalogue repeats its words

    def word_ends(self, run: str) -> list[int]:
        """Where the words of a run of Chinese characters end."""
        return self._chinese.ends(run)

    def _all(self, text: str) -> Iterator[str]:
        letter, letter_end = "", -1
        for match in _PIECE.finditer(text):
            piece = match.group()
            if letter and match.start() - letter_end <= 1:
                yield letter + (stem(piece) if piece.isascii() else piece[0])  # t shirt, T恤
            single = len(piece) == 1 and piece.isascii() and piece.isalpha()
            letter, letter_end = (piece, match.end()) if single else ("", -1)
            yield from self._chinese.cut(piece) if "\u3400" <= piece[0] <= "\u9fff" else _latin(piece)


def _latin(piece: str) -> Iterator[str]:
    parts = _PART.findall(piece)
    if len(parts) > 1 and not _NUMBER.fullmatch(piece):
        yield from (stem(part) for part in parts if len(part) > 1)
        yield stem("".join(parts))
        return
    yield stem(piece)
    joined = _WORD_THEN_NUMBER.fullmatch(piece)
    if joined:  # iphone11
        yield from (stem(joined[1]), joined[2])


@lru_cache(maxsize=20_000)  # values and titles are looked up once per kind of concept
def phrase_key(text: str) -> tuple[str, ...]:
    """How names are compared: stems of Latin words, and Chinese characters one by one.

    ``phrase_key("V-necks")`` and ``phrase_key("v neck")`` are both ``("v", "neck")``.
    """
    return tuple(atom for atom, _ in atoms(normalise(text)))


def atoms(normalised: str) -> list[tuple[str, tuple[int, int]]]:
    """Stems and single Chinese characters, each with where it stands in the normalised text."""
    found = []
    for match in re.finditer(rf"[{HAN}]|[^\W_{HAN}]+(?:\.\d+)?", normalised):
        found.append((stem(match.group()), match.span()))
    return found
