"""Teaches the network of ``layered_flow`` on drawn products; an hour on one core with bfloat16 units.

``python -m daogou.studio.form_training drawn_forms.npz`` draws, teaches the code, then the flow, solves for
details, and writes the file that the package ships as ``data/drawn_forms.npz``.
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
from daogou.studio.drawn_forms import packed
from daogou.studio.form_details_training import Details, solve_details
from daogou.studio.form_drawing import TRAINING_SEED, DrawnForm, drawn_forms
from daogou.studio.form_folding_training import Folding, folding_of
from daogou.studio.form_network import CODE, NUMBERS, PLACES
from daogou.studio.form_network_training import Decoder, Encoder, Flow
from daogou.studio.muon_training import Muon


@dataclass(frozen=True)
class Recipe:
    """How long and how fast; the defaults made the packaged weights, within what chance does."""

    designs: int = 4900  # about 3,000 forms
    code_steps: int = 1800
    code_batch: int = 16
    flow_steps: int = 1600
    flow_batch: int = 256
    rate: float = 0.01  # of Muon, which learns the code only
    code_rate: float = 2e-3  # of AdamW
    flow_rate: float = 1e-3
    decay: float = 0.1  # of the flow's weights
    noise: float = 0.3  # on the code while it is learnt: neighbours then decode alike
    silenced: float = 0.15  # of the codes: the words alone must then give the category's mean form
    small: float = 1e-3  # weight of the code's size
    unsaid: float = 0.2  # of the words: cuts that were never seen must still have neighbours
    nothing_asked: float = 0.1  # of the captions, for guidance
    blurred: float = 0.3  # noise on the numbers that the flow learns, which are few
    averaged: float = 0.999  # of the flow's weights, per step
    foreseen: int = 1200  # random features of words and code that details are read from: more is larger
    shares: int = 160  # fixed pictures that details are made of: what 12 MB hold
    ridge: float = 0.02  # between .01 and .1, where details of forms that were left out are foreseen best


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


def teach_flow(numbers: Tensor, lessons: Lessons, recipe: Recipe, progress: Progress) -> Flow:
    """Which numbers [n, NUMBERS] go with which words; the flow's weights are averaged over the steps."""
    flow, averaged = Flow(len(lessons.words)), Flow(len(lessons.words))
    averaged.load_state_dict(flow.state_dict())
    for step, rows in enumerate(_steps([flow], [], lessons, recipe, progress)):
        there = numbers[rows] + recipe.blurred * torch.randn(len(rows), NUMBERS)
        noise, time = torch.randn_like(there), torch.sigmoid(torch.randn(len(rows)))
        said = lessons.asked[rows] * (torch.rand(len(rows), len(lessons.words)) > recipe.unsaid)
        nothing = (torch.rand(len(rows), 1) < recipe.nothing_asked).float()
        share = time[:, None]
        speed = flow((1 - share) * noise + share * there, time, torch.cat([said * (1 - nothing), nothing], 1))
        (speed - (there - noise)).square().mean().backward()
        _follow(averaged, flow, min(recipe.averaged, 1 - 1 / (step / 10 + 1)))
    return averaged


@torch.no_grad()
def teach_details(
    decoder: Decoder, folding: Folding, numbers: Tensor, lessons: Lessons, recipe: Recipe
) -> Details:
    """What the decoder leaves out of forms whose numbers [n, NUMBERS] are as unsure as the flow's."""
    codes = folding.codes(numbers + recipe.blurred * torch.randn_like(numbers))
    missing = []
    parts = [torch.split(whole, 64) for whole in (codes, lessons.asked, lessons.layers)]
    for code, asked, layers in zip(*parts, strict=True):
        with _half():
            drawn = decoder(code.view(-1, PLACES**2, CODE).mT.reshape(-1, CODE, PLACES, PLACES), asked)
        missing.append((layers.float() / 255 - drawn.float()).permute(0, 2, 3, 1).half())
    return solve_details(
        torch.cat(missing),
        codes,
        lessons.asked,
        folding,
        foreseen=recipe.foreseen,
        shares=recipe.shares,
        ridge=recipe.ridge,
    )


@torch.no_grad()
def codes_of(encoder: Encoder, lessons: Lessons) -> Tensor:
    """Float [n, places * CODE]."""
    parts = []
    for part in torch.split(lessons.layers, 64):
        with _half():
            code = encoder(part.float() / 255)
        parts.append(code.float().flatten(2).transpose(1, 2).flatten(1))
    return torch.cat(parts)


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
    decay = recipe.decay if is_flow else 0.0
    optimisers: list[torch.optim.Optimizer] = [
        torch.optim.AdamW(rest, lr=rates[1], betas=(0.9, 0.98), weight_decay=decay)
    ]
    if kernels:
        optimisers.append(Muon(kernels, rates[0]))
    progress.start("Teaching the flow" if is_flow else "Teaching the code", steps)
    for step in range(steps):
        yield torch.randint(len(lessons.layers), (batch,))
        nn.utils.clip_grad_norm_(every, 1.0)
        pace = min(1.0, (step + 1) / 30, (1 - step / steps) / (1 - FULL_PACE))
        for optimiser, rate in zip(optimisers, rates[::-1], strict=False):
            optimiser.param_groups[0]["lr"] = rate * pace
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        progress.advance(1)
    progress.finish()


def _half() -> AbstractContextManager[Any]:
    return torch.autocast("cpu", dtype=torch.bfloat16)


def arrays_of(
    networks: Mapping[str, nn.Module], folding: Folding, lessons: Lessons, forms: Sequence[DrawnForm]
) -> Mapping[str, Any]:
    """What ``drawn_forms.read_forms`` reads; ``networks``: decoder, decoder.details and flow."""
    weights = {
        f"{part}.{name}": value
        for part, network in networks.items()
        for name, value in network.state_dict().items()
    }
    decoder = networks["decoder"]
    assert isinstance(decoder, Decoder)  # for the type checker
    categories = sorted({form.traits["category"] for form in forms})
    of = {name: [form for form in forms if form.traits["category"] == name] for name in categories}
    return {
        **packed({name: value.numpy() for name, value in weights.items()}),
        "words": np.array(lessons.words),
        "rows": _rows(lessons.asked),
        "stages": np.array(decoder.stages()),
        "mean": folding.mean.numpy().astype(np.float16),
        "axes": folding.axes.numpy().astype(np.float16),
        "scale": folding.scale.numpy(),
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
        codes = codes_of(encoder, lessons)
        folding = folding_of(codes)
        numbers = folding.numbers(codes)
        flow = teach_flow(numbers, lessons, recipe, progress)
        details = teach_details(decoder, folding, numbers, lessons, recipe)
    networks = {"decoder": decoder, "decoder.details": details, "flow": flow}
    with replacing(file) as part, part.open("wb") as stream:
        np.savez_compressed(stream, **arrays_of(networks, folding, lessons, forms))


if __name__ == "__main__":
    train(Path(sys.argv[1]))
