"""Teaching the garment parser with torch: ``python -m daogou.vision.parsing_training STREET WEIGHTS``.

STREET is the folder of clothing-co-parsing's photos, WEIGHTS the file to write. The decoder starts from
chance, the backbone from ImageNet; its last two stages learn too, but for their filters of single channels.
Every pixel counts for its label (cross-entropy) and for the part that the label is of, rarer parts more. In
the second go, on other cuts, parts count twice as much, and the mean of the weights over the last few hundred
steps is kept (Polyak and Juditsky 1992). About an hour and a half on one core.
"""

import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from daogou.core.progress import SILENT, Progress, tracked
from daogou.vision import poses
from daogou.vision.parsing_backbone import imagenet_weights
from daogou.vision.parsing_graph import levels_graph
from daogou.vision.parsing_labels import part_rows, read_labels
from daogou.vision.parsing_lessons import Lessons, read_lessons
from daogou.vision.parsing_network import Levels, backbone_stage, decoder_shapes, logits
from daogou.vision.parsing_weights import write_weights
from daogou.vision.segmenters import PARTS

STAGES = (6, 7)  # of the backbone: what is taught besides the decoder
NORM_EPSILON = 1e-5
GRAIN = 4  # pixels of a cut for one of the logits
Weights = dict[str, NDArray[np.float32]]


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


class TorchOperations(nn.Module):
    """``Operations`` on tensors; the decoder's convolutions are followed by batch normalisation, which
    ``folded`` puts into their weights."""

    def __init__(
        self, weights: Weights, normed: Collection[str], dropped: Collection[str], share: float
    ) -> None:
        super().__init__()
        self.names: Collection[str] = {n.removesuffix(".kernel") for n in weights if n.endswith(".kernel")}
        self._taught = nn.ParameterDict({_key(n): nn.Parameter(torch.tensor(v)) for n, v in weights.items()})
        self._norms = nn.ModuleDict(
            {name: nn.BatchNorm2d(len(weights[f"{name}.bias"]), eps=NORM_EPSILON) for name in normed}
        )
        self._dropped, self.share = dropped, share

    def convolution(self, x: Tensor, name: str, *, stride: int = 1, most: float | None = None) -> Tensor:
        """See the contract."""
        kernel, bias = self._taught[_key(f"{name}.kernel")], self._taught[_key(f"{name}.bias")]
        size = kernel.shape[2]
        groups = len(kernel) if kernel.shape[1] == 1 else 1
        if groups > 1:  # filters of single channels stay: torch teaches them slower than all else together
            kernel, bias = kernel.detach(), bias.detach()
        before = (size - stride) // 2 if stride > 1 else size // 2
        after = size - stride - before if stride > 1 else size // 2
        y = F.conv2d(F.pad(x, (before, after, before, after)), kernel, bias, stride=stride, groups=groups)
        y = self._norms[name](y) if name in self._norms else y
        y = y if most is None else y.clamp(0, most)
        return F.dropout2d(y, self.share, self.training) if name in self._dropped else y

    def add(self, one: Tensor, other: Tensor) -> Tensor:
        """See the contract."""
        return one + other

    def doubled(self, x: Tensor) -> Tensor:
        """See the contract."""
        return F.interpolate(x.contiguous(), scale_factor=2, mode="bilinear", align_corners=False)

    def halved(self, x: Tensor) -> Tensor:
        """See the contract."""
        return F.avg_pool2d(x, 2)

    def mean(self, x: Tensor) -> Tensor:
        """See the contract."""
        return x.mean((2, 3), keepdim=True)

    def folded(self) -> Weights:
        """The weights that give the same without batch normalisation."""
        weights = {_name(key): value.detach().numpy().copy() for key, value in self._taught.items()}
        for name in self._norms:
            scale, shift = self._scale_and_shift(name)
            weights[f"{name}.kernel"] *= scale[:, None, None, None]
            weights[f"{name}.bias"] = weights[f"{name}.bias"] * scale + shift
        return weights

    def _scale_and_shift(self, name: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        state = {key: value.detach().numpy() for key, value in self._norms[name].state_dict().items()}
        scale = state["weight"] / np.sqrt(state["running_var"] + NORM_EPSILON)
        return scale, state["bias"] - state["running_mean"] * scale


def _key(name: str) -> str:
    return name.replace(".", "/")  # torch wants no points in names


def _name(key: str) -> str:
    return key.replace("/", ".")


def teach(lessons: Lessons, ops: TorchOperations, recipe: Recipe, seed: int, progress: Progress) -> None:
    """Let the network learn the lessons; the same every time on the same machine."""
    torch.manual_seed(seed)
    ops.share = recipe.dropout
    ops.train()
    optimiser = _optimiser(ops, recipe)
    mean = {name: value.detach().clone() for name, value in ops.state_dict().items()}
    batches = list(_batches(len(lessons.masks), recipe, seed))
    loss_of = _Loss(lessons, recipe)
    for step, rows in enumerate(tracked(batches, progress, "Teaching the parser", len(batches))):
        for group in optimiser.param_groups:
            group["lr"] = group["share"] * recipe.rate * _pace(step, len(batches), recipe)
        loss = loss_of(_said(ops, lessons, rows, recipe, seed + step), lessons.masks[rows])
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(ops.parameters(), 2.0)  # rare parts have steep losses at first
        optimiser.step()
        _follow(mean, ops, min(recipe.memory, (step + 1) / (step + 1 + YOUNG)))
    ops.load_state_dict(mean)
    ops.eval()


def _optimiser(ops: TorchOperations, recipe: Recipe) -> torch.optim.Optimizer:
    groups = [
        {"params": [p for n, p in ops.named_parameters() if ("stage" in n) is body], "share": share}
        for body, share in ((False, 1.0), (True, recipe.backbone_rate))
    ]
    return torch.optim.AdamW(groups, lr=recipe.rate, weight_decay=recipe.decay)


def _follow(mean: dict[str, Tensor], ops: TorchOperations, memory: float) -> None:
    """Bring the mean of the weights closer to what they are now."""
    for name, value in ops.state_dict().items():
        if value.dtype.is_floating_point:
            mean[name].lerp_(value.detach(), 1 - memory)
        else:  # how many batches a norm has seen
            mean[name].copy_(value)


def untaught(lessons: Lessons, backbone: Weights, seed: int) -> TorchOperations:
    """The decoder by chance, on the backbone's last stages."""
    random = np.random.default_rng(seed)
    channels = [level.shape[1] for level in lessons.levels] + [len(backbone["stage7.0.project.bias"])]
    weights: Weights = {
        n: v for n, v in backbone.items() if n.startswith(tuple(f"stage{s}." for s in STAGES))
    }
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


class _Loss:
    """See the module's docstring."""

    def __init__(self, lessons: Lessons, recipe: Recipe) -> None:
        self._parts = torch.from_numpy(part_rows(read_labels()))
        self._merge = F.one_hot(self._parts, len(PARTS)).float()
        sample = self._parts[torch.from_numpy(lessons.masks[:, ::8, ::8].astype(np.int64))]
        shares = (torch.bincount(sample.ravel(), minlength=len(PARTS)) + 1.0) / sample.numel()
        weights = shares**-recipe.rarity
        self._weights = weights / (weights * shares).sum()
        self._share = recipe.parts

    def __call__(self, said: Tensor, masks: NDArray[np.uint8]) -> Tensor:
        middle = GRAIN // 2
        true = torch.from_numpy(masks[:, middle::GRAIN, middle::GRAIN].astype(np.int64)).reshape(-1)
        chances = said.log_softmax(dim=1)
        parts = (chances.exp() @ self._merge + 1e-6).log()
        part = self._parts[true]
        of_parts = (parts.gather(1, part[:, None])[:, 0] * self._weights[part]).mean()
        return -chances.gather(1, true[:, None]).mean() - self._share * of_parts


def main(street: Path, weights: Path, seed: int = 0) -> None:
    """Read, teach, write."""
    import onnxruntime

    backbone = imagenet_weights()
    session: Any = onnxruntime.InferenceSession(levels_graph(backbone), providers=["CPUExecutionProvider"])
    finder = poses.ROLE.open("blazepose")
    lessons = read_lessons(street, session, finder, seed, SILENT)
    ops = untaught(lessons, backbone, seed)
    teach(lessons, ops, Recipe(), seed, SILENT)
    teach(read_lessons(street, session, finder, seed + 1, SILENT), ops, AGAIN, seed + 1, SILENT)
    write_weights({**backbone, **ops.folded()}, weights)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
