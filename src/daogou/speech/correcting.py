"""Words heard amiss, put right by hints: a doubtful stretch that sounds like a hint becomes that hint.

"Doubtful" is the model's own word: a stretch in which it was sure of every word stays. What is a hint
already stays too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from daogou.speech.alike import distance, is_chinese, sounds
from daogou.speech.heard import Word

MARKS = " -,.!?;:，。！？；：、…\"'“”"
NEAR_ENOUGH = (
    0.3  # "medium row" is .28 from "medium roast"; "make" is .30 from "milk", "lot of" .36 from "latte"
)
SURE = 0.8  # a word's probability; words of the orders that were heard right had a median of .97
LENGTH_SLACK = 1  # a hint of two words may have been heard as one or as three


@dataclass(frozen=True, slots=True)
class Corrected:
    """``words`` as they are now; ``changes``: what was written -> the hint."""

    words: tuple[Word, ...]
    changes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    far: float
    start: int
    end: int
    hint: str


def corrected(words: Sequence[Word], hints: Sequence[str]) -> Corrected:
    """The words with hints in place of what sounds like them; nearest first, none overlapping another."""
    pieces = [piece for word in words for piece in _pieces(word)]
    bare = [piece.text.strip(MARKS).lower() for piece in pieces]
    taken = _said(bare, hints)
    chosen: list[_Candidate] = []
    for candidate in sorted(_candidates(pieces, bare, hints, taken), key=lambda c: (c.far, c.start - c.end)):
        if not taken & set(range(candidate.start, candidate.end)):
            chosen.append(candidate)
            taken |= set(range(candidate.start, candidate.end))
    return _applied(pieces, sorted(chosen, key=lambda c: c.start))


def _pieces(word: Word) -> list[Word]:
    """Chinese by the character, English by the word: "-roast" may be glued to what stands before it."""
    text = word.text
    if not is_chinese(text) or len(text) == 1:
        return [word]
    step = (word.end_s - word.start_s) / len(text)
    return [
        Word(letter, word.start_s + n * step, word.start_s + (n + 1) * step, word.probability)
        for n, letter in enumerate(text)
    ]


def _joined(bare: Sequence[str]) -> str:
    text = " ".join(bare)
    return text.replace(" ", "") if is_chinese(text) else text.replace("-", " ")


def _said(bare: Sequence[str], hints: Sequence[str]) -> set[int]:
    """Places that are a hint as they stand."""
    wanted = {hint.lower() for hint in hints}
    found: set[int] = set()
    for length in sorted({_length(hint) for hint in wanted}):
        for start in range(len(bare) - length + 1):
            if _joined(bare[start : start + length]) in wanted:
                found |= set(range(start, start + length))
    return found


def _length(hint: str) -> int:
    """Pieces that it takes."""
    return len(hint) if is_chinese(hint) else len(hint.split())


def _candidates(
    pieces: Sequence[Word], bare: Sequence[str], hints: Sequence[str], taken: set[int]
) -> list[_Candidate]:
    found = []
    for hint in hints:
        # a single character sounds like too much
        if len(sounds(hint)) < 2:
            continue
        slack = 0 if is_chinese(hint) else LENGTH_SLACK
        for length in range(max(1, _length(hint) - slack), _length(hint) + slack + 1):
            for start in range(len(pieces) - length + 1):
                span = range(start, start + length)
                if taken & set(span) or min(pieces[n].probability for n in span) >= SURE:
                    continue
                said = _joined(bare[start : start + length])
                if is_chinese(said) != is_chinese(hint):
                    continue
                far = distance(sounds(said), sounds(hint))
                if far <= NEAR_ENOUGH:
                    found.append(_Candidate(far, start, start + length, hint))
    return found


def _applied(pieces: Sequence[Word], chosen: Sequence[_Candidate]) -> Corrected:
    words: list[Word] = []
    changes: list[tuple[str, str]] = []
    at = 0
    for candidate in chosen:
        words += pieces[at : candidate.start]
        span = pieces[candidate.start : candidate.end]
        said = "".join(piece.text for piece in span)
        words.append(_replaced(span, said, candidate.hint))
        changes.append((said.strip(MARKS), candidate.hint))
        at = candidate.end
    return Corrected((*words, *pieces[at:]), tuple(changes))


def _replaced(span: Sequence[Word], said: str, hint: str) -> Word:
    """The hint with the space before and the mark behind that stood there."""
    before = "" if is_chinese(hint) else " "
    behind = said[len(said.rstrip(MARKS)) :]
    least = min(piece.probability for piece in span)
    return Word(f"{before}{hint}{behind}", span[0].start_s, span[-1].end_s, least)
