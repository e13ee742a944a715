"""The tagger's arithmetic in numpy: a BiLSTM over sums of feature vectors, then a CRF (Huang et al. 2015)."""

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import CorruptAsset

Array = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Network:
    """Trained weights; gates stand in the order input, forget, cell, output, as PyTorch has them.

    ``rows`` float32 [features, dim]; for each direction ``input`` [4 * hidden, dim], ``recurrent``
    [4 * hidden, hidden], ``bias`` [4 * hidden]; ``output`` [tags, 2 * hidden + dim] sees the sum of the
    features too; ``steps`` [tags, tags]: from, to; ``first`` and ``last`` [tags].
    """

    rows: Array
    input_forward: Array
    recurrent_forward: Array
    bias_forward: Array
    input_backward: Array
    recurrent_backward: Array
    bias_backward: Array
    output: Array
    output_bias: Array
    steps: Array
    first: Array
    last: Array

    def emissions(self, summed: Array) -> Array:
        """Scores of each tag at each unit, float32 [units, tags], from float32 [units, dim]."""
        forward = _lstm(summed, self.input_forward, self.recurrent_forward, self.bias_forward)
        backward = _lstm(summed[::-1], self.input_backward, self.recurrent_backward, self.bias_backward)
        seen = np.concatenate([np.tanh(summed), forward, backward[::-1]], axis=1)
        scores: Array = seen @ self.output.T + self.output_bias
        return scores

    def best(self, emissions: Array) -> tuple[list[int], NDArray[np.float64]]:
        """The likeliest tags (Viterbi 1967), and how likely each one is there, float64 [units]."""
        if not len(emissions):
            return [], np.zeros(0)
        scores, came_from = self.first + emissions[0], []
        for here in emissions[1:]:
            paths = scores[:, None] + self.steps
            came_from.append(paths.argmax(axis=0))
            scores = paths.max(axis=0) + here
        tags = [int((scores + self.last).argmax())]
        for back in reversed(came_from):
            tags.append(int(back[tags[-1]]))
        tags.reverse()
        return tags, self.marginals(emissions)[np.arange(len(tags)), tags]

    def marginals(self, emissions: Array) -> NDArray[np.float64]:
        """How likely each tag is at each unit, float64 [units, tags]; rows sum to 1 (forward-backward)."""
        scores, steps = emissions.astype(np.float64), self.steps.astype(np.float64)
        forward, backward = np.empty_like(scores), np.empty_like(scores)
        forward[0], backward[-1] = self.first + scores[0], self.last
        for t in range(1, len(scores)):
            forward[t] = _log_sum(forward[t - 1][:, None] + steps, axis=0) + scores[t]
            at = len(scores) - 1 - t
            backward[at] = _log_sum(steps + (scores[at + 1] + backward[at + 1])[None, :], axis=1)
        both = forward + backward
        likely: NDArray[np.float64] = np.exp(both - _log_sum(both, axis=1)[:, None])
        return likely

    def arrays(self) -> dict[str, Array]:
        """Every array by its name."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


def load_network(file: Path) -> tuple[Network, dict[str, NDArray[np.generic]]]:
    """The network in an npz file, and what else is in it.

    Raises:
        CorruptAsset: the file holds no network.
    """
    try:
        with np.load(file, allow_pickle=False) as saved:
            found = dict(saved)
        own = {f.name: found.pop(f.name).astype(np.float32) for f in fields(Network)}
    except (ValueError, KeyError, OSError) as error:
        raise CorruptAsset(f"{file.name} holds no tagger: {error}.") from error
    return Network(**own), found


def _lstm(inputs: Array, weights: Array, recurrent: Array, bias: Array) -> Array:
    """float32 [units, hidden] (Hochreiter and Schmidhuber 1997)."""
    given = inputs @ weights.T + bias
    size = recurrent.shape[1]
    state, cell = np.zeros(size, dtype=np.float32), np.zeros(size, dtype=np.float32)
    states = np.empty((len(inputs), size), dtype=np.float32)
    for t, here in enumerate(given):
        gates = here + recurrent @ state
        entering, kept, leaving = (_sigmoid(gates[k * size : (k + 1) * size]) for k in (0, 1, 3))
        cell = kept * cell + entering * np.tanh(gates[2 * size : 3 * size])
        state = leaving * np.tanh(cell)
        states[t] = state
    return states


def _sigmoid(x: Array) -> Array:
    result: Array = 0.5 * (1.0 + np.tanh(0.5 * x))  # of large numbers no overflow
    return result


def _log_sum(x: NDArray[np.float64], *, axis: int) -> NDArray[np.float64]:
    top = x.max(axis=axis, keepdims=True)
    summed: NDArray[np.float64] = np.log(np.exp(x - top).sum(axis=axis)) + top.squeeze(axis)
    return summed
