"""What the guide can do: one file per skill, named as the intent that it answers."""

from dataclasses import dataclass
from typing import Protocol

from daogou.core.roles import Role
from daogou.guide.answer import Answer
from daogou.guide.floor import Floor
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


class Skill(Protocol):
    """Answers one kind of wish. It holds nothing of a conversation: all of that is in the memory."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Answer; what cannot be done is said with its reason, never raised.

        Raises:
            StateUnavailable: a database of the shop cannot be opened.
        """
        ...


ROLE: Role[Skill] = Role(__name__)
