"""The tagger's network while it learns; ``network.py`` is the same arithmetic in numpy. Needs PyTorch."""

from collections.abc import Sequence
from typing import Any, Protocol

import torch
from torch import nn

from daogou.language.tagging.network import Array, Network


class Sizes(Protocol):
    """What of the lessons concerns the network."""

    @property
    def dim(self) -> int: ...  # noqa: D102
    @property
    def hidden(self) -> int: ...  # noqa: D102
    @property
    def dropout(self) -> float: ...  # noqa: D102
    @property
    def features_dropped(self) -> float: ...  # noqa: D102


class TorchNetwork(nn.Module):
    """Feature vectors, BiLSTM, CRF."""

    def __init__(self, features: int, tags: int, sizes: Sizes) -> None:
        super().__init__()
        self.rows = nn.EmbeddingBag(features, sizes.dim, mode="sum", sparse=True)
        nn.init.normal_(self.rows.weight, std=0.1)  # a dozen are summed
        self.lstm = nn.LSTM(sizes.dim, sizes.hidden, bidirectional=True, batch_first=True)
        self.output = nn.Linear(2 * sizes.hidden + sizes.dim, tags)
        self.dropout = nn.Dropout(sizes.dropout)
        self.dropped = sizes.features_dropped
        self.steps = nn.Parameter(torch.zeros(tags, tags))
        self.first = nn.Parameter(torch.zeros(tags))
        self.last = nn.Parameter(torch.zeros(tags))

    def optimisers(self, rate: float) -> list[torch.optim.Optimizer]:
        """One for the feature vectors, of which a batch touches few, and one for the rest."""
        rest = [p for name, p in self.named_parameters() if name != "rows.weight"]
        return [torch.optim.SparseAdam([self.rows.weight], lr=rate), torch.optim.Adam(rest, lr=rate)]

    def emissions(self, titles: Sequence[Sequence[Sequence[int]]]) -> tuple[torch.Tensor, torch.Tensor]:
        """(scores [titles, longest, tags], lengths [titles])."""
        lengths = torch.tensor([len(title) for title in titles])
        summed = nn.utils.rnn.pad_sequence(
            list(torch.split(self._summed(titles), lengths.tolist())), batch_first=True
        )
        packed = nn.utils.rnn.pack_padded_sequence(
            self.dropout(summed), lengths, batch_first=True, enforce_sorted=False
        )
        states, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        seen = torch.cat([torch.tanh(summed), states], dim=2)
        return self.output(self.dropout(seen)), lengths

    def _summed(self, titles: Sequence[Sequence[Sequence[int]]]) -> torch.Tensor:
        units = [unit for title in titles for unit in title]
        offsets = torch.tensor([0, *(len(unit) for unit in units)]).cumsum(0)[:-1]
        flat = torch.tensor([row for unit in units for row in unit], dtype=torch.long)
        weights = torch.ones(len(flat))
        if self.training:
            weights = (torch.rand(len(flat)) >= self.dropped).float()
        summed: torch.Tensor = self.rows(flat, offsets, per_sample_weights=weights)
        return summed

    def loss(self, titles: Sequence[Sequence[Sequence[int]]], tags: Sequence[Sequence[int]]) -> torch.Tensor:
        """Mean negative log likelihood of the titles' tags."""
        scores, lengths = self.emissions(titles)
        wanted = nn.utils.rnn.pad_sequence([torch.tensor(t) for t in tags], batch_first=True)
        total, path = self.first + scores[:, 0], self._begin(scores, wanted)
        for t in range(1, scores.shape[1]):
            goes_on = lengths > t
            stepped = torch.logsumexp(total[:, :, None] + self.steps, dim=1) + scores[:, t]
            total = torch.where(goes_on[:, None], stepped, total)
            taken = self.steps[wanted[:, t - 1], wanted[:, t]] + _at(scores[:, t], wanted[:, t])
            path = path + goes_on * taken
        ends = _at(wanted, lengths - 1)
        return (torch.logsumexp(total + self.last, dim=1) - path - self.last[ends]).mean()

    def _begin(self, scores: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
        return self.first[wanted[:, 0]] + _at(scores[:, 0], wanted[:, 0])

    def exported(self) -> Network:
        """The weights as numpy arrays."""
        lstm: Any = self.lstm
        return Network(
            rows=_array(self.rows.weight),
            input_forward=_array(lstm.weight_ih_l0),
            recurrent_forward=_array(lstm.weight_hh_l0),
            bias_forward=_array(lstm.bias_ih_l0 + lstm.bias_hh_l0),
            input_backward=_array(lstm.weight_ih_l0_reverse),
            recurrent_backward=_array(lstm.weight_hh_l0_reverse),
            bias_backward=_array(lstm.bias_ih_l0_reverse + lstm.bias_hh_l0_reverse),
            output=_array(self.output.weight),
            output_bias=_array(self.output.bias),
            steps=_array(self.steps),
            first=_array(self.first),
            last=_array(self.last),
        )


def _at(rows: torch.Tensor, columns: torch.Tensor) -> torch.Tensor:
    """rows[i, columns[i]]."""
    return rows.gather(1, columns[:, None]).squeeze(1)


def _array(tensor: torch.Tensor) -> Array:
    array: Array = tensor.detach().numpy()
    return array
