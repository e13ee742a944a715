"""The encoder while it learns; ``encoder.py`` is the same arithmetic in numpy. Needs PyTorch.

Matrices are multiplied in bfloat16, which processors with AMX do some ten times as fast as in float32;
weights, sums and normalisations stay float32. Attention is spelled out: PyTorch's own is slow to learn in
bfloat16 on processors.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from daogou.language.encoder.encoder import Encoder, padded
from daogou.language.encoder.model_file import Array
from daogou.language.encoder.weights import Weights

AT_ONCE = 64  # texts


class TorchLayer(nn.Module):
    """Attention, then two matrices; each normalised with what it was given."""

    def __init__(self, of: Weights, layer: int, heads: int, epsilon: float, dropped: float) -> None:
        super().__init__()
        self.heads, self.dropped = heads, dropped
        self.look = _linear(of.look[layer], of.look_bias[layer])
        self.join = _linear(of.join[layer], of.join_bias[layer])
        self.joined = _norm(of.joined_scale[layer], of.joined_shift[layer], epsilon)
        self.wide = _linear(of.wide[layer], of.wide_bias[layer])
        self.narrow = _linear(of.narrow[layer], of.narrow_bias[layer])
        self.end = _norm(of.end_scale[layer], of.end_shift[layer], epsilon)

    def forward(self, states: torch.Tensor, unseen: torch.Tensor) -> torch.Tensor:
        """[texts, pieces, dim] to the same; ``unseen`` [texts, 1, 1, pieces]: added to scores."""
        texts, pieces, dim = states.shape
        split = self.look(states).view(texts, pieces, 3, self.heads, dim // self.heads)
        asked, offered, values = split.permute(2, 0, 3, 1, 4)
        scores = (asked * (dim // self.heads) ** -0.5) @ offered.transpose(-1, -2)
        mixed = (scores.float() + unseen).softmax(-1).to(values.dtype) @ values
        found = self.join(mixed.transpose(1, 2).reshape(texts, pieces, dim))
        states = self.joined(states + self._drop(found))
        inner = self.narrow(functional.gelu(self.wide(states)))
        ended: torch.Tensor = self.end(states + self._drop(inner))
        return ended

    def _drop(self, x: torch.Tensor) -> torch.Tensor:
        return functional.dropout(x, self.dropped, self.training)


class TorchEncoder(nn.Module):
    """Its last layers learn. What the others make of the texts is found once, as it does not change."""

    def __init__(self, encoder: Encoder, dropped: float, taught: int) -> None:
        super().__init__()
        self.encoder = encoder
        of, shape = encoder.weights, encoder.base.shape
        every = [TorchLayer(of, i, shape.heads, shape.epsilon, dropped) for i in range(len(of.look))]
        self.taught = min(taught, len(every))
        self.below = nn.ModuleList(every[: -self.taught]).requires_grad_(False)
        self.layers = nn.ModuleList(every[-self.taught :])
        self.begin = _norm(of.begin_scale, of.begin_shift, shape.epsilon).requires_grad_(False)

    @torch.no_grad()
    def given(self, numbers: Sequence[Sequence[int]]) -> list[torch.Tensor]:
        """What the layers that do not learn make of each text, bfloat16 [pieces, dim]."""
        order = sorted(range(len(numbers)), key=lambda place: len(numbers[place]))
        found = [torch.empty(0)] * len(order)
        self.below.eval()
        for start in range(0, len(order), AT_ONCE):
            chosen = order[start : start + AT_ONCE]
            for place, states in zip(chosen, self._below([numbers[i] for i in chosen]), strict=True):
                found[place] = states[: len(numbers[place])].to(torch.bfloat16)
        return found

    def _below(self, numbers: Sequence[Sequence[int]]) -> torch.Tensor:
        rows, present = padded(numbers)
        places = self.encoder.weights.places[: rows.shape[1]]
        states: torch.Tensor = self.begin(torch.tensor(self.encoder.base.vectors(rows) + places))
        unseen = _unseen(torch.tensor(present))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for layer in self.below:
                states = layer(states, unseen)
        return states

    def forward(self, given: Sequence[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
        """States float32 [texts, longest, dim] and which of them count, bool [texts, longest]."""
        lengths = torch.tensor([len(text) for text in given])
        states = nn.utils.rnn.pad_sequence(list(given), batch_first=True).float()
        kept = torch.arange(states.shape[1]) < lengths[:, None]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for layer in self.layers:
                states = layer(states, _unseen(kept))
        return states.float(), kept

    def groups(self, rate: float, fall: float) -> list[dict[str, Any]]:
        """Parameters with their rates: the last layer's is ``rate``, each earlier one's ``fall`` times it."""
        return [
            {"params": list(layer.parameters()), "lr": rate * fall ** (self.taught - 1 - i)}
            for i, layer in enumerate(self.layers)
        ]

    def exported(self) -> Encoder:
        """With the weights as numpy arrays."""
        layers: Any = self.layers

        def stacked(part: str, field: str) -> Array:
            return np.stack([_array(getattr(getattr(layer, part), field)) for layer in layers])

        matrices = {
            name: stacked(part, field)
            for part in ("look", "join", "wide", "narrow")
            for name, field in ((part, "weight"), (f"{part}_bias", "bias"))
        }
        norms = {
            name: stacked(part, field)
            for part in ("joined", "end")
            for name, field in ((f"{part}_scale", "weight"), (f"{part}_shift", "bias"))
        }
        return Encoder(self.encoder.base, self.encoder.weights.ending(matrices | norms))


def summaries(states: torch.Tensor, kept: torch.Tensor) -> torch.Tensor:
    """Texts in one row each, [texts, 2 * dim]: the first state and the mean of all."""
    count = kept[..., None].to(states.dtype)
    return torch.cat([states[:, 0], (states * count).sum(1) / count.sum(1)], dim=1)


def _unseen(kept: torch.Tensor) -> torch.Tensor:
    """What is added to scores, [texts, 1, 1, pieces]."""
    return torch.where(kept, 0.0, -1e9)[:, None, None, :]


def _linear(weight: Array, bias: Array) -> nn.Linear:
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight.data, made.bias.data = torch.tensor(weight), torch.tensor(bias)
    return made


def _norm(scale: Array, shift: Array, epsilon: float) -> nn.LayerNorm:
    made = nn.LayerNorm(len(scale), epsilon)
    made.weight.data, made.bias.data = torch.tensor(scale), torch.tensor(shift)
    return made


def _array(tensor: torch.Tensor) -> Array:
    array: Array = tensor.detach().numpy().copy()
    return array
