"""Choosing one of several candidates by a weighted sum of their features (McFadden 1974; Berger et al. 1996).

P(candidate i of a question) = exp(w . f_i) / sum_j exp(w . f_j), with features that are named by strings
and hashed (Weinberger et al. 2009), so that a model is one array. Trained by AdaGrad (Duchi et al. 2011) with
an L2 penalty; numpy only. Several candidates of a question may be right: then their sum is made likely.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import CorruptAsset
from daogou.core.progress import SILENT, Progress, tracked

BITS = 20  # a million weights: 2 MB on disk, and few collisions for some 100,000 features in use
BATCH = 64  # questions per step
Features = NDArray[np.int32]  # one candidate's, hashed


def hashed(names: Sequence[str]) -> Features:
    """int32 [len(names)], in 0 .. 2**BITS - 1."""
    return np.array([zlib.crc32(name.encode()) & ((1 << BITS) - 1) for name in names], dtype=np.int32)


@dataclass(frozen=True)
class Question:
    """What may be chosen: each candidate's features, and which of them are right (none: unknown)."""

    candidates: tuple[Features, ...]
    right: tuple[int, ...] = ()


@dataclass
class LogLinear:
    """``weights`` float32 [2**BITS]."""

    weights: NDArray[np.float32] = field(default_factory=lambda: np.zeros(1 << BITS, dtype=np.float32))

    def probabilities(self, candidates: Sequence[Features]) -> NDArray[np.float64]:
        """float64 [n], sums to 1."""
        scores = np.array([self.weights[c].sum(dtype=np.float64) for c in candidates])
        powers = np.exp(scores - scores.max())
        shares: NDArray[np.float64] = powers / powers.sum()
        return shares

    def save(self, file: Path) -> None:
        """As half-precision numbers of the weights in use."""
        used = np.nonzero(self.weights)[0].astype(np.int32)
        np.savez_compressed(file, used=used, weights=self.weights[used].astype(np.float16))


def load_loglinear(file: Path) -> LogLinear:
    """What ``save`` wrote.

    Raises:
        CorruptAsset: the file holds something else.
    """
    model = LogLinear()
    try:
        with np.load(file, allow_pickle=False) as saved:
            model.weights[saved["used"]] = saved["weights"].astype(np.float32)
    except (ValueError, KeyError, IndexError, OSError) as error:
        raise CorruptAsset(f"{file.name} holds no log-linear model: {error}.") from error
    return model


@dataclass(frozen=True)
class Schedule:
    """``epochs`` over all questions; ``rate``: AdaGrad's step; ``penalty`` a question of squared weights."""

    epochs: int = 10
    rate: float = 0.2
    penalty: float = 1e-5


def train_loglinear(
    questions: Sequence[Question], schedule: Schedule, *, seed: int, progress: Progress = SILENT
) -> LogLinear:
    """Weights that make the right candidates likely; questions without a right one are left out."""
    known = [q for q in questions if q.right]
    model = LogLinear()
    squares = np.full(1 << BITS, 1e-6, dtype=np.float32)
    random = np.random.default_rng(seed)
    for _ in tracked(range(schedule.epochs), progress, "Learning weights", schedule.epochs):
        order = random.permutation(len(known))
        for start in range(0, len(order), BATCH):
            _step(model.weights, squares, [known[i] for i in order[start : start + BATCH]], schedule)
    return model


def _step(
    weights: NDArray[np.float32], squares: NDArray[np.float32], batch: Sequence[Question], schedule: Schedule
) -> None:
    """One AdaGrad step on the weights that the batch uses."""
    flat = np.concatenate([c for q in batch for c in q.candidates])
    lengths = np.array([len(c) for q in batch for c in q.candidates])
    owner = np.repeat(np.arange(len(batch)), [len(q.candidates) for q in batch])  # (candidates,)
    errors = _errors(_sums(weights[flat], lengths), owner, batch)
    used, place = np.unique(flat, return_inverse=True)
    slopes = np.bincount(place, weights=np.repeat(errors, lengths), minlength=len(used)).astype(np.float32)
    slopes += schedule.penalty * len(batch) * weights[used]
    squares[used] += slopes * slopes
    weights[used] -= schedule.rate * slopes / np.sqrt(squares[used])


def _sums(values: NDArray[np.float32], lengths: NDArray[np.int64]) -> NDArray[np.float64]:
    """Sums of consecutive parts of these lengths, of which none is 0."""
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    sums: NDArray[np.float64] = np.add.reduceat(values.astype(np.float64), starts)
    return sums


def _errors(
    scores: NDArray[np.float64], owner: NDArray[np.int64], batch: Sequence[Question]
) -> NDArray[np.float64]:
    """d loss / d score of each candidate: its probability less its share of what is right."""
    starts = np.searchsorted(owner, np.arange(len(batch)))
    right = np.zeros(len(scores), dtype=bool)
    for start, question in zip(starts, batch, strict=True):
        right[[start + place for place in question.right]] = True
    powers = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
    good = np.where(right, powers, 0.0)
    probable = powers / np.add.reduceat(powers, starts)[owner]
    wanted = good / np.maximum(np.add.reduceat(good, starts), 1e-300)[owner]
    errors: NDArray[np.float64] = probable - wanted
    return errors
