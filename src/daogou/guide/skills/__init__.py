"""What the guide can do: one file per skill, named as the intent that it answers."""

from typing import Protocol

from daogou.core.roles import Role
from daogou.guide.floor import Floor
from daogou.guide.step import Step as Step
from daogou.guide.step import Turn as Turn


class Skill(Protocol):
    """Answers one kind of wish. It holds nothing of a conversation: all of that is in the memory."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Answer; what cannot be done is said with its reason, never raised.

        Raises:
            StateUnavailable: a database of the shop cannot be opened.
        """
        ...


ROLE: Role[Skill] = Role(__name__)
