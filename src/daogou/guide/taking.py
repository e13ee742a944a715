"""A turn being taken: what skills that look things up all need at hand."""

from dataclasses import dataclass

from daogou.core.product import Language
from daogou.guide.floor import Floor, Shop
from daogou.guide.step import Turn


@dataclass(frozen=True)
class Taking:
    """What was said, and where."""

    turn: Turn
    floor: Floor

    @property
    def shop(self) -> Shop:
        """What is sold."""
        return self.floor.shop

    @property
    def language(self) -> Language:
        """In which it is answered."""
        return self.turn.understood.language

    @property
    def nth(self) -> int:
        """Which of several ways to say things."""
        return len(self.turn.memory.turns)
