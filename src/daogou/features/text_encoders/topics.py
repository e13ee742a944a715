"""Topics of the shop's texts as a vector: non-negative matrix factorisation of tf-idf (Lee and Seung 2001).

Every number of a vector is how much a text speaks of one topic, and a topic is a list of words, which
``topics.txt`` in the model's folder shows: "dress summer floral 连衣裙 …". Taught by scikit-learn; encoding
needs numpy alone, and solves each text by itself, so that a text's vector never depends on its neighbours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.files import replacing
from daogou.core.progress import Progress
from daogou.core.roles import required
from daogou.features.bag_of_words import BagOfWords, learn_bag
from daogou.features.learnt import folder_of, read_learnt, untaught, write_learnt
from daogou.features.plain_words import plain_words
from daogou.features.rows import unit_rows
from daogou.features.text_encoders import TextEncoder

NEEDED_BY = "text encoder 'topics'"
UPDATES = 100  # after so many, cosines to the exact solution were above .999 on demo titles
READABLE_WORDS = 10


@dataclass(frozen=True)
class Options:
    """``path``: a folder for what it learns; words of fewer than ``min_texts`` texts are not learnt."""

    path: str = ""
    topics: int = 64
    min_texts: int = 2
    max_words: int = 20_000


class Topics:
    """How much each text speaks of each topic."""

    def __init__(self, folder: Path, options: Options) -> None:
        self._folder = folder
        self._options = options
        self.dim = options.topics
        self._read()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows without negative numbers; zeros for a text without a word that was learnt."""
        if not self.is_taught:
            raise untaught(NEEDED_BY, self._folder)
        rows = [self._bag.row(plain_words(text)) for text in texts]
        products = [weights @ self._topics[columns] for columns, weights in rows]
        shares = np.array(products, dtype=np.float32).reshape(len(texts), self.dim)
        return unit_rows(_solve(shares, self._gram))

    def topic_words(self, count: int = READABLE_WORDS) -> list[list[str]]:
        """The strongest words of every topic, strongest first; an empty list for a topic without words."""
        if not self.is_taught:
            raise untaught(NEEDED_BY, self._folder)
        words = list(self._bag.columns)
        best = np.argsort(-self._topics, axis=0, kind="stable")[:count]  # (count, topics)
        return [[words[row] for row in best[:, t] if self._topics[row, t] > 0] for t in range(self.dim)]

    def teach(self, texts: Sequence[str], *, seed: int, progress: Progress) -> None:
        """Find the topics, and write them down in words too."""
        progress.start("teaching topics", 2)
        cut = [plain_words(text) for text in texts]
        bag = learn_bag(cut, min_texts=self._options.min_texts, max_words=self._options.max_words)
        progress.advance()
        topics = _factorise(bag, cut, self.dim, seed)
        write_learnt(self._folder, tuple(bag.columns), {"idf": bag.idf, "topics": topics})
        self._read()
        with replacing(self._folder / "topics.txt") as file:
            lines = (f"{number}: {' '.join(words)}\n" for number, words in enumerate(self.topic_words()))
            file.write_text("".join(lines), encoding="utf-8")
        progress.advance()
        progress.finish()

    def _read(self) -> None:
        learnt = read_learnt(self._folder)
        self.is_taught = learnt is not None
        self.space = f"topics:{learnt.digest}" if learnt else "topics:untaught"
        if learnt:
            self._bag = BagOfWords({word: row for row, word in enumerate(learnt.words)}, learnt.arrays["idf"])
            self._topics = learnt.arrays["topics"]  # (words, topics)
            self._gram = self._topics.T @ self._topics  # (topics, topics)
            self.dim = self._topics.shape[1]


def _factorise(bag: BagOfWords, texts: Sequence[Sequence[str]], count: int, seed: int) -> NDArray[np.float32]:
    """float32 [words, count], each topic of length 1; zero columns where a small shop has fewer topics."""
    decomposition = required("sklearn.decomposition", NEEDED_BY, "topics")
    topics = np.zeros((len(bag.columns), count), dtype=np.float32)
    rank = min(count, len(bag.columns), len(texts))
    if rank:
        # nndsvda starts from the singular vectors, so that it ends in the same place every time
        model = decomposition.NMF(rank, init="nndsvda", random_state=seed, max_iter=400, tol=1e-3)
        topics[:, :rank] = model.fit(bag.matrix(texts)).components_.T
    lengths = np.linalg.norm(topics, axis=0)
    return (topics / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)


def _solve(products: NDArray[np.float32], gram: NDArray[np.float32]) -> NDArray[np.float32]:
    """Non-negative w that bring w @ topics.T closest to each text, by Lee and Seung's update."""
    shares = products.copy()
    for _ in range(UPDATES):
        shares *= products / np.maximum(shares @ gram, 1e-12)
    return shares


def build(options: Options) -> TextEncoder:
    """Open what was learnt, if anything was."""
    return Topics(folder_of(options.path, NEEDED_BY), options)
