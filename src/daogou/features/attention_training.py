"""Teaching attention over modalities with torch: the fused vector must tell the products' labels apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from daogou.core.progress import Progress
from daogou.features.rows import Vectors

BATCH = 256
RATE = 5e-3  # of Adam: the network is small and starts from equal shares
LEFT_OUT = 0.2  # of the modalities, at random: a shop's products miss some
SCALE = 10.0  # of the cosine between a product and its label's vector: 1 / temperature


@dataclass(frozen=True)
class Recipe:
    """See ``Options`` of the method."""

    hidden: int
    epochs: int


@dataclass(frozen=True)
class Learnt:
    """As ``Attention`` has them."""

    inner: Vectors
    score: Vectors
    bias: Mapping[str, Vectors]


class _Attention(nn.Module):
    def __init__(self, modalities: int, dim: int, labels: int, hidden: int) -> None:
        super().__init__()
        self.inner = nn.Parameter(torch.randn(dim, hidden) / dim**0.5)
        self.score = nn.Parameter(torch.zeros(hidden))
        self.bias = nn.Parameter(torch.randn(modalities, hidden) / hidden**0.5)
        self.labels = nn.Parameter(torch.randn(labels, dim) / dim**0.5)

    def forward(self, placed: Tensor, there: Tensor) -> Tensor:
        """[n, modalities, dim] and bool [n, modalities] -> logits [n, labels]."""
        scores = torch.tanh(placed @ self.inner + self.bias) @ self.score  # (n, modalities)
        shares = scores.masked_fill(~there, -1e9).softmax(dim=1)
        fused = F.normalize((shares[..., None] * placed).sum(dim=1), dim=1)
        return SCALE * fused @ F.normalize(self.labels, dim=1).T


def train(
    placed: Mapping[str, Vectors], labels: Sequence[str], recipe: Recipe, *, seed: int, progress: Progress
) -> Learnt:
    """Learn from labelled products that have a modality; torch's own random state is left as it was."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        names = list(placed)
        rows = torch.from_numpy(np.stack([placed[name] for name in names], axis=1))
        known = sorted({label for label in labels if label})
        number = {label: n for n, label in enumerate(known)}
        answer = torch.tensor([number.get(label, -1) for label in labels])
        kept = (answer >= 0) & rows.any(dim=2).any(dim=1)
        network = _Attention(len(names), rows.shape[2], len(known), recipe.hidden)
        _fit(network, rows[kept], answer[kept], recipe, progress)
        bias = {name: _array(network.bias[n]) for n, name in enumerate(names)}
        return Learnt(_array(network.inner), _array(network.score), bias)


def _fit(network: _Attention, rows: Tensor, answer: Tensor, recipe: Recipe, progress: Progress) -> None:
    optimiser = torch.optim.Adam(network.parameters(), RATE)
    progress.start("Teaching attention", recipe.epochs)
    for _ in range(recipe.epochs):
        for chosen in torch.split(torch.randperm(len(rows)), BATCH):
            placed = rows[chosen]
            loss = F.cross_entropy(network(placed, _drawn(placed.any(dim=2))), answer[chosen])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
        progress.advance()
    progress.finish()


def _drawn(there: Tensor) -> Tensor:
    """Some modalities left out, but never all of a product."""
    kept = there & (torch.rand(there.shape) >= LEFT_OUT)
    return torch.where(kept.any(dim=1, keepdim=True), kept, there)


def _array(values: Tensor) -> Vectors:
    return np.ascontiguousarray(values.detach().numpy(), dtype=np.float32)
