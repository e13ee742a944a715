"""Latent semantic analysis (Deerwester et al. 1990): the strongest directions of the shop's tf-idf.

Words that occur in the same texts come close. It is taught in seconds, encodes with numpy alone, and knows
only the words of this shop.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.progress import Progress
from daogou.core.roles import required
from daogou.features.bag_of_words import BagOfWords, learn_bag
from daogou.features.learnt import folder_of, read_learnt, untaught, write_learnt
from daogou.features.plain_words import plain_words
from daogou.features.rows import unit_rows
from daogou.features.text_encoders import TextEncoder

NEEDED_BY = "text encoder 'lsa'"


@dataclass(frozen=True)
class Options:
    """``path``: a folder for what it learns; words of fewer than ``min_texts`` texts are not learnt."""

    path: str = ""
    dim: int = 256
    min_texts: int = 2
    max_words: int = 50_000


class Lsa:
    """Rows of tf-idf times the right singular vectors."""

    def __init__(self, folder: Path, options: Options) -> None:
        self._folder = folder
        self._options = options
        self.dim = options.dim
        self._read()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows; zeros for a text without a word that was learnt."""
        if not self.is_taught:
            raise untaught(NEEDED_BY, self._folder)
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for number, text in enumerate(texts):
            columns, weights = self._bag.row(plain_words(text))
            rows[number] = weights @ self._directions[columns]
        return unit_rows(rows)

    def teach(self, texts: Sequence[str], *, seed: int, progress: Progress) -> None:
        """Find the directions with scikit-learn's randomised SVD."""
        decomposition = required("sklearn.decomposition", NEEDED_BY, "topics")
        progress.start("teaching lsa", 2)
        cut = [plain_words(text) for text in texts]
        bag = learn_bag(cut, min_texts=self._options.min_texts, max_words=self._options.max_words)
        progress.advance()
        directions = np.zeros((len(bag.columns), self.dim), dtype=np.float32)
        rank = min(self.dim, len(bag.columns), len(texts))  # a small shop leaves the other columns zero
        if rank:
            svd = decomposition.TruncatedSVD(rank, random_state=seed)
            directions[:, :rank] = svd.fit(bag.matrix(cut)).components_.T
        write_learnt(self._folder, tuple(bag.columns), {"idf": bag.idf, "directions": directions})
        self._read()
        progress.advance()
        progress.finish()

    def _read(self) -> None:
        learnt = read_learnt(self._folder)
        self.is_taught = learnt is not None
        self.space = f"lsa:{learnt.digest}" if learnt else "lsa:untaught"
        if learnt:
            self._bag = BagOfWords({word: row for row, word in enumerate(learnt.words)}, learnt.arrays["idf"])
            self._directions = learnt.arrays["directions"]  # (words, dim)
            self.dim = self._directions.shape[1]


def build(options: Options) -> TextEncoder:
    """Open what was learnt, if anything was."""
    return Lsa(folder_of(options.path, NEEDED_BY), options)
