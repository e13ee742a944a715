"""Cuts texts into the encoder's pieces: the likeliest cutting (Kudo 2018), by Viterbi's way."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from daogou.language.encoder.model_file import Vocabulary

BLANK = "▁"  # how the vocabulary writes a blank
UNKNOWN_PENALTY = 10.0  # below the rarest piece, as sentencepiece has it


@dataclass(frozen=True, slots=True)
class Pieces:
    """``numbers`` with begin and end; ``places``: (start, end) in the text of all but these two."""

    numbers: list[int]
    places: list[tuple[int, int]]


class Cutter:
    """Cuts texts."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._of = vocabulary
        self._scores: list[float] = vocabulary.scores.tolist()
        self._longest = max(map(len, vocabulary.numbers), default=1)
        self._unknown = float(np.min(vocabulary.scores)) - UNKNOWN_PENALTY

    def __call__(self, text: str, *, most: int, before: str = "") -> Pieces:
        """The text's first pieces, ``most`` at most with begin and end; ``before``: what is read before it.

        What is before the text has the place (0, 0).
        """
        letters, owners = self._spelt(before + text)
        cut = self._cut(letters)[: most - 2]
        ahead = len(before)
        places = [(owners[start], owners[end - 1] + 1) for _, start, end in cut]
        places = [(max(start - ahead, 0), max(end - ahead, 0)) for start, end in places]
        return Pieces([self._of.begin, *(number for number, _, _ in cut), self._of.end], places)

    def _spelt(self, text: str) -> tuple[str, list[int]]:
        """The letters that are cut, and which of the text's each one comes from."""
        letters, owners = [BLANK], [0]
        for owner, letter in enumerate(text):
            for one in self._of.spelling.get(letter, letter):
                spelt = BLANK if one == " " else one
                if spelt == BLANK == letters[-1]:
                    continue
                letters.append(spelt)
                owners.append(owner)
        return "".join(letters), owners

    def _cut(self, letters: str) -> list[tuple[int, int, int]]:
        """(number, start, end) of each piece."""
        best = [0.0] + [-np.inf] * len(letters)
        came: list[tuple[int, int]] = [(0, 0)] * (len(letters) + 1)
        numbers, scores = self._of.numbers, self._scores
        for start in range(len(letters)):
            score = best[start]
            for end in range(start + 1, min(len(letters), start + self._longest) + 1):
                number = numbers.get(letters[start:end])
                if number is not None and score + scores[number] > best[end]:
                    best[end], came[end] = score + scores[number], (number, start)
            if score + self._unknown > best[start + 1]:
                best[start + 1], came[start + 1] = score + self._unknown, (self._of.unknown, start)
        return _followed(came)


def _followed(came: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    cut, end = [], len(came) - 1
    while end:
        number, start = came[end]
        cut.append((number, start, end))
        end = start
    return cut[::-1]
