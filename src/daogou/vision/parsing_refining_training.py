"""The garment parser's last lessons: all of the network but its first stages, on cuts made anew every time.

What is kept is the mean of the weights over the last few hundred steps (Polyak and Juditsky 1992).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from daogou.core.progress import Progress, tracked
from daogou.vision.parsing_fresh_cuts import FreshCuts, Photo
from daogou.vision.parsing_loss_training import PartsLoss
from daogou.vision.parsing_network import logits, seen
from daogou.vision.parsing_operations_training import TorchOperations, follow

FIXED = ("stem", "stage1", "stage2")  # edges and colours, which ImageNet taught well and which take longest
START = 10.0  # steps: before so many the mean follows closely


@dataclass(frozen=True)
class Refinement:
    """Chosen on the validation photos, as far as chosen."""

    steps: int = 3700
    batch: int = 8
    rate: float = 6e-4
    backbone_rate: float = 0.3  # of the rate
    decay: float = 2e-2
    warm_up: int = 60  # steps
    dropout: float = 0.15
    parts: float = 1.0
    rarity: float = 0.2
    groups: float = 0.5
    memory: float = 0.9985  # of the mean of the weights, a step


def refine(
    ops: TorchOperations, photos: Sequence[Photo], recipe: Refinement, seed: int, progress: Progress
) -> TorchOperations:
    """The same network, having seen ``steps`` batches more."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    cuts = FreshCuts(photos, random)
    loss_of = PartsLoss(
        [one.mask for one in photos], parts=recipe.parts, rarity=recipe.rarity, groups=recipe.groups
    )
    optimiser = _optimiser(ops, recipe)
    mean = {name: value.detach().clone() for name, value in ops.state_dict().items()}
    ops.share = recipe.dropout
    ops.train()
    batches = _batches(photos, cuts, recipe, random)
    for step, batch in enumerate(tracked(batches, progress, "Refining the parser", recipe.steps)):
        for group in optimiser.param_groups:
            group["lr"] = group["share"] * recipe.rate * _pace(step, recipe)
        loss = loss_of(_said(ops, *batch[:2]), batch[2])
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(ops.parameters(), 2.0)
        optimiser.step()
        follow(mean, ops, min(recipe.memory, (step + 1) / (step + 1 + START)))
    ops.load_state_dict(mean)
    return ops.eval()


def _batches(
    photos: Sequence[Photo], cuts: FreshCuts, recipe: Refinement, random: np.random.Generator
) -> Iterator[tuple[Tensor, Tensor, NDArray[np.uint8]]]:
    """As many as there are steps, each photo as often as any other."""
    order: list[int] = []
    for _ in range(recipe.steps):
        while len(order) < recipe.batch:
            order = [*random.permutation(len(photos)), *order]
        told = [cuts.cut(photos[order.pop()]) for _ in range(recipe.batch)]
        pixels, hints, masks = (np.stack(column) for column in zip(*told, strict=True))
        yield torch.from_numpy(pixels), torch.from_numpy(hints), masks


def _optimiser(ops: TorchOperations, recipe: Refinement) -> torch.optim.Optimizer:
    for name, value in ops.named_parameters():
        if any(fixed in name for fixed in FIXED) or "depthwise" in name:
            value.requires_grad_(False)
    groups = [
        {
            "params": [p for n, p in ops.named_parameters() if p.requires_grad and ("stage" in n) is body],
            "share": share,
        }
        for body, share in ((False, 1.0), (True, recipe.backbone_rate))
    ]
    return torch.optim.AdamW(groups, lr=recipe.rate, weight_decay=recipe.decay)


def _pace(step: int, recipe: Refinement) -> float:
    """Rises, then falls as a cosine."""
    return float(min(1.0, (step + 1) / recipe.warm_up) * 0.5 * (1 + np.cos(np.pi * step / recipe.steps)))


def _said(ops: TorchOperations, pixels: Tensor, hints: Tensor) -> Tensor:
    """Cuts [n, h, w, 3] and their hints -> logits [n * h/4 * w/4, labels]; bfloat16 is several times as fast
    where the processor multiplies matrices of it."""
    picture = pixels.permute(0, 3, 1, 2)  # channels last, as torch wants it for speed
    with torch.autocast("cpu", torch.bfloat16):
        said = logits(ops, seen(ops, picture), hints)
    return said.permute(0, 2, 3, 1).reshape(-1, said.shape[1]).float()
