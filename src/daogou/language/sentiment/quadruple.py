"""One thing that a review says: of what, which category, for or against, in which words (Cai et al. 2021)."""

from dataclasses import dataclass
from typing import Literal

Sentiment = Literal["negative", "neutral", "positive"]
SENTIMENTS: tuple[Sentiment, ...] = ("negative", "neutral", "positive")
Place = tuple[int, int] | None  # start and end in the text; None: not in so many words


@dataclass(frozen=True, slots=True)
class Quadruple:
    """``category`` is as the labels spell it, such as ``BATTERY#QUALITY``; what has no place is implicit."""

    aspect: Place
    category: str
    sentiment: Sentiment
    opinion: Place


@dataclass(frozen=True, slots=True)
class Review:
    """A text with what it says, by hand."""

    text: str
    says: tuple[Quadruple, ...]


def words_at(text: str, place: Place) -> str:
    """The words there; none of what is implicit."""
    return text[place[0] : place[1]] if place else ""
