"""A question about a picture, understood."""

from dataclasses import dataclass
from typing import Literal

from daogou.core.product import Language

Form = Literal["ask", "verify", "unknown"]
WhyUnknown = Literal["", "not_understood", "beyond_a_picture", "off_topic"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A value that a question names: ``kind`` and the key of its entity; ``text`` as it was asked."""

    kind: str
    concept: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """``form``: what is it like (``ask`` a kind), is it so (``verify`` mentions), or not understood.

    ``kind``: of labels, or ``price``, ``count``, ``text``; for ``verify`` that of the mentions.
    """

    text: str
    language: Language
    form: Form
    kind: str = ""
    mentions: tuple[Mention, ...] = ()
    why: WhyUnknown = ""
