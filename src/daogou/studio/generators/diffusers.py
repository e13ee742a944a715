"""Any text-to-picture pipeline of diffusers (Stable Diffusion, SDXL, FLUX, Kolors …): a folder or a hub name.

For those who have the weights and, for most, a GPU. Which texts it understands is up to the model: many read
English only. Nothing is fetched unless ``fetch`` allows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadOption, BadQuery, MissingAsset
from daogou.core.roles import required
from daogou.studio.generators import Generator

NEEDED_BY = "generator 'diffusers'"
EXTRA = "diffusion"
NUMBERS = ("float32", "float16", "bfloat16")
SMALLEST_SIDE = 8  # pixels: what the codes of such models are cut into


@dataclass(frozen=True)
class Options:
    """``model``: a folder, or a name on the hub where ``fetch`` is true; ``device``: "cpu", "cuda", "mps" …

    ``steps`` and ``guidance`` as the model's card advises; ``side`` in pixels, a multiple of 8; ``numbers``:
    float32, float16 or bfloat16; ``frame``: what is put around each text, ``{}`` in it stands for the text;
    ``without``: what must not be seen (for models that take it, else leave it empty).
    """

    model: str = ""
    device: str = "cpu"
    steps: int = 25
    guidance: float = 6.0
    side: int = 512
    numbers: str = "float32"
    frame: str = "{}, product photo on a plain light background"
    without: str = ""
    fetch: bool = False


class Diffusers:
    """A pipeline of diffusers."""

    def __init__(self, pipeline: Any, options: Options) -> None:
        self.side = options.side
        self._pipeline, self._options = pipeline, options
        pipeline.set_progress_bar_config(disable=True)

    def generate(self, texts: Sequence[str], seed: int = 0) -> NDArray[np.uint8]:
        """One by one: a batch would need several times the memory and is no faster on a CPU."""
        empty = next((text for text in texts if not text.strip()), None)
        if empty is not None:
            raise BadQuery("A text is empty.", hint="Say what product to draw, such as 'a red summer dress'.")
        pictures = [self._one(text, seed) for text in texts]
        shape = (0, self.side, self.side, 3)
        return np.stack(pictures) if pictures else np.zeros(shape, np.uint8)

    def _one(self, text: str, seed: int) -> NDArray[np.uint8]:
        torch = required("torch", NEEDED_BY, EXTRA)
        options = self._options
        # on the CPU, so that a seed gives the same noise on every device
        chance = torch.Generator("cpu").manual_seed(seed)
        more = {"negative_prompt": options.without} if options.without else {}
        found = self._pipeline(
            prompt=options.frame.replace("{}", text),
            num_inference_steps=options.steps,
            guidance_scale=options.guidance,
            height=options.side,
            width=options.side,
            generator=chance,
            output_type="np",
            **more,
        )
        picture: NDArray[np.uint8] = np.round(np.clip(found.images[0], 0, 1) * 255).astype(np.uint8)
        return picture


def build(options: Options) -> Generator:
    """Load the pipeline.

    Raises:
        BadOption: no model is named, or a number that cannot be.
        MissingAsset: there is no such folder, and nothing may be or was fetched.
        MissingDependency: diffusers or torch is not installed.
    """
    _check(options)
    torch = required("torch", NEEDED_BY, EXTRA)
    diffusers = required("diffusers", NEEDED_BY, EXTRA)
    try:
        pipeline = diffusers.DiffusionPipeline.from_pretrained(
            options.model, local_files_only=not options.fetch, use_safetensors=True
        )
    except (OSError, ValueError) as error:
        hint = "Name a folder with a model_index.json, or allow 'fetch' for a name on the hub."
        raise MissingAsset(
            f"{NEEDED_BY} found no pipeline at {options.model!r}: {error}", hint=hint
        ) from error
    # as float32 it is loaded already; casting again makes some models complain
    number = () if options.numbers == "float32" else (getattr(torch, options.numbers),)
    return Diffusers(pipeline.to(options.device, *number), options)


def _check(options: Options) -> None:
    if not options.model:
        raise BadOption(f"{NEEDED_BY} needs the option 'model': a folder, or a name on the model hub.")
    if options.numbers not in NUMBERS:
        raise BadOption(f"{NEEDED_BY}: 'numbers' is one of {', '.join(NUMBERS)}, given {options.numbers!r}.")
    if options.side < SMALLEST_SIDE or options.side % SMALLEST_SIDE:
        raise BadOption(f"{NEEDED_BY}: 'side' is a multiple of {SMALLEST_SIDE}, given {options.side}.")
    if options.steps < 1:
        raise BadOption(f"{NEEDED_BY}: 'steps' is at least 1, given {options.steps}.")
    if "{}" not in options.frame:
        raise BadOption(f"{NEEDED_BY}: 'frame' needs {{}} where the text goes, given {options.frame!r}.")
    if not options.fetch and not Path(options.model).is_dir():
        hint = "Download the model there, or allow 'fetch' to take it from the hub."
        raise MissingAsset(f"{NEEDED_BY}: there is no folder {options.model!r}.", hint=hint)
