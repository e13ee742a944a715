"""What a message was understood to ask."""

from dataclasses import dataclass, field
from typing import Literal

from daogou.core.product import Language
from daogou.core.query import Constraint
from daogou.language.sentiment.emotion import Feeling

Polarity = Literal["yes", "no", "undo", ""]
Change = Literal[
    "cheaper", "dearer", "larger", "smaller", "other_colour", "other", "more", "similar", "reset", ""
]


@dataclass(frozen=True, slots=True)
class Understood:
    """``intent``: name of a skill; ``confidence`` 0..1; ``likeliest``: skills with their chances.

    ``read``: conditions that the words name (``core.query.Constraint``), excluded ones included; ``words``:
    what is left of them to search by. ``references``: ids of the products spoken of, from the memory ("the
    second one", "刚才那件蓝色的"); ``unresolved``: a reference was made that fits no product. ``reply``:
    whether the message says yes, no or undo to what was asked. ``change``: how the last list shall change.
    ``order_ids``, ``emails``, ``numbers``: as written. ``feeling``: of words and voice. ``told``: what a
    language model heard beside it, by name, checked (``guide.arguments``); the words outweigh it.
    """

    text: str
    language: Language
    intent: str
    confidence: float
    likeliest: tuple[tuple[str, float], ...] = ()
    read: tuple[Constraint, ...] = ()
    words: str = ""
    references: tuple[str, ...] = ()
    unresolved: bool = False
    reply: Polarity = ""
    change: Change = ""
    order_ids: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    numbers: tuple[float, ...] = ()
    feeling: Feeling = field(default_factory=lambda: Feeling("neutral", 0.0))
    told: tuple[tuple[str, str], ...] = ()
