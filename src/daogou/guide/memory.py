"""What the guide remembers of a conversation."""

from dataclasses import dataclass, field
from typing import Literal

from daogou.core.product import Language
from daogou.core.query import Constraint
from daogou.guide.answer import Evidence
from daogou.guide.service.desk import Identity, Proposal

TURNS = 40  # are kept to be read again and to hand over; the rest of the memory does not need them


@dataclass(frozen=True, slots=True)
class Said:
    """One turn. ``by``: shopper or guide; ``skill``: of the guide's turns."""

    by: Literal["shopper", "guide"]
    text: str
    skill: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is being looked for: conditions that must hold, words to rank by, a product to resemble.

    ``asked``: names of the good questions that were put already, so that none is put twice.
    """

    constraints: tuple[Constraint, ...] = ()
    words: str = ""
    like: str = ""
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pending:
    """A change of an order that waits for the shopper's yes.

    ``skill``: whose; ``proposal``: the service desk's; ``slots``: what was told of it; ``turns``: how many
    turns ago it was shown last.
    """

    skill: str
    proposal: Proposal | None = None
    slots: tuple[tuple[str, str], ...] = ()
    turns: int = 0


@dataclass(frozen=True, slots=True)
class Memory:
    """Of one conversation; ``shopper_id``: "" for a stranger.

    ``shown``: the last list of products, in order; ``seen``: earlier ones, newest first; ``focus``: the
    product that is spoken of, "" if none. ``asked``: what the guide asked in its last turn, e.g.
    ``order_id``, ``identity``, ``size``, ``occasion``; ``asking``: the skill that asked. ``slots``: what a
    skill that asks over several turns has been told, by name. ``pending``: waits for a yes; ``set_aside``:
    was proposed before something else was spoken of, and is proposed anew before a yes counts. ``done``: the
    id of the service log's last entry, to be undone. ``rested_on``: evidence of the last answer, for "how do
    you know?".
    ``unhappy``: turns in a row without what was wanted.
    """

    language: Language = "en"
    shopper_id: str = ""
    wanted: Wanted = Wanted()
    shown: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    focus: str = ""
    pending: Pending | None = None
    set_aside: Pending | None = None
    asking: str = ""
    asked: str = ""
    slots: tuple[tuple[str, str], ...] = ()
    identity: Identity | None = None
    done: str = ""
    rested_on: tuple[Evidence, ...] = ()
    turns: tuple[Said, ...] = field(default=())
    unhappy: int = 0

    def slot(self, name: str) -> str:
        """What was told under that name, else ""."""
        return dict(self.slots).get(name, "")
