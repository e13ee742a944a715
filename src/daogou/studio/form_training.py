"""Teaches the network of ``layered_flow`` on drawn products; two hours on one core with bfloat16 units.

``python -m daogou.studio.form_training drawn_forms.npz`` draws, teaches the code, then the flow, and writes
the file that the package ships as ``data/drawn_forms.npz``.
"""

import statistics
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from daogou.core.files import replacing
from daogou.core.progress import SILENT, Progress
from daogou.studio.form_drawing import TRAINING_SEED, DrawnForm, drawn_forms
from daogou.studio.form_network import CODE, PLACES
from daogou.studio.form_network_training import Decoder, Encoder, Flow
from daogou.studio.muon_training import Muon


@dataclass(frozen=True)
class Recipe:
    """How long and how fast; the defaults made the packaged weights, within what chance does."""

    designs: int = 6400
    code_steps: int = 2200
    code_batch: int = 16
    flow_steps: int = 2000
    flow_batch: int = 64
    rate: float = 0.01  # of Muon
    code_rate: float = 2e-3  # of AdamW
    flow_rate: float = 1e-3
    noise: float = 0.3  # on the code while it is learnt: neighbours then decode alike
    silenced: float = 0.15  # of the codes: the words alone must then give the category's mean form
    small: float = 1e-3  # weight of the code's size
    nothing_asked: float = 0.1  # of the captions, for guidance
    averaged: float = 0.999  # of the flow's weights, per step


# Of cover, dye, and red, green, blue of the rest: trims are small, and seen.
LAYER_WEIGHTS = (1.5, 1.0, 2.0, 2.0, 2.0)
EDGES = 1.5  # weight of the differences between neighbours: outlines and seams
FULL_PACE = 0.5  # of the steps, then down to nothing


@dataclass(frozen=True)
class Lessons:
    """``layers``: uint8 [n, 5, side, side]; ``asked``: float32 [n, words]."""

    layers: Tensor
    asked: Tensor
    words: Sequence[str]


def lessons_of(forms: Sequence[DrawnForm]) -> Lessons:
    """The words in alphabetical order, and which hold for each form."""
    said = [{f"{kind}={value}" for kind, value in form.traits.items()} for form in forms]
    words = sorted(set().union(*said))
    asked = torch.tensor([[float(word in one) for word in words] for one in said])
    layers = torch.from_numpy(np.stack([form.layers for form in forms])).permute(0, 3, 1, 2)
    return Lessons(layers, asked, words)


def teach_code(lessons: Lessons, recipe: Recipe, progress: Progress) -> tuple[Encoder, Decoder]:
    """The code of forms, and its way back to layers."""
    encoder, decoder = Encoder(), Decoder(len(lessons.words))
    inner = [*list(encoder.net)[2:], *list(decoder.net)[:-2]]
    kernels = [p for stage in inner for p in stage.parameters() if p.ndim == 4]
    weights = torch.tensor(LAYER_WEIGHTS).view(1, -1, 1, 1)
    for rows in _steps([encoder, decoder], kernels, lessons, recipe, progress):
        layers, asked = lessons.layers[rows].float() / 255, lessons.asked[rows]
        with _half():
            code = encoder(layers)
            kept = (torch.rand(len(code), 1, 1, 1) > recipe.silenced).to(code.dtype)
            drawn = decoder((code + recipe.noise * torch.randn_like(code)) * kept, asked)
        loss = _difference(drawn.float(), layers, weights) + recipe.small * code.float().square().mean()
        loss.backward()
    return encoder, decoder


def _difference(drawn: Tensor, layers: Tensor, weights: Tensor) -> Tensor:
    away = drawn - layers
    edges = (away.diff(dim=-1).abs() * weights).mean() + (away.diff(dim=-2).abs() * weights).mean()
    return (away.abs() * weights).mean() + EDGES * edges + 2 * away.square().mean()


@dataclass(frozen=True)
class TaughtFlow:
    """``flow`` with averaged weights; ``mean`` and ``deviation`` of the codes [CODE]."""

    flow: Flow
    mean: Tensor
    deviation: Tensor


def teach_flow(encoder: Encoder, lessons: Lessons, recipe: Recipe, progress: Progress) -> TaughtFlow:
    """Which codes go with which words."""
    codes = _codes(encoder, lessons)
    mean, deviation = codes.mean((0, 1)), codes.std((0, 1))
    flow, averaged = Flow(len(lessons.words)), Flow(len(lessons.words))
    averaged.load_state_dict(flow.state_dict())
    kernels = [p for name, p in flow.blocks.named_parameters() if name.endswith("weight")]
    for step, rows in enumerate(_steps([flow], kernels, lessons, recipe, progress)):
        there = (codes[rows] + recipe.noise * torch.randn(len(rows), PLACES**2, CODE) - mean) / deviation
        noise, time = torch.randn_like(there), torch.sigmoid(torch.randn(len(rows)))
        nothing = (torch.rand(len(rows), 1) < recipe.nothing_asked).float()
        asked = torch.cat([lessons.asked[rows] * (1 - nothing), nothing], 1)
        share = time[:, None, None]
        with _half():
            speed = flow((1 - share) * noise + share * there, time, asked)
        (speed.float() - (there - noise)).square().mean().backward()
        _follow(averaged, flow, min(recipe.averaged, 1 - 1 / (step / 10 + 1)))
    return TaughtFlow(averaged, mean, deviation)


@torch.no_grad()
def _codes(encoder: Encoder, lessons: Lessons) -> Tensor:
    """[n, places, CODE]."""
    parts = []
    for part in torch.split(lessons.layers, 64):
        with _half():
            code = encoder(part.float() / 255)
        parts.append(code.float().flatten(2).transpose(1, 2))
    return torch.cat(parts).contiguous()


@torch.no_grad()
def _follow(averaged: nn.Module, module: nn.Module, kept: float) -> None:
    for one, other in zip(averaged.parameters(), module.parameters(), strict=True):
        one.lerp_(other, 1 - kept)


def _steps(
    modules: Sequence[nn.Module],
    kernels: Sequence[nn.Parameter],
    lessons: Lessons,
    recipe: Recipe,
    progress: Progress,
) -> Iterator[Tensor]:
    """Rows of the lessons for each step; gradients that the caller has made are applied in between."""
    is_flow = isinstance(modules[0], Flow)
    steps = recipe.flow_steps if is_flow else recipe.code_steps
    batch = recipe.flow_batch if is_flow else recipe.code_batch
    of_muon = {id(kernel) for kernel in kernels}
    every = [parameter for module in modules for parameter in module.parameters()]
    rates = (recipe.rate, recipe.flow_rate if is_flow else recipe.code_rate)
    rest = [parameter for parameter in every if id(parameter) not in of_muon]
    optimisers = (
        Muon(kernels, rates[0]),
        torch.optim.AdamW(rest, lr=rates[1], betas=(0.9, 0.98), weight_decay=0.0),
    )
    progress.start("Teaching the flow" if is_flow else "Teaching the code", steps)
    for step in range(steps):
        yield torch.randint(len(lessons.layers), (batch,))
        nn.utils.clip_grad_norm_(every, 1.0)
        pace = min(1.0, (step + 1) / 30, (1 - step / steps) / (1 - FULL_PACE))
        for optimiser, rate in zip(optimisers, rates, strict=True):
            optimiser.param_groups[0]["lr"] = rate * pace
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        progress.advance(1)
    progress.finish()


def _half() -> AbstractContextManager[Any]:
    return torch.autocast("cpu", dtype=torch.bfloat16)


def arrays_of(
    decoder: Decoder, taught: TaughtFlow, lessons: Lessons, forms: Sequence[DrawnForm]
) -> Mapping[str, Any]:
    """What ``drawn_forms.read_forms`` reads."""
    weights = {f"decoder.{name}": value for name, value in decoder.state_dict().items()}
    weights |= {f"flow.{name}": value for name, value in taught.flow.state_dict().items()}
    categories = sorted({form.traits["category"] for form in forms})
    of = {name: [form for form in forms if form.traits["category"] == name] for name in categories}
    return {
        **{name: value.numpy().astype(np.float16) for name, value in weights.items()},
        "words": np.array(lessons.words),
        "rows": _rows(lessons.asked),
        "stages": np.array(decoder.stages()),
        "mean": taught.mean.numpy(),
        "deviation": taught.deviation.numpy(),
        "categories": np.array(categories),
        "px_per_cm": np.array(
            [statistics.median(f.px_per_cm for f in of[c]) for c in categories], np.float32
        ),
        "standing": np.array([any(form.stands for form in of[c]) for c in categories]),
    }


def _rows(asked: Tensor) -> np.ndarray[Any, Any]:
    """int16 [different ones, most words]: the places of each form's words, then -1."""
    several = sorted({tuple(np.flatnonzero(row).tolist()) for row in asked.numpy()})
    rows = np.full((len(several), max(map(len, several))), -1, np.int16)
    for place, words in enumerate(several):
        rows[place, : len(words)] = words
    return rows


def train(file: Path, recipe: Recipe | None = None, *, seed: int = 0, progress: Progress = SILENT) -> None:
    """Draw, teach, write."""
    recipe = recipe or Recipe()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        forms = list(drawn_forms(recipe.designs, TRAINING_SEED))
        lessons = lessons_of(forms)
        encoder, decoder = teach_code(lessons, recipe, progress)
        taught = teach_flow(encoder, lessons, recipe, progress)
    with replacing(file) as part, part.open("wb") as stream:
        np.savez_compressed(stream, **arrays_of(decoder, taught, lessons, forms))


if __name__ == "__main__":
    train(Path(sys.argv[1]))
