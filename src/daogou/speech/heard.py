"""What was heard."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word, or in Chinese some characters, with seconds of the recording and a probability 0..1."""

    text: str
    start_s: float
    end_s: float
    probability: float


@dataclass(frozen=True, slots=True)
class Heard:
    """``confidence`` 0..1: the mean probability of the words, before hints were applied.

    ``nothing_said``: there was no voice, or no words in it; ``text`` is then empty. ``corrected``: pairs of
    what the model wrote and the hint that replaced it. ``spoken_s``: seconds with a voice; ``length_s``: of
    the recording.
    """

    text: str
    language: Language
    confidence: float
    words: tuple[Word, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    spoken_s: float = 0.0
    length_s: float = 0.0
    cues: Mapping[str, float] = field(default_factory=dict)

    @property
    def nothing_said(self) -> bool:
        """Whether there is nothing to answer to."""
        return not self.text
