"""What hearing needs of a speech model; ``whisper`` plays it, and a fake does in tests."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from daogou.speech.decode import Sound
from daogou.speech.heard import Language, Word


@dataclass(frozen=True, slots=True)
class Choice:
    """How well each text fits a brief sound, in nats; ``free``: what the model would write."""

    scores: tuple[tuple[str, float], ...]  # best first
    free: str
    free_score: float
    free_probability: float  # 0..1, a token's mean


class Recogniser(Protocol):
    """Sound (float32 [samples] at 16 kHz) into words."""

    def language(self, sound: Sound) -> Language:
        """The likelier of the languages spoken here."""
        ...

    def words(self, sound: Sound, language: Language, hints: Sequence[str]) -> tuple[Word, ...]:
        """Words with seconds of ``sound``; ``hints`` lean the model towards them, the first the most."""
        ...

    def choice(self, sound: Sound, language: Language, texts: Sequence[str]) -> Choice:
        """How well each of the texts fits a sound of a word or two."""
        ...
