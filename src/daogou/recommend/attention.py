"""A small transformer over a sequence of products, in numpy: what it takes to ask one that was taught.

Kang and McAuley, *Self-attentive sequential recommendation* (ICDM 2018). Layers are normalised after each
half of a block, as in BERT, and the feed-forward half is four times as wide with a GELU; positions count from
the oldest act that is looked at, so that every beginning of a sequence is a sequence itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

from daogou.features.rows import Vectors
from daogou.recommend.history import Floats, History, Ints

Weights = Mapping[str, Floats]

NORM_EPSILON = 1e-5  # torch's, so that both give the same numbers
HIDDEN = np.float32(-1e9)  # what may not be looked at: its exponential is 0
CHUNK = 256  # sequences at a time: 256 x 50 x 64 floats stay in a core's cache and the next one


@dataclass(frozen=True, eq=False)
class Network:
    """``items`` float32 [n_products, dim]; ``weights``: see ``encode``; ``heads`` divides dim.

    ``known`` bool [n_products]: which products the network has a vector for.
    """

    items: Vectors
    known: NDArray[np.bool_]
    weights: Weights
    heads: int

    @property
    def n_positions(self) -> int:
        """The longest sequence looked at."""
        return len(self.weights["positions"])

    @property
    def blocks(self) -> int:
        """How many layers."""
        return sum(name.endswith(".qkv.weight") for name in self.weights)

    def encode(self, sequences: Sequence[Ints]) -> Vectors:
        """float32 [n, dim]: what each sequence, none of them empty, asks for next.

        The weights' names are those of torch's ``state_dict`` in ``attention_training``: a linear map
        is [out, in].
        """
        rows = [np.zeros((0, self.items.shape[1]), np.float32)]
        rows += [self._encode(sequences[start : start + CHUNK]) for start in range(0, len(sequences), CHUNK)]
        return np.concatenate(rows)

    def _encode(self, sequences: Sequence[Ints]) -> Vectors:
        recent = [sequence[-self.n_positions :] for sequence in sequences]
        ends = np.array([len(sequence) - 1 for sequence in recent])
        table = np.zeros((len(recent), int(ends.max()) + 1), dtype=np.int64)
        for row, sequence in zip(table, recent, strict=True):
            row[: len(sequence)] = sequence
        x = self.items[table] + self.weights["positions"][: table.shape[1]]  # (n, length, dim)
        x = self._normalised(x, "norm")
        for block in range(self.blocks):
            x = self._block(x, f"blocks.{block}")
        last: Vectors = x[np.arange(len(recent)), ends]
        return last

    def _block(self, x: Vectors, name: str) -> Vectors:
        x = self._normalised(x + self._attended(x, name), f"{name}.norm_attention")
        inner = _gelu(self._mapped(x, f"{name}.widen"))
        return self._normalised(x + self._mapped(inner, f"{name}.narrow"), f"{name}.norm_feed")

    def _attended(self, x: Vectors, name: str) -> Vectors:
        n, length, dim = x.shape
        qkv = self._mapped(x, f"{name}.qkv").reshape(n, length, 3, self.heads, dim // self.heads)
        query, key, value = qkv.transpose(2, 0, 3, 1, 4)  # each (n, heads, length, dim per head)
        attention = query @ key.swapaxes(-1, -2) / np.sqrt(np.float32(dim // self.heads))
        attention += np.triu(np.full((length, length), HIDDEN), 1)  # later acts are unknown yet
        attention = _softmax(attention)
        together = (attention @ value).transpose(0, 2, 1, 3).reshape(n, length, dim)
        return self._mapped(together, f"{name}.out")

    def _mapped(self, x: Vectors, name: str) -> Vectors:
        mapped: Vectors = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return mapped

    def _normalised(self, x: Vectors, name: str) -> Vectors:
        centred = x - x.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + np.float32(NORM_EPSILON))
        normalised: Vectors = centred / spread * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return normalised


def sequence_of(history: History, known: NDArray[np.bool_]) -> Ints:
    """int64 [m]: the liked and known products in the order of acts, the same one twice in a row only once.

    A view, a cart and an order of one product say once that it was wanted; that it comes again is no news.
    """
    items = history.items[np.isin(history.items, history.liked) & (history.weights > 0)]
    items = items[known[items]]
    return items[np.append(True, items[1:] != items[:-1])] if len(items) else items


def _gelu(x: Vectors) -> Vectors:
    gelu: Vectors = x * np.float32(0.5) * (np.float32(1) + erf(x * np.float32(np.sqrt(0.5))))
    return gelu


def _softmax(x: Vectors) -> Vectors:
    raised = np.exp(x - x.max(axis=-1, keepdims=True))
    softmax: Vectors = raised / raised.sum(axis=-1, keepdims=True)
    return softmax
