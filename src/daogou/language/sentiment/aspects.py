"""What a review says of what: aspects and opinions are tagged, then paired, and pairs are judged.

Extract, then classify (Cai et al. 2021), by a BiLSTM-CRF and logistic regressions; where an encoder was
taught as well, both are believed. An aspect or an opinion may be implicit: "it died after a week" names
neither. With numpy and scipy alone; taught by ``aspects_training``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_softmax

from daogou.core.errors import CorruptAsset
from daogou.language.encoder.model_file import Array
from daogou.language.entities.mention import Mention, Recogniser
from daogou.language.sentiment.aspects_read import Reading, SentenceReader, load_sentence_reader
from daogou.language.sentiment.linear import LinearChoice, choice_from
from daogou.language.sentiment.pair_features import (
    Sentence,
    belongs_features,
    category_features,
    sentence,
    sentiment_features,
)
from daogou.language.sentiment.quadruple import SENTIMENTS, Place, Quadruple, Sentiment
from daogou.language.tagging.tagger import Tagger, load_tagger
from daogou.language.tagging.units import units_of

ASPECT, OPINION = "aspect", "opinion"  # the tagger's kinds
BELONGS = "yes"
ENCODER = "encoder.npz"  # in a reader's folder
LEAST_CHANCE = 1e-9  # of which a logarithm is taken
CHOICES = ("belongs", "category", "sentiment")


@dataclass(frozen=True, slots=True)
class Bars:
    """How likely a pair must be; chosen on ACOS's dev split. ``first``: of the sentence's likeliest pair."""

    first: float = 0.4
    other: float = 0.6


@dataclass(frozen=True, slots=True)
class Trust:
    """How much a taught encoder is believed; chosen on ACOS's dev split.

    ``tags``: times its log-probabilities, added to the tagger's scores; of the others its share, the rest is
    the regressions'.
    """

    tags: float = 0.5
    belongs: float = 0.5
    category: float = 0.5
    sentiment: float = 0.5


@dataclass(frozen=True, slots=True)
class Said:
    """A quadruple with how sure each part is: that the two belong together, the category, the sentiment."""

    quadruple: Quadruple
    belongs: float
    category: float
    sentiment: float

    @property
    def confidence(self) -> float:
        """Of all three, as if one did not depend on another."""
        return self.belongs * self.category * self.sentiment


@dataclass(frozen=True, eq=False)
class AspectReader:
    """The trained parts; ``tagger`` finds aspects and opinions; ``encoder`` reads beside all of them."""

    tagger: Recogniser
    belongs: LinearChoice
    category: LinearChoice
    sentiment: LinearChoice
    bars: Bars = Bars()
    encoder: SentenceReader | None = None
    trust: Trust = Trust()

    def __call__(self, text: str) -> list[Said]:
        """What the text says, the likeliest pair first."""
        reading = self._read(text)
        mentions = self._mentions(text, reading)
        aspects = [(m.start, m.end) for m in mentions if m.kind == ASPECT]
        opinions = [(m.start, m.end) for m in mentions if m.kind == OPINION]
        of = sentence(text, aspects, opinions)
        pairs = self._pairs(of, reading) if of.units else ()
        ranked = sorted(pairs, key=lambda said: -said.belongs)
        return [
            said
            for place, said in enumerate(ranked)
            if said.belongs >= (self.bars.other if place else self.bars.first)
        ]

    def _read(self, text: str) -> Reading | None:
        units = units_of(text)
        return self.encoder(text, units) if self.encoder and units else None

    def _mentions(self, text: str, reading: Reading | None) -> list[Mention]:
        if reading is None or self.encoder is None or not isinstance(self.tagger, Tagger):
            return list(self.tagger(text))
        return self.tagger(text, np.float32(self.trust.tags) * self.encoder.tags(reading))

    def _pairs(self, of: Sentence, reading: Reading | None) -> Iterator[Said]:
        """What every pair of places would say, implicit ones among them."""
        for aspect, opinion in pairs_of(of):
            belongs = self.belongs.chances(belongs_features(of, aspect, opinion))
            category = self.category.chances(category_features(of, aspect, opinion))
            sentiment = self.sentiment.chances(sentiment_features(of, aspect, opinion))
            if reading and self.encoder:
                read = self.encoder.judged(reading, aspect, opinion)
                felt = read.sentiment[[SENTIMENTS.index(known) for known in self._sentiments]]
                belongs = believed(read.belongs, belongs, self.trust.belongs)
                category = believed(read.category, category, self.trust.category)
                sentiment = believed(felt, sentiment, self.trust.sentiment)
            best, feeling = int(category.argmax()), int(sentiment.argmax())
            quadruple = Quadruple(aspect, self.category.labels[best], self._sentiments[feeling], opinion)
            yes = float(belongs[self.belongs.labels.index(BELONGS)])
            yield Said(quadruple, yes, float(category[best]), float(sentiment[feeling]))

    @property
    def _sentiments(self) -> tuple[Sentiment, ...]:
        return tuple(known for label in self.sentiment.labels for known in SENTIMENTS if known == label)


def believed(read: Array, chances: NDArray[np.float64], trust: float) -> NDArray[np.float64]:
    """Chances by two judges, ``trust`` the first one's share of logarithms; float64 [labels], sums to 1."""
    mixed = trust * read + (1 - trust) * np.log(np.maximum(chances, LEAST_CHANCE))
    shares: NDArray[np.float64] = np.exp(log_softmax(mixed))
    return shares


def pairs_of(of: Sentence) -> Iterator[tuple[Place, Place]]:
    """Every aspect with every opinion, either of them perhaps implicit."""
    yield from product((*of.aspects, None), (*of.opinions, None))


def save_reader(reader: AspectReader, folder: Path) -> None:
    """Two files in the folder, which is made, three with an encoder; half precision, which changes hardly a
    verdict.

    Raises:
        TypeError: the reader's tagger is not one that was taught.
    """
    if not isinstance(reader.tagger, Tagger):
        raise TypeError("Only a taught tagger can be saved.")
    folder.mkdir(parents=True, exist_ok=True)
    reader.tagger.save(folder / "tagger.npz")
    arrays = {k: v for name in CHOICES for k, v in getattr(reader, name).arrays(name).items()}
    trust = reader.trust
    np.savez_compressed(
        folder / "choices.npz",
        bars=np.array([reader.bars.first, reader.bars.other]),
        trust=np.array([trust.tags, trust.belongs, trust.category, trust.sentiment]),
        **arrays,
    )
    (folder / ENCODER).unlink(missing_ok=True)
    if reader.encoder:
        reader.encoder.save(folder / ENCODER)


def load_reader(folder: Path) -> AspectReader:
    """What ``save_reader`` wrote.

    Raises:
        CorruptAsset: one of the files is missing or holds something else.
        MissingDependency: there is an encoder, and the package that has the rest of it is not installed.
    """
    file = folder / "choices.npz"
    try:
        with np.load(file, allow_pickle=False) as saved:
            arrays = dict(saved)
        first, other = map(float, arrays["bars"])
        trust = Trust(*map(float, arrays["trust"]))
    except (ValueError, KeyError, OSError, EOFError) as error:
        raise CorruptAsset(f"{file.name} holds no reader of aspects: {error}.") from error
    belongs, category, sentiment = (choice_from(arrays, name) for name in CHOICES)
    tagger = load_tagger(folder / "tagger.npz")
    encoder = load_sentence_reader(folder / ENCODER) if (folder / ENCODER).is_file() else None
    return AspectReader(tagger, belongs, category, sentiment, Bars(first, other), encoder, trust)
