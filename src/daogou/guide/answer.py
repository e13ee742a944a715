"""What the guide answers: statements with what they rest on, and what to show beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from daogou.core.product import Language

EvidenceKind = Literal[
    "product", "attribute", "review", "size_chart", "policy", "order", "cart", "graph", "ranking", "asked"
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that the shop knows, as it is known there.

    ``source``: where it can be looked up: ``product:p12``, ``product:p12/material``, ``review:p12/3``,
    ``policy:returns#refunds``, ``order:1002``, ``graph:<head> <relation> <tail>``; of ``asked`` (what the
    shopper said themselves) ``turn:4``. ``text``: what stands there, names and numbers verbatim.
    """

    kind: EvidenceKind
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or two. One that says anything of the shop, its products or orders has evidence.

    Without evidence: greetings, questions, apologies, and what the guide says of itself.
    """

    text: str
    because: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A comparison: ``rows[i]`` begins with its heading, then a cell per column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """``skill``: who answered. ``says``: in order, to be joined. ``cards``: products to show, in order.

    ``suggestions``: replies that the shopper can choose instead of typing. ``offers_person``: whether a
    person is offered beside the answer. ``why_not``: of an answer that refuses something, the reason's name.
    ``lacking``: of cards that do not meet every condition, what they do not meet, in words of the answer's
    language, to stand beside the card.
    """

    skill: str
    language: Language
    says: tuple[Statement, ...]
    cards: tuple[str, ...] = ()
    table: Table | None = None
    suggestions: tuple[str, ...] = ()
    offers_person: bool = False
    why_not: str = ""
    lacking: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def text(self) -> str:
        """All of what is said: with spaces between in English, without in Chinese."""
        return ("" if self.language == "zh" else " ").join(said.text for said in self.says)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What everything rests on, each once, in order."""
        return tuple(dict.fromkeys(one for said in self.says for one in said.because))
