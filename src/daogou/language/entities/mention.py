"""A piece of text that names a thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mention:
    """``text[start:end]`` names a thing of this ``kind``.

    ``id`` is the key of the thing within its kind, "" where it is not known which; ``confidence`` in (0, 1].
    """

    start: int
    end: int
    text: str
    kind: str
    id: str = ""
    confidence: float = 1.0

    def overlaps(self, other: "Mention") -> bool:
        """Whether both cover a character."""
        return self.start < other.end and other.start < self.end


class Recogniser(Protocol):
    """Finds mentions."""

    def __call__(self, text: str) -> list[Mention]:
        """Mentions in reading order; none overlap, save several readings of one and the same span."""
        ...


def joined(first: Sequence[Mention], second: Sequence[Mention]) -> list[Mention]:
    """All of ``first``, and those of ``second`` that overlap none of them, in reading order."""
    added = [mention for mention in second if not any(mention.overlaps(known) for known in first)]
    return sorted([*first, *added], key=lambda mention: (mention.start, mention.end))
