"""Word2Vec taught on the shop's own texts (Mikolov et al. 2013), a text the SIF average of its words.

Learns what this shop's words mean from the company they keep; a few thousand texts are the least it needs.
The average is that of Arora, Liang and Ma (2017): rare words weigh more, and the direction that all texts
share is taken out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.progress import Progress
from daogou.core.roles import required
from daogou.features.learnt import folder_of, read_learnt, untaught, write_learnt
from daogou.features.plain_words import plain_words
from daogou.features.rows import unit_rows
from daogou.features.text_encoders import TextEncoder
from daogou.features.word_average import (
    averages,
    common_direction,
    counted_probabilities,
    sif_weights,
    without,
)
from daogou.features.word_table import WordTable

NEEDED_BY = "text encoder 'word2vec'"


@dataclass(frozen=True)
class Options:
    """``path``: a folder for what it learns; ``window``: how far apart words still keep company."""

    path: str = ""
    dim: int = 128
    window: int = 8  # titles are short: nearly the whole title
    min_count: int = 2
    epochs: int = 15


class Word2Vec:
    """Averages of the shop's own word vectors."""

    def __init__(self, folder: Path, options: Options) -> None:
        self._folder = folder
        self._options = options
        self.dim = options.dim
        self._read()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows; zeros for a text without a word that was learnt."""
        if not self.is_taught:
            raise untaught(NEEDED_BY, self._folder)
        vectors = averages([plain_words(text) for text in texts], self._table, self._weights)
        return unit_rows(without(vectors, self._common))

    def teach(self, texts: Sequence[str], *, seed: int, progress: Progress) -> None:
        """Train with gensim, in one thread: with more, two runs would differ."""
        cut = [plain_words(text) for text in texts]
        progress.start("teaching word2vec")
        words, vectors = _train(cut, self._options, seed)
        table = WordTable({word: row for row, word in enumerate(words)}, vectors)
        weights = sif_weights(counted_probabilities(table, cut))
        common = common_direction(averages(cut, table, weights))
        write_learnt(self._folder, words, {"vectors": vectors, "weights": weights, "common": common})
        self._read()
        progress.finish()

    def _read(self) -> None:
        learnt = read_learnt(self._folder)
        self.is_taught = learnt is not None
        self.space = f"word2vec:{learnt.digest}" if learnt else "word2vec:untaught"
        if learnt:
            rows = {word: row for row, word in enumerate(learnt.words)}
            self._table = WordTable(rows, learnt.arrays["vectors"])
            self._weights, self._common = learnt.arrays["weights"], learnt.arrays["common"]
            self.dim = self._table.vectors.shape[1]


def _train(
    texts: Sequence[Sequence[str]], options: Options, seed: int
) -> tuple[list[str], NDArray[np.float32]]:
    """Words, frequent ones first, and float32 [words, dim]."""
    models = required("gensim.models", NEEDED_BY, "gensim")
    model = models.Word2Vec(
        vector_size=options.dim,
        window=options.window,
        min_count=options.min_count,
        sg=1,
        sample=0,  # gensim would drop frequent words; in titles without stop words those are the goods
        seed=seed,
        workers=1,
    )
    model.build_vocab(texts)
    if not model.wv.index_to_key:  # every word is rarer than min_count: nothing to train
        return [], np.zeros((0, options.dim), dtype=np.float32)
    model.train(texts, total_examples=len(texts), epochs=options.epochs)
    return list(model.wv.index_to_key), np.asarray(model.wv.vectors, dtype=np.float32)


def build(options: Options) -> TextEncoder:
    """Open what was learnt, if anything was."""
    return Word2Vec(folder_of(options.path, NEEDED_BY), options)
