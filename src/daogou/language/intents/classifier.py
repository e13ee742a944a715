"""A taught classifier of intents: numpy and scipy alone, one file on disk, or two with a taught encoder."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_softmax

from daogou.core.errors import BadInput, CorruptAsset
from daogou.language.encoder.classifier import TextClassifier, beside, load_classifier
from daogou.language.intents.mixing import Array, Mixing
from daogou.language.intents.network import Network
from daogou.language.intents.ngrams import NGrams

SHOWN = 3  # likeliest intents of a guess: what a shopper can be asked to choose from


@dataclass(frozen=True, slots=True)
class Guess:
    """``intent``: None if the message is outside the scope; ``confidence`` in 0 .. 1 of the likeliest intent.

    ``likeliest``: intents with their probability, the first first. What is left to 1 is with the others and,
    where it was taught, with what is outside.
    """

    intent: str | None
    confidence: float
    likeliest: tuple[tuple[str, float], ...]


@dataclass(frozen=True, eq=False)
class Judges:
    """What gives every message two rows of log-probabilities, the second by its spelling alone.

    Columns: the intents, then, where it was taught, what is outside. ``weights`` float32 [features, columns].
    ``reader``: an encoder that was taught the intents gives a third row.
    """

    network: Network
    ngrams: NGrams
    weights: Array
    reader: TextClassifier | None = None

    def __call__(self, texts: Sequence[str], vectors: Array) -> tuple[Array, ...]:
        """Two or three times float32 [n, columns]."""
        scores = [self.network(vectors), self.ngrams(texts) @ self.weights]
        if self.reader:
            scores.append(self.reader(texts))
        return tuple(log_softmax(table, axis=1) for table in scores)


@dataclass(frozen=True, eq=False)
class IntentClassifier:
    """``intents``: names, in the order of the columns; refuses what is less sure than ``threshold``."""

    intents: tuple[str, ...]
    judges: Judges
    mixing: Mixing
    threshold: float

    @property
    def dim(self) -> int:
        """Of the sentence vectors that it was taught with."""
        return len(self.judges.network.first) - 1

    def __call__(self, texts: Sequence[str], vectors: Array) -> list[Guess]:
        """A guess per text; ``vectors`` float32 [n, dim] of the encoder that it was taught with.

        Raises:
            BadInput: as ``probabilities``.
        """
        return [self._guess(row) for row in self.probabilities(texts, vectors)]

    def probabilities(self, texts: Sequence[str], vectors: Array) -> NDArray[np.float64]:
        """float64 [n, intents]; a row's sum falls short of 1 by the probability of being outside.

        Raises:
            BadInput: not a vector per text, or of another length than those of teaching.
        """
        if vectors.shape != (len(texts), self.dim):
            raise BadInput(
                f"{len(texts)} texts need vectors of shape {(len(texts), self.dim)}, not {vectors.shape}.",
                hint="Encode with the text encoder that the intents were taught with.",
            )
        return self.mixing(*self.judges(texts, vectors))[:, : len(self.intents)]

    def _guess(self, chances: NDArray[np.float64]) -> Guess:
        order = np.argsort(-chances, kind="stable")[:SHOWN]
        likeliest = tuple((self.intents[i], float(chances[i])) for i in order)
        name, sure = likeliest[0]
        return Guess(name if sure >= self.threshold else None, sure, likeliest)

    def save(self, file: Path) -> None:
        """In half precision, but for what is calibrated; a taught encoder in a second file beside it."""
        judges = self.judges
        if judges.reader:
            judges.reader.save(beside(file))
        np.savez_compressed(
            file,
            intents=np.array(self.intents),
            first=judges.network.first.astype(np.float16),
            second=judges.network.second.astype(np.float16),
            codes=judges.ngrams.codes,
            rarity=judges.ngrams.rarity,
            weights=judges.weights.astype(np.float16),
            calibrated=np.array([self.mixing.dense, self.mixing.sparse, self.threshold]),
            **({"read": np.array(self.mixing.read)} if judges.reader else {}),  # type: ignore[arg-type]
        )


def load_intents(file: Path) -> IntentClassifier:
    """What ``save`` wrote.

    Raises:
        CorruptAsset: the file holds something else.
        MissingDependency: an encoder was taught, and the package that has the rest of it is not installed.
    """
    try:
        with np.load(file, allow_pickle=False) as saved:
            wide = {name: saved[name].astype(np.float32) for name in ("first", "second", "weights")}
            ngrams = NGrams(saved["codes"], saved["rarity"])
            dense, sparse, threshold = map(float, saved["calibrated"])
            intents = tuple(map(str, saved["intents"]))
            read = float(saved["read"]) if "read" in saved else None
    except (ValueError, KeyError, TypeError, AttributeError, EOFError, OSError) as error:
        raise CorruptAsset(f"{file.name} holds no classifier of intents: {error}.") from error
    reader = None if read is None else load_classifier(beside(file))
    judges = Judges(Network(wide["first"], wide["second"]), ngrams, wide["weights"], reader)
    mixing = Mixing(dense, sparse) if read is None else Mixing(dense, sparse, read)
    return IntentClassifier(intents, judges, mixing, threshold)
