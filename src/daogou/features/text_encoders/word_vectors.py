"""Word2Vec or GloVe vectors from a file, a text the SIF average of its words (Arora, Liang and Ma 2017).

Rare words weigh more. How often a word occurs is estimated from its place in the file, which goes from
frequent to rare; with ``statistics``, a folder, it is counted on the shop's own texts, and the direction that
these texts share is taken out, as in the paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadOption
from daogou.core.files import sha256_of
from daogou.core.progress import Progress
from daogou.features.learnt import read_learnt, untaught, write_learnt
from daogou.features.plain_words import plain_words
from daogou.features.rows import unit_rows
from daogou.features.text_encoders import TextEncoder
from daogou.features.word_average import (
    averages,
    common_direction,
    counted_probabilities,
    sif_weights,
    without,
    zipf_probabilities,
)
from daogou.features.word_table import WordTable, read_word_table

NEEDED_BY = "text encoder 'word_vectors'"


@dataclass(frozen=True)
class Options:
    """``path``: the file (Word2Vec text or .bin, GloVe text, also .gz); ``limit`` 0: all its words.

    ``statistics``: a folder for what is counted on the shop's texts; empty: nothing is.
    """

    path: str = ""
    statistics: str = ""
    limit: int = 500_000  # 300-d vectors of so many words take 600 MB


class WordVectors:
    """Averages of word vectors from a file."""

    def __init__(self, table: WordTable, name: str, statistics: Path | None) -> None:
        self._table = table
        self._name = name
        self._statistics = statistics
        self.dim = table.vectors.shape[1]
        self._weights = sif_weights(zipf_probabilities(len(table.vectors)))
        self._common = np.zeros(self.dim, dtype=np.float32)
        self._read()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows; zeros for a text without a word of the file."""
        if self._statistics and not self.is_taught:
            raise untaught(NEEDED_BY, self._statistics)
        vectors = averages([plain_words(text) for text in texts], self._table, self._weights)
        return unit_rows(without(vectors, self._common))

    def teach(self, texts: Sequence[str], *, seed: int, progress: Progress) -> None:
        """Count the shop's words and find the direction its texts share; nothing without ``statistics``."""
        if not self._statistics:
            return
        progress.start("counting words")
        cut = [plain_words(text) for text in texts]
        weights = sif_weights(counted_probabilities(self._table, cut))
        common = common_direction(averages(cut, self._table, weights))
        write_learnt(self._statistics, (), {"weights": weights, "common": common})
        self._read()
        progress.finish()

    def _read(self) -> None:
        learnt = read_learnt(self._statistics) if self._statistics else None
        self.is_taught = learnt is not None or self._statistics is None
        self.space = f"word_vectors:{self._name}:{learnt.digest if learnt else 'zipf'}"
        if learnt:
            self._weights, self._common = learnt.arrays["weights"], learnt.arrays["common"]


def build(options: Options) -> TextEncoder:
    """Read the file.

    Raises:
        BadOption: there is no such file, or it holds no word vectors.
    """
    if not options.path:
        raise BadOption(
            f"{NEEDED_BY} needs the option 'path': a file of word vectors.",
            hint='For example: path = "models/glove.6B.300d.txt"',
        )
    file = Path(options.path)
    table = read_word_table(file, limit=options.limit)
    name = f"{file.name}:{sha256_of(file)[:12]}:{len(table.vectors)}"
    return WordVectors(table, name, Path(options.statistics) if options.statistics else None)
