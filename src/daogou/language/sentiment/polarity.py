"""Is a text for or against? Runs of characters, weighed; and, where there is one, what an encoder reads.

Characters serve both languages and misspellings alike. With numpy alone, and scipy where an encoder was
taught too; taught by ``polarity_training``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadInput, CorruptAsset
from daogou.language.encoder.classifier import TextClassifier, beside, load_classifier
from daogou.language.sentiment.ngrams import ngrams

Vectors = NDArray[np.float32]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Verdict:
    """``confidence`` .5 to 1: the share of such verdicts that are right, as held-out texts told."""

    polarity: Literal["positive", "negative"]
    confidence: float


@dataclass(frozen=True, eq=False)
class Polarity:
    """Weights of runs of characters and of vectors, and what makes chances of their sums.

    ``numbers`` int64 [runs] ascending; ``worth`` float32 [runs], naive Bayes' log ratio; ``weights`` float32
    [runs]; ``bias`` float64 [1]; ``vector_weights`` float64 [dim], [0] if taught without vectors.
    ``chance_by_words`` float64 [2]: factor and offset (Platt 1999); ``chance_by_both`` float64 [3]: factors
    of words and vector, and offset. ``reader``: an encoder that was taught the same, whose scores against and
    for stand in for a vector.
    """

    numbers: NDArray[np.int64]
    worth: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: Scores
    vector_weights: Scores
    chance_by_words: Scores
    chance_by_both: Scores
    reader: TextClassifier | None = None

    def __call__(self, text: str, vector: Vectors | None = None) -> Verdict:
        """The verdict on one text; ``vector`` float32 [dim], of the encoder it was taught with."""
        positive = float(self.chances([text], None if vector is None else vector[None])[0])
        return Verdict("positive" if positive >= 0.5 else "negative", max(positive, 1.0 - positive))

    def chances(self, texts: Sequence[str], vectors: Vectors | None = None) -> Scores:
        """How likely each text is positive, float64 [n]; ``vectors`` float32 [n, dim].

        Raises:
            BadInput: vectors of another number or length than it was taught with.
        """
        words = np.array([self.margin(text) for text in texts], dtype=np.float64)
        if self.reader:
            vectors = self.reader(texts)
        if vectors is None:
            factor, offset = self.chance_by_words
            return sigmoid(factor * words + offset)
        if vectors.shape != (len(texts), len(self.vector_weights)):
            raise BadInput(
                f"{len(texts)} texts came with vectors {list(vectors.shape)}.",
                hint=f"This model was taught with vectors of {len(self.vector_weights)} numbers each.",
            )
        of_words, of_vector, offset = self.chance_by_both
        return sigmoid(of_words * words + of_vector * (vectors @ self.vector_weights) + offset)

    def margin(self, text: str) -> float:
        """How far the runs of characters speak for it; below 0 against."""
        found = ngrams(text)
        rows = np.minimum(np.searchsorted(self.numbers, found), len(self.numbers) - 1)
        known = rows[self.numbers[rows] == found]
        length = float(np.sqrt(np.square(self.worth[known], dtype=np.float64).sum()))
        return float(self.worth[known] @ self.weights[known]) / max(length, 1e-9) + float(self.bias[0])

    def save(self, file: Path) -> None:
        """As npz; a taught encoder in a second file beside it."""
        np.savez_compressed(file, **{name: getattr(self, name) for name in ARRAYS})
        if self.reader:
            self.reader.save(beside(file))


ARRAYS = tuple(f.name for f in fields(Polarity) if f.name != "reader")


def load_polarity(file: Path) -> Polarity:
    """What ``save`` wrote.

    Raises:
        CorruptAsset: the file holds no such model.
        MissingDependency: an encoder was taught, and the package that has the rest of it is not installed.
    """
    try:
        with np.load(file, allow_pickle=False) as saved:
            arrays = {name: saved[name] for name in ARRAYS}
    except (ValueError, KeyError, OSError, EOFError) as error:
        raise CorruptAsset(f"{file.name} holds no model of polarity: {error}.") from error
    return Polarity(**arrays, reader=load_classifier(beside(file)) if beside(file).is_file() else None)


def sigmoid(x: Scores) -> Scores:
    """1 / (1 + exp(-x)), without overflow."""
    result: Scores = 0.5 * (1.0 + np.tanh(0.5 * x))
    return result
