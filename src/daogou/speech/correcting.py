"""Words heard amiss, put right by hints: a doubtful stretch that sounds like a hint becomes that hint.

"Doubtful" is the model's own word: a stretch in which it was sure of every word stays. What is a hint
already stays too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from daogou.speech.alike import VOWEL_SOUND, distance, is_chinese, sounds
from daogou.speech.heard import Word

MARKS = " -,.!?;:，。！？；：、…\"'“”"
# "medium row" is .28 from "medium roast"; but "make" is .30 from "milk"
NEAR_ENOUGH = 0.29
SURE = 0.8  # a word's probability; of the words of the orders it was chosen with, 22 % were below
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

    @property
    def span(self) -> set[int]:
        return set(range(self.start, self.end))


def corrected(words: Sequence[Word], hints: Sequence[str]) -> Corrected:
    """The words with hints in place of what sounds like them; nearest first, none overlapping another."""
    pieces = [piece for word in words for piece in _pieces(word)]
    bare = [piece.text.strip(MARKS).lower() for piece in pieces]
    taken: set[int] = set()
    chosen: list[_Candidate] = []
    for candidate in sorted(_candidates(pieces, bare, hints), key=lambda c: (c.far, c.start - c.end)):
        if not taken & candidate.span:
            chosen.append(candidate)
            taken |= candidate.span
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


def _said(bare: Sequence[str], hints: Sequence[str]) -> dict[int, str]:
    """Place -> the longest hint that stands there already."""
    wanted = {hint.lower() for hint in hints}
    found: dict[int, str] = {}
    for length in sorted({_length(hint) for hint in wanted}):
        for start in range(len(bare) - length + 1):
            said = _joined(bare[start : start + length])
            if said in wanted:
                found |= dict.fromkeys(range(start, start + length), said)
    return found


def _length(hint: str) -> int:
    """Pieces that it takes."""
    return len(hint) if is_chinese(hint) else len(hint.split())


def _candidates(pieces: Sequence[Word], bare: Sequence[str], hints: Sequence[str]) -> list[_Candidate]:
    standing = _said(bare, hints)
    found = []
    for hint in hints:
        if not _tells_enough(hint):
            continue
        slack = 0 if is_chinese(hint) else LENGTH_SLACK
        for length in range(max(1, _length(hint) - slack), _length(hint) + slack + 1):
            for start in range(len(pieces) - length + 1):
                candidate = _Candidate(0.0, start, start + length, hint)
                if _is_open(candidate, pieces, standing):
                    far = _far(_joined(bare[start : start + length]), hint)
                    if far <= NEAR_ENOUGH:
                        found.append(replace(candidate, far=far))
    return found


def _tells_enough(hint: str) -> bool:
    """A single syllable of Chinese, or two consonants of English, sound like too much ("lot", "latte")."""
    heard = sounds(hint)
    return len(heard) >= 2 if is_chinese(hint) else sum(sound != VOWEL_SOUND for sound in heard) >= 3


def _is_open(candidate: _Candidate, pieces: Sequence[Word], standing: Mapping[int, str]) -> bool:
    """Whether the model doubted, and no other hint stands there that the candidate would break.

    "medium row" may become "medium roast" though "medium" is a hint; what is wholly a hint ("milk") never
    becomes another ("soy milk").
    """
    if min(pieces[n].probability for n in candidate.span) >= SURE:
        return False
    there = {standing[n] for n in candidate.span if n in standing}
    if len(there) == 1 and all(n in standing for n in candidate.span):
        return False
    return all(hint != candidate.hint.lower() and hint in candidate.hint.lower() for hint in there)


def _far(said: str, hint: str) -> float:
    """1 for digits, whose sound is not spelt: "a 20 ounce" is no "eight ounce"."""
    comparable = is_chinese(said) == is_chinese(hint) and not any(c.isdigit() for c in said + hint)
    return distance(sounds(said), sounds(hint)) if comparable else 1.0


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
