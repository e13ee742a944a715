"""What a skill is given, and what it gives back."""

from dataclasses import dataclass

from daogou.guide.answer import Answer
from daogou.guide.memory import Memory
from daogou.guide.message import Message
from daogou.guide.understood import Understood


@dataclass(frozen=True, slots=True)
class Turn:
    """A message, what was understood of it, and what is remembered from before it."""

    message: Message
    understood: Understood
    memory: Memory


@dataclass(frozen=True, slots=True)
class Step:
    """``memory``: as it is after the answer; the turns said are added by who asked the skill."""

    answer: Answer
    memory: Memory
