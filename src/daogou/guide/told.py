"""What a message's words tell beside its wish, and what the wishes are called together."""

from collections.abc import Mapping
from dataclasses import dataclass

from daogou.core.query import Constraint
from daogou.guide.references import References
from daogou.guide.service_talk import CHANGES
from daogou.guide.understood import Change, Polarity

CATALOGUE = ("find", "refine")  # told apart by the conversation, not by the words
ORDERS = ("order_status", *CHANGES, "complaint")
SURE = 0.6  # of another wish: then the shopper has left the question open
VAGUE = 0.4  # of the likeliest: below it a message that names nothing is asked about

Chances = Mapping[str, float]
"""Skill, or OUTSIDE -> chance; they add up to 1."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a message's words tell beside its wish; ``narrows``: of what is wanted a narrower kind."""

    read: tuple[Constraint, ...]
    references: References
    reply: Polarity
    change: Change
    order_ids: tuple[str, ...]
    emails: tuple[str, ...]
    numbers: tuple[float, ...]
    is_frustrated: bool = False
    narrows: bool = False
