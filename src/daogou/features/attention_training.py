"""Teaching attention over modalities with torch: from labels, from products that belong together, or both.

Of labels: the fused vector must tell them apart, by a vector per label. Of pairs: each product must find its
partner among those of the batch and some drawn at random (InfoNCE, van den Oord et al., 2018). What shoppers
liked together has its own idea of likeness, so pairs also bend the maps into the shared space.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from daogou.core.progress import Progress
from daogou.features.modalities import CommonSpace, RowPairs
from daogou.features.rows import Vectors, present, unit_rows

BATCH = 256
RATE = 5e-3  # of Adam: the network is small and starts from equal shares
MAP_RATE = 1e-3  # of the maps, which start from something that means much already
LEFT_OUT = 0.2  # of the modalities, at random: a shop's products miss some
SCALE = 10.0  # of the cosine between a product and its label's vector, or its partner's: 1 / temperature
LARGEST_SCALE = 100.0  # CLIP's bound
FEWEST_BENDING = 2_000  # pairs: fewer would be learnt by heart


@dataclass(frozen=True)
class Recipe:
    """See ``Options`` of the method. ``bend``: whether pairs also change the maps."""

    hidden: int
    epochs: int
    bend: bool = True
    most_pairs: int = 10_000  # of an epoch, drawn anew for each: 30 of them see all pairs of most shops


@dataclass(frozen=True, eq=False)
class Taught:
    """What there is to learn from: labels ("" unknown) and pairs, either of which may be empty."""

    labels: Sequence[str]
    pairs: RowPairs


@dataclass(frozen=True, eq=False)
class Learnt:
    """As ``Attention`` has them."""

    space: CommonSpace
    inner: Vectors
    score: Vectors
    bias: Mapping[str, Vectors]


class _Attention(nn.Module):
    """The maps into the shared space, and the attention over what they give."""

    def __init__(self, space: CommonSpace, names: Sequence[str], hidden: int) -> None:
        super().__init__()
        self.mean = [torch.from_numpy(np.asarray(space.mean[name], np.float32)) for name in names]
        self.turn = nn.ParameterList(torch.from_numpy(space.turn[name].copy()) for name in names)
        self.inner = nn.Parameter(torch.randn(space.dim, hidden) / space.dim**0.5)
        self.score = nn.Parameter(torch.zeros(hidden))
        self.bias = nn.Parameter(torch.randn(len(names), hidden) / hidden**0.5)

    def forward(self, rows: Sequence[Tensor], there: Tensor) -> Tensor:
        """Unit rows [n, dim of it] per modality and bool [n, modalities] -> unit rows [n, dim]."""
        kept = _drawn(there)
        maps = zip(rows, self.mean, self.turn, strict=True)
        placed = torch.stack([F.normalize((x - mean) @ turn, dim=1) for x, mean, turn in maps], dim=1)
        # (n, modalities, dim)
        scores = torch.tanh(placed @ self.inner + self.bias) @ self.score  # (n, modalities)
        shares = scores.masked_fill(~kept, -1e9).softmax(dim=1)
        return F.normalize((shares[..., None] * placed).sum(dim=1), dim=1)


class _Products:
    """The modalities of products, batch by batch."""

    def __init__(self, modalities: Mapping[str, Vectors], names: Sequence[str]) -> None:
        self.rows = [torch.from_numpy(unit_rows(modalities[name])) for name in names]
        self.there = torch.from_numpy(np.stack([present(modalities[name]) for name in names], axis=1))

    def __getitem__(self, chosen: Tensor) -> tuple[list[Tensor], Tensor]:
        return [rows[chosen] for rows in self.rows], self.there[chosen]


def train(
    space: CommonSpace,
    modalities: Mapping[str, Vectors],
    taught: Taught,
    recipe: Recipe,
    *,
    seed: int,
    progress: Progress,
) -> Learnt:
    """Learn from what there is; torch's own random state is left as it was."""
    names = sorted(modalities)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = _Attention(space, names, recipe.hidden)
        products = _Products(modalities, names)
        goals: list[_Labels | _Pairs] = []
        if len({label for label in taught.labels if label}) > 1:
            goals.append(_Labels(products, taught.labels, space.dim))
        if len(taught.pairs):
            goals.append(_Pairs(products, taught.pairs, recipe))
        bend = recipe.bend and len(taught.pairs) >= FEWEST_BENDING
        _fit(network, goals, recipe.epochs, bend=bend, progress=progress)
    turn = {name: _array(turn) for name, turn in zip(names, network.turn, strict=True)}
    bias = {name: _array(network.bias[n]) for n, name in enumerate(names)}
    return Learnt(CommonSpace(space.mean, turn), _array(network.inner), _array(network.score), bias)


class _Labels(nn.Module):
    """A product's label must be told from its vector."""

    def __init__(self, products: _Products, labels: Sequence[str], dim: int) -> None:
        super().__init__()
        known = sorted({label for label in labels if label})
        number = {label: n for n, label in enumerate(known)}
        self.products = products
        self.answer = torch.tensor([number.get(label, -1) for label in labels])
        self.kept = torch.nonzero((self.answer >= 0) & products.there.any(dim=1))[:, 0]
        self.vectors = nn.Parameter(torch.randn(len(known), dim) / dim**0.5)

    def batches(self) -> Iterator[Tensor]:
        """Rows of products."""
        yield from torch.split(self.kept[torch.randperm(len(self.kept))], BATCH)

    def forward(self, network: _Attention, chosen: Tensor) -> Tensor:
        """The loss."""
        logits = SCALE * network(*self.products[chosen]) @ F.normalize(self.vectors, dim=1).T
        return F.cross_entropy(logits, self.answer[chosen])


class _Pairs(nn.Module):
    """A product's partner must be told from others."""

    def __init__(self, products: _Products, pairs: RowPairs, recipe: Recipe) -> None:
        super().__init__()
        self.products, self.most = products, recipe.most_pairs
        self.pairs = torch.from_numpy(np.ascontiguousarray(pairs))
        self.scale = nn.Parameter(torch.tensor(SCALE).log())

    def batches(self) -> Iterator[Tensor]:
        """Pairs [k, 2], other ones in each pass where there are many."""
        yield from torch.split(self.pairs[torch.randperm(len(self.pairs))[: self.most]], BATCH)

    def forward(self, network: _Attention, chosen: Tensor) -> Tensor:
        """The loss, both ways; the same product elsewhere in the batch is no wrong answer."""
        one, other = (network(*self.products[chosen[:, side]]) for side in (0, 1))
        logits = self.scale.exp().clamp(max=LARGEST_SCALE) * one @ other.T
        same = (chosen[:, None] == chosen[None]).any(dim=2) | (chosen[:, None, 0] == chosen[None, :, 1])
        logits = logits.masked_fill(same & ~torch.eye(len(chosen), dtype=torch.bool), -1e9)
        answer = torch.arange(len(chosen))
        return (F.cross_entropy(logits, answer) + F.cross_entropy(logits.T, answer)) / 2


def _fit(
    network: _Attention,
    goals: Sequence["_Labels | _Pairs"],
    epochs: int,
    *,
    bend: bool,
    progress: Progress,
) -> None:
    small = [network.inner, network.score, network.bias, *(p for goal in goals for p in goal.parameters())]
    groups = [{"params": small, "lr": RATE}]
    if bend:
        groups.append({"params": list(network.turn), "lr": MAP_RATE})
    optimiser = torch.optim.Adam(groups)
    progress.start("Teaching attention", epochs)
    for _ in range(epochs):
        for goal in goals:
            for chosen in goal.batches():
                loss = goal(network, chosen)
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
        progress.advance()
    progress.finish()


def _drawn(there: Tensor) -> Tensor:
    """Some modalities left out, but never all of a product."""
    kept = there & (torch.rand(there.shape) >= LEFT_OUT)
    return torch.where(kept.any(dim=1, keepdim=True), kept, there)


def _array(values: Tensor) -> Vectors:
    return np.ascontiguousarray(values.detach().numpy(), dtype=np.float32)
