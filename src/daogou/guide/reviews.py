"""What reviews say: by aspect, how many for and against, and in which words.

A review is cut into clauses; a clause speaks of the aspects that its words name. Whether for or against: by
its own words of praise and blame; else by a taught model of polarity, where there is one; else it is neutral.
A review counts once for an aspect: against, if any of its clauses is (a shopper asks what is wrong with it).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from daogou.guide.answer import Evidence
from daogou.guide.review_words import ANY, ReviewWords, Word, review_words
from daogou.language.sentiment.polarity import Polarity

Side = Literal["positive", "negative", "neutral"]
SizeSaid = Literal["fits", "small", "large"]
Judge = Callable[[str], Side]
"""A taught model: whether a clause is for or against."""

SIZE = "size"
SURE = 0.8  # of a taught model: below it a clause is taken as neutral, lest a bare mention is counted
_CLAUSE = re.compile(
    r"(?<=[.!?])\s+|[。！？!?；;，,\n]+|\s+(?=(?:but|however|although|though)\b)|(?=就是|不过|但是|可是|只是)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^。！？!?\n.]*(?:\.(?=\S)[^。！？!?\n.]*)*[。！？!?.]*")


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a review, word for word. ``number``: the review's place from 1, newest first."""

    product_id: str
    number: int
    text: str
    side: Side

    @property
    def evidence(self) -> Evidence:
        """Where it stands."""
        return Evidence("review", f"review:{self.product_id}/{self.number}", self.text)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one review says of one aspect; ``size``: only of the aspect size, where it says which way."""

    aspect: str
    side: Side
    quote: Quote
    size: SizeSaid | None = None


@dataclass(frozen=True)
class AspectCount:
    """Reviews for, against and neither; ``opinions`` in the reviews' order."""

    aspect: str
    opinions: tuple[Opinion, ...]

    @property
    def positive(self) -> int:
        """Reviews that are for it."""
        return self._count("positive")

    @property
    def negative(self) -> int:
        """Reviews that are against it."""
        return self._count("negative")

    @property
    def total(self) -> int:
        """Reviews that speak of it."""
        return len(self.opinions)

    def quotes(self, side: Side, most: int = 1) -> tuple[Quote, ...]:
        """The shortest sentences of that side: they are the plainest."""
        fitting = [one.quote for one in self.opinions if one.side == side]
        return tuple(sorted(fitting, key=lambda quote: (len(quote.text), quote.number))[:most])

    def _count(self, side: Side) -> int:
        return sum(one.side == side for one in self.opinions)


@dataclass(frozen=True)
class ReviewSummary:
    """Of one product. ``rating``: mean of the ``rated`` that give stars, 0 if none; ``aspects``: those that
    at least one review speaks of, the most spoken of first."""

    product_id: str
    count: int
    rated: int
    rating: float
    aspects: tuple[AspectCount, ...]

    def aspect(self, name: str) -> AspectCount:
        """Empty where nobody speaks of it."""
        return next((one for one in self.aspects if one.aspect == name), AspectCount(name, ()))

    def size_says(self, way: SizeSaid) -> tuple[Opinion, ...]:
        """Reviews that say it is small, large, or fits."""
        return tuple(one for one in self.aspect(SIZE).opinions if one.size == way)


def summary_of(
    product_id: str, reviews: Sequence[Mapping[str, Any]], judge: Judge | None = None
) -> ReviewSummary:
    """``reviews`` as ``Shop.reviews`` gives them, newest first."""
    stars = [float(one["rating"]) for one in reviews if one.get("rating") is not None]
    found: dict[str, list[Opinion]] = {}
    for number, review in enumerate(reviews, 1):
        for opinion in opinions_of(product_id, number, review, judge):
            found.setdefault(opinion.aspect, []).append(opinion)
    counts = [AspectCount(aspect, tuple(of)) for aspect, of in found.items()]
    order = review_words().aspects
    ranked = sorted(counts, key=lambda one: (-one.total, order.index(one.aspect)))
    rating = sum(stars) / len(stars) if stars else 0.0
    return ReviewSummary(product_id, len(reviews), len(stars), rating, tuple(ranked))


def opinions_of(
    product_id: str, number: int, review: Mapping[str, Any], judge: Judge | None = None
) -> list[Opinion]:
    """One per aspect that the review speaks of."""
    words = review_words()
    worst: dict[str, Opinion] = {}
    for sentence in sentences_of(str(review.get("text", ""))):
        for clause in filter(None, (part.strip() for part in _CLAUSE.split(sentence))):
            for aspect, said in _spoken_of(clause, words).items():
                side = _side(clause, said, judge)
                quote = Quote(product_id, number, sentence, side)
                opinion = Opinion(aspect, side, quote, _size(said) if aspect == SIZE else None)
                if aspect not in worst or _outweighs(opinion, worst[aspect]):
                    worst[aspect] = opinion
    return list(worst.values())


def sentences_of(text: str) -> list[str]:
    """Word for word, each with its stop."""
    return [found.strip() for found in _SENTENCE.findall(text) if found.strip()]


def judge_by(polarity: Polarity) -> Judge:
    """A taught model as a judge of clauses."""

    def judge(clause: str) -> Side:
        verdict = polarity(clause)
        return verdict.polarity if verdict.confidence >= SURE else "neutral"

    return judge


def _spoken_of(clause: str, words: ReviewWords) -> dict[str, list[Word]]:
    """Aspect -> what is said of it; praise of no aspect counts for each that is named."""
    found = words.of(clause)
    aspects = dict.fromkeys(word.aspect for word in found if word.aspect != ANY)
    return {name: [word for word in found if word.aspect in (name, ANY)] for name in aspects}


def _side(clause: str, said: Sequence[Word], judge: Judge | None) -> Side:
    own = {word.verdict for word in said if word.aspect != ANY and word.verdict != "words"}
    sides = own or {word.verdict for word in said if word.verdict != "words"}
    if sides & {"bad", "small", "large"}:
        return "negative"
    if sides:
        return "positive"
    return judge(clause) if judge else "neutral"


def _size(said: Sequence[Word]) -> SizeSaid | None:
    """The way that its words say; small and large at once says neither."""
    ways = {word.verdict for word in said if word.aspect == SIZE}
    if "small" in ways:
        return None if "large" in ways else "small"
    if "large" in ways:
        return "large"
    return "fits" if "fits" in ways else None


def _outweighs(one: Opinion, other: Opinion) -> bool:
    order: tuple[Side, ...] = ("neutral", "positive", "negative")
    return (order.index(one.side), one.size is not None) > (order.index(other.side), other.size is not None)
