"""What a review says of what: aspects and opinions are tagged, then paired, and pairs are judged.

Extract, then classify (Cai et al. 2021), by a BiLSTM-CRF and logistic regressions instead of BERT. An aspect
or an opinion may be implicit: "it died after a week" names neither. With numpy alone; taught by
``aspects_training``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np

from daogou.core.errors import CorruptAsset
from daogou.language.entities.mention import Recogniser
from daogou.language.sentiment.linear import LinearChoice, choice_from
from daogou.language.sentiment.pair_features import (
    Sentence,
    belongs_features,
    category_features,
    sentence,
    sentiment_features,
)
from daogou.language.sentiment.quadruple import SENTIMENTS, Place, Quadruple
from daogou.language.tagging.tagger import Tagger, load_tagger

ASPECT, OPINION = "aspect", "opinion"  # the tagger's kinds
BELONGS = "yes"
CHOICES = ("belongs", "category", "sentiment")


@dataclass(frozen=True, slots=True)
class Bars:
    """How likely a pair must be; chosen on ACOS's dev split. ``first``: of the sentence's likeliest pair."""

    first: float = 0.4
    other: float = 0.6


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
    """The trained parts; ``tagger`` finds aspects and opinions."""

    tagger: Recogniser
    belongs: LinearChoice
    category: LinearChoice
    sentiment: LinearChoice
    bars: Bars = Bars()

    def __call__(self, text: str) -> list[Said]:
        """What the text says, the likeliest pair first."""
        mentions = self.tagger(text)
        aspects = [(m.start, m.end) for m in mentions if m.kind == ASPECT]
        opinions = [(m.start, m.end) for m in mentions if m.kind == OPINION]
        of = sentence(text, aspects, opinions)
        ranked = sorted(self._pairs(of), key=lambda pair: -pair[0]) if of.units else []
        return [
            self._judged(of, *pair)
            for place, pair in enumerate(ranked)
            if pair[0] >= (self.bars.other if place else self.bars.first)
        ]

    def _pairs(self, of: Sentence) -> Iterator[tuple[float, Place, Place]]:
        """Every pair of places, implicit ones among them, with how likely the two belong together."""
        yes = self.belongs.labels.index(BELONGS)
        for aspect, opinion in pairs_of(of):
            yield float(self.belongs.chances(belongs_features(of, aspect, opinion))[yes]), aspect, opinion

    def _judged(self, of: Sentence, belongs: float, aspect: Place, opinion: Place) -> Said:
        category, sure = self.category.best(category_features(of, aspect, opinion))
        feeling, felt = self.sentiment.best(sentiment_features(of, aspect, opinion))
        known = next(s for s in SENTIMENTS if s == feeling)
        return Said(Quadruple(aspect, category, known, opinion), belongs, sure, felt)


def pairs_of(of: Sentence) -> Iterator[tuple[Place, Place]]:
    """Every aspect with every opinion, either of them perhaps implicit."""
    yield from product((*of.aspects, None), (*of.opinions, None))


def save_reader(reader: AspectReader, folder: Path) -> None:
    """Two files in the folder, which is made; half precision, which changes hardly a verdict.

    Raises:
        TypeError: the reader's tagger is not one that was taught.
    """
    if not isinstance(reader.tagger, Tagger):
        raise TypeError("Only a taught tagger can be saved.")
    folder.mkdir(parents=True, exist_ok=True)
    reader.tagger.save(folder / "tagger.npz")
    arrays = {k: v for name in CHOICES for k, v in getattr(reader, name).arrays(name).items()}
    np.savez_compressed(
        folder / "choices.npz", bars=np.array([reader.bars.first, reader.bars.other]), **arrays
    )


def load_reader(folder: Path) -> AspectReader:
    """What ``save_reader`` wrote.

    Raises:
        CorruptAsset: one of the files is missing or holds something else.
    """
    file = folder / "choices.npz"
    try:
        with np.load(file, allow_pickle=False) as saved:
            arrays = dict(saved)
        first, other = map(float, arrays["bars"])
    except (ValueError, KeyError, OSError, EOFError) as error:
        raise CorruptAsset(f"{file.name} holds no reader of aspects: {error}.") from error
    belongs, category, sentiment = (choice_from(arrays, name) for name in CHOICES)
    tagger = load_tagger(folder / "tagger.npz")
    return AspectReader(tagger, belongs, category, sentiment, Bars(first, other))
