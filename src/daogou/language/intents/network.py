"""Dense sentence vectors -> one score per intent: one hidden layer, with numpy alone.

Taught by AdamW (Loshchilov and Hutter 2019) in one cycle of the rate (Smith 2018), with dropout and smoothed
labels (Szegedy et al. 2016): intents that people themselves confuse (77 of a bank's, say) are then not learnt
by heart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.core.progress import SILENT, Progress, tracked

Array = NDArray[np.float32]
WARM = 0.3  # of all steps until the rate is highest; PyTorch's own choice for one cycle
LEAST_STEPS = 300  # a few examples are seen more often, or the network would hardly have moved


@dataclass(frozen=True)
class Schedule:
    """How the network is taught; chosen on a fifth of BANKING77's train."""

    epochs: int = 20
    hidden: int = 768
    rate: float = 2e-3
    batch: int = 128
    dropped_in: float = 0.2  # of the vector's numbers
    dropped_hidden: float = 0.4
    smoothing: float = 0.1
    decay: float = 1e-4


@dataclass(frozen=True, eq=False)
class Network:
    """``first`` float32 [dim + 1, hidden], ``second`` float32 [hidden + 1, intents]; last rows: constants."""

    first: Array
    second: Array

    def __call__(self, vectors: Array) -> Array:
        """Unnormalised log-probabilities, float32 [n, intents]."""
        return _affine(_rectified(_affine(scaled(vectors), self.first)), self.second)


def averaged(networks: Sequence[Network]) -> Network:
    """One network whose scores are the mean of theirs: their hidden layers stand beside each other."""
    first = np.concatenate([one.first for one in networks], axis=1)
    constants = np.sum([one.second[-1:] for one in networks], axis=0)
    second = np.concatenate([*(one.second[:-1] for one in networks), constants]) / len(networks)
    return Network(first, second.astype(np.float32))


def scaled(vectors: Array) -> Array:
    """Unit rows to rows whose numbers are about 1, which the rate and the first weights expect."""
    return np.asarray(vectors, dtype=np.float32) * np.float32(np.sqrt(vectors.shape[1]))


def teach_network(
    vectors: Array,
    labels: NDArray[np.intp],
    intents: int,
    *,
    seed: int,
    schedule: Schedule | None = None,
    progress: Progress = SILENT,
) -> Network:
    """Teach from ``vectors`` float32 [n, dim] and ``labels`` int [n], in 0 .. intents - 1."""
    chosen = schedule or Schedule()
    random = np.random.default_rng(seed)
    rows = scaled(vectors)
    batch = min(chosen.batch, max(8, len(rows) // 8))  # at least some 8 steps an epoch
    epochs = max(chosen.epochs, -(-LEAST_STEPS * batch // len(rows)))
    weights = [
        _drawn(random, rows.shape[1], chosen.hidden),
        _drawn(random, chosen.hidden, intents),
    ]
    adam = [_Adam(w) for w in weights]
    steps = epochs * -(-len(rows) // batch)
    order = random.permutation(0)
    for step in tracked(range(steps), progress, "Teaching intents", steps):
        start = step * batch % (-(-len(rows) // batch) * batch)
        if start == 0:
            order = random.permutation(len(rows))
        chunk = order[start : start + batch]
        slopes = _slopes(weights, rows[chunk], labels[chunk], chosen, random)
        for one, slope in zip(adam, slopes, strict=True):
            one.step(slope, _rate(step / steps) * chosen.rate, chosen.decay)
    return Network(weights[0], weights[1])


def _slopes(
    weights: list[Array],
    rows: Array,
    labels: NDArray[np.intp],
    schedule: Schedule,
    random: np.random.Generator,
) -> list[Array]:
    """d mean cross-entropy / d weights of one batch."""
    seen = rows * _kept(random, rows.shape, schedule.dropped_in)
    sums = _affine(seen, weights[0])  # (batch, hidden)
    gate = (sums > 0) * _kept(random, sums.shape, schedule.dropped_hidden)
    hidden = sums * gate
    errors = _softmax(_affine(hidden, weights[1]))  # (batch, intents)
    errors -= np.float32(schedule.smoothing / errors.shape[1])
    errors[np.arange(len(labels)), labels] -= np.float32(1 - schedule.smoothing)
    errors /= np.float32(len(labels))
    back = (errors @ weights[1][:-1].T) * gate
    return [_outer(seen, back), _outer(hidden, errors)]


class _Adam:
    def __init__(self, weights: Array) -> None:
        self._weights = weights
        self._mean = np.zeros_like(weights)
        self._square = np.zeros_like(weights)
        self._steps = 0

    def step(self, slope: Array, rate: float, decay: float) -> None:
        self._steps += 1
        self._mean += np.float32(0.1) * (slope - self._mean)  # Adam's own .9 and .999
        self._square += np.float32(0.001) * (slope * slope - self._square)
        size = np.float32(rate / (1 - 0.9**self._steps))
        spread = np.sqrt(self._square * np.float32(1 / (1 - 0.999**self._steps)))
        self._weights *= np.float32(1 - rate * decay)
        self._weights -= size * self._mean / (spread + np.float32(1e-8))


def _rate(done: float) -> float:
    """From 1/25 to 1 and to nothing, along cosines."""
    if done < WARM:
        return float(0.04 + 0.96 * (1 - np.cos(np.pi * done / WARM)) / 2)
    return float((1 + np.cos(np.pi * (done - WARM) / (1 - WARM))) / 2)


def _drawn(random: np.random.Generator, inputs: int, outputs: int) -> Array:
    bound = 1 / np.sqrt(inputs)
    weights = random.uniform(-bound, bound, (inputs + 1, outputs)).astype(np.float32)
    weights[-1] = 0
    return weights


def _kept(random: np.random.Generator, shape: tuple[int, ...], dropped: float) -> Array:
    kept = random.random(shape, dtype=np.float32) >= dropped
    return kept.astype(np.float32) / np.float32(1 - dropped)


def _affine(rows: Array, weights: Array) -> Array:
    sums: Array = rows @ weights[:-1] + weights[-1]
    return sums


def _rectified(sums: Array) -> Array:
    return np.maximum(sums, 0)


def _outer(rows: Array, errors: Array) -> Array:
    return np.vstack([rows.T @ errors, errors.sum(axis=0)])


def _softmax(scores: Array) -> Array:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Array = powers / powers.sum(axis=1, keepdims=True)
    return shares
