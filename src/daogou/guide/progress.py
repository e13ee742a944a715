"""What is told of a turn while it is made."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from daogou.guide.answer import Statement


@dataclass(frozen=True, slots=True)
class Progress:
    """``understood``: ``skill`` answers now. ``draft``: ``said`` is a sentence of a language model that was
    checked; the whole may still be given up for the skill's own words. ``statement``: ``said`` is final.
    """

    stage: Literal["understood", "draft", "statement"]
    skill: str
    said: Statement = field(default_factory=lambda: Statement(""))


Tell = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Nobody listens."""
