"""Teaching the garment parser with torch: ``python -m daogou.vision.parsing_training STREET WEIGHTS``.

STREET is the folder of clothing-co-parsing's photos, WEIGHTS the file to write. The decoder starts from
chance, the backbone from ImageNet; its last two stages learn too, but for their filters of single channels.
Every pixel counts for its label (cross-entropy) and for the part that the label is of, rarer parts more. In
the second go, on other cuts, parts count twice as much, and the mean of the weights over the last few hundred
steps is kept (Polyak and Juditsky 1992). Then all is refined as ``parsing_refining_training.py`` says. About
two and a half hours on one core.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from daogou.core.progress import SILENT, Progress, tracked
from daogou.vision import poses
from daogou.vision.parsing_backbone import imagenet_weights
from daogou.vision.parsing_fresh_cuts import read_photos
from daogou.vision.parsing_graph import levels_graph
from daogou.vision.parsing_labels import read_labels
from daogou.vision.parsing_lessons import Lessons, read_lessons
from daogou.vision.parsing_loss_training import PartsLoss
from daogou.vision.parsing_network import Levels, backbone_stage, decoder_shapes, logits
from daogou.vision.parsing_operations_training import TorchOperations, Weights, follow
from daogou.vision.parsing_refining_training import Refinement, refine
from daogou.vision.parsing_weights import write_weights

STAGES = (6, 7)  # of the backbone: what is taught besides the decoder


@dataclass(frozen=True)
class Recipe:
    """Chosen on the validation photos, as far as chosen."""

    epochs: int = 20
    batch: int = 8
    rate: float = 1e-3
    backbone_rate: float = 0.15  # of the rate
    decay: float = 1e-2
    warm_up: int = 40  # steps
    dropout: float = 0.1
    blind: float = 0.1  # the share of cuts whose pose is not told
    parts: float = 0.5  # what the loss of the parts counts, beside 1 for that of the labels
    rarity: float = 0.25  # a part that is n times as rare counts n to the power of this
    memory: float = 0.0  # of the mean of the weights, a step; with 0 the last weights are kept


AGAIN = Recipe(
    epochs=6,
    rate=6e-4,
    backbone_rate=0.25,
    decay=2e-2,
    warm_up=60,
    dropout=0.15,
    parts=1.0,
    rarity=0.35,
    memory=0.997,
)
YOUNG = 10.0  # steps: before so many the mean follows closely


def teach(lessons: Lessons, ops: TorchOperations, recipe: Recipe, seed: int, progress: Progress) -> None:
    """Let the network learn the lessons; the same every time on the same machine."""
    torch.manual_seed(seed)
    ops.share = recipe.dropout
    ops.train()
    optimiser = _optimiser(ops, recipe)
    mean = {name: value.detach().clone() for name, value in ops.state_dict().items()}
    batches = list(_batches(len(lessons.masks), recipe, seed))
    loss_of = PartsLoss(lessons.masks, parts=recipe.parts, rarity=recipe.rarity)
    for step, rows in enumerate(tracked(batches, progress, "Teaching the parser", len(batches))):
        for group in optimiser.param_groups:
            group["lr"] = group["share"] * recipe.rate * _pace(step, len(batches), recipe)
        loss = loss_of(_said(ops, lessons, rows, recipe, seed + step), lessons.masks[rows])
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(ops.parameters(), 2.0)  # rare parts have steep losses at first
        optimiser.step()
        follow(mean, ops, min(recipe.memory, (step + 1) / (step + 1 + YOUNG)))
    ops.load_state_dict(mean)
    ops.eval()


def _optimiser(ops: TorchOperations, recipe: Recipe) -> torch.optim.Optimizer:
    groups = [
        {"params": [p for n, p in ops.named_parameters() if ("stage" in n) is body], "share": share}
        for body, share in ((False, 1.0), (True, recipe.backbone_rate))
    ]
    return torch.optim.AdamW(groups, lr=recipe.rate, weight_decay=recipe.decay)


def untaught(lessons: Lessons, backbone: Weights, seed: int) -> TorchOperations:
    """The decoder by chance, on the backbone."""
    random = np.random.default_rng(seed)
    channels = [level.shape[1] for level in lessons.levels] + [len(backbone["stage7.0.project.bias"])]
    weights = dict(backbone)
    shapes = decoder_shapes(channels, lessons.hints.shape[1], len(read_labels()))
    for name, shape in shapes.items():
        fan = shape[1] * shape[2] * shape[3]
        weights[f"{name}.kernel"] = (random.normal(size=shape) * np.sqrt(2 / fan)).astype(np.float32)
        weights[f"{name}.bias"] = np.zeros(shape[0], np.float32)
    normed = [name for name in shapes if name not in ("narrow", "labels")]
    return TorchOperations(weights, normed, ("out16", "out8"), 0.0)


def _batches(count: int, recipe: Recipe, seed: int) -> Iterator[NDArray[np.intp]]:
    random = np.random.default_rng(seed)
    for _ in range(recipe.epochs):
        order = random.permutation(count)
        yield from (order[i : i + recipe.batch] for i in range(0, count - recipe.batch + 1, recipe.batch))


def _pace(step: int, steps: int, recipe: Recipe) -> float:
    """Rises, then falls as a cosine."""
    return float(min(1.0, (step + 1) / recipe.warm_up) * 0.5 * (1 + np.cos(np.pi * step / steps)))


def _said(
    ops: TorchOperations, lessons: Lessons, rows: NDArray[np.intp], recipe: Recipe, seed: int
) -> Tensor:
    """Logits [n * h * w, labels] of these cuts, row by row."""
    told = lessons.hints[rows].astype(np.float32)
    told[np.random.default_rng(seed).random(len(rows)) < recipe.blind, 2:] = 0
    levels = [torch.from_numpy(level[rows]).to(torch.bfloat16) for level in lessons.levels]
    with torch.autocast("cpu", torch.bfloat16):
        x = levels[-1]
        for stage in STAGES:
            x = backbone_stage(ops, x, stage)
        fourth, eighth, sixteenth = levels
        said = logits(ops, Levels(fourth, eighth, sixteenth, x), torch.from_numpy(told))
    return said.permute(0, 2, 3, 1).reshape(-1, said.shape[1]).float()


def main(street: Path, weights: Path, seed: int = 0) -> None:
    """Read, teach, refine, write."""
    import onnxruntime

    backbone = imagenet_weights()
    session: Any = onnxruntime.InferenceSession(levels_graph(backbone), providers=["CPUExecutionProvider"])
    finder = poses.ROLE.open("blazepose")
    lessons = read_lessons(street, session, finder, seed, SILENT)
    ops = untaught(lessons, backbone, seed)
    teach(lessons, ops, Recipe(), seed, SILENT)
    teach(read_lessons(street, session, finder, seed + 1, SILENT), ops, AGAIN, seed + 1, SILENT)
    refined = refine(ops, read_photos(street, finder), Refinement(), seed + 2, SILENT)
    write_weights(refined.folded(), weights)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
