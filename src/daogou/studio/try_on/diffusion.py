"""A diffusers pipeline that paints the garment: for those with a GPU and weights that they may use.

``warp`` puts the garment on first, and tells where anything changes; the pipeline paints there anew and
nowhere else. The garment is told to it in one of three ways: words alone, an image prompt adapter (Ye et al.
2023, arXiv 2308.06721), or the garment's picture beside the person's in one image, as CatVTON (Chong et al.
2024, arXiv 2407.15886) and in-context tuned inpainting models expect it. No weights come with this package.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from daogou.core.errors import MissingAsset
from daogou.core.roles import required
from daogou.studio.try_on import ROLE, Garment, Person, TryOn, Worn

NEEDED_BY = "try on 'diffusion'"
MULTIPLE = 16  # pixels: latents are an eighth of the picture and halved inside, once at least
WIDER = 0.012  # of the longer side: a painted edge needs room beyond the warped one
FEATHER = 0.004  # of the longer side
WHITE = 255


@dataclass(frozen=True)
class Options:
    """``pipeline``: the folder of an inpainting pipeline; ``adapter``, ``adapter_weights``: a folder and the
    file in it, for ``garment = "adapter"``; ``strength``: 1 paints anew, less keeps more of what the warp
    made; ``side``: pixels of the longer side that it works at; ``half``: float16, for GPUs."""

    pipeline: str = ""
    garment: Literal["words", "adapter", "beside"] = "words"
    adapter: str = ""
    adapter_weights: str = "ip-adapter_sd15.bin"
    prompt: str = "a photo of a person wearing the garment, natural light, high detail"
    steps: int = 30
    guidance: float = 2.5
    strength: float = 0.75
    side: int = 1024
    device: str = "auto"
    half: bool = False
    seed: int = 0


class Diffusion:
    """A ``TryOn``."""

    def __init__(self, pipeline: Any, torch: Any, options: Options) -> None:
        self._pipeline = pipeline
        self._torch = torch
        self._options = options
        self._warp = ROLE.open("warp")

    def wear(self, person: Person, garments: Sequence[Garment]) -> Worn:
        """See the contract. Of several garments each is warped, then all are painted at once."""
        warped = self._warp.wear(person, garments)
        if not warped.changed.any():
            return warped
        # wider, but never over the face
        mask = _wider(warped.changed) & ~(person.parts.mask("face") & ~warped.changed)
        painted = self._painted(warped.picture, mask, garments)
        share = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), max(1.0, FEATHER * max(mask.shape)))[
            ..., None
        ]
        share = share * mask[..., None]
        picture = person.picture + share * (painted.astype(np.float32) - person.picture)
        return Worn(np.clip(np.round(picture), 0, 255).astype(np.uint8), mask, warped.garments, warped.notes)

    def _painted(
        self, picture: NDArray[np.uint8], mask: NDArray[np.bool_], garments: Sequence[Garment]
    ) -> NDArray[np.uint8]:
        """The picture with the masked part painted by the pipeline, uint8 [h, w, 3]."""
        height, width = picture.shape[:2]
        size = _size(width, height, self._options.side)
        shown = Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS)
        where = Image.fromarray(mask.astype(np.uint8) * WHITE).resize(size, Image.Resampling.NEAREST)
        cloth = _sheet(garments, size)
        if self._options.garment == "beside":
            result = self._asked(_beside(cloth, shown), _beside(Image.new("L", size), where))
            result = result.crop((size[0], 0, 2 * size[0], size[1]))
        elif self._options.garment == "adapter":
            result = self._asked(shown, where, ip_adapter_image=cloth)
        else:
            result = self._asked(shown, where)
        return np.asarray(result.resize((width, height), Image.Resampling.LANCZOS).convert("RGB"), np.uint8)

    def _asked(self, shown: Image.Image, where: Image.Image, **more: object) -> Image.Image:
        options = self._options
        made = self._pipeline(
            prompt=options.prompt,
            image=shown,
            mask_image=where,
            width=shown.width,
            height=shown.height,
            num_inference_steps=options.steps,
            guidance_scale=options.guidance,
            strength=options.strength,
            generator=self._torch.Generator("cpu").manual_seed(options.seed),
            **more,
        )
        picture: Image.Image = made.images[0]
        return picture


def _wider(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    reach = 2 * max(1, round(WIDER * max(mask.shape))) + 1
    return cv2.dilate(mask.astype(np.uint8), np.ones((reach, reach), np.uint8)).astype(bool)


def _size(width: int, height: int, side: int) -> tuple[int, int]:
    """Width and height that the pipeline works at: of the picture's proportions, in whole multiples."""
    scale = min(1.0, side / max(width, height))
    across, down = (max(MULTIPLE, round(length * scale / MULTIPLE) * MULTIPLE) for length in (width, height))
    return across, down


def _sheet(garments: Sequence[Garment], size: tuple[int, int]) -> Image.Image:
    """The garments on white, one below the other."""
    sheet = Image.new("RGB", size, (WHITE,) * 3)
    part = size[1] // max(1, len(garments))
    for number, garment in enumerate(garments):
        alpha = garment.mask[..., None]
        cut = (garment.picture * alpha + WHITE * (1 - alpha)).astype(np.uint8)
        one = Image.fromarray(cut)
        one.thumbnail((size[0], part))
        sheet.paste(one, ((size[0] - one.width) // 2, number * part + (part - one.height) // 2))
    return sheet


def _beside(left: Image.Image, right: Image.Image) -> Image.Image:
    both = Image.new(right.mode, (left.width + right.width, right.height))
    both.paste(left, (0, 0))
    both.paste(right, (left.width, 0))
    return both


def build(options: Options) -> TryOn:
    """Load the pipeline.

    Raises:
        MissingDependency: diffusers or torch is not installed.
        MissingAsset: the option ``pipeline``, or ``adapter`` where it is needed, names no folder.
    """
    diffusers = required("diffusers", NEEDED_BY, extra="diffusion")
    torch = required("torch", NEEDED_BY, extra="diffusion")
    _there(options.pipeline, "pipeline")
    kind = torch.float16 if options.half else torch.float32
    # a folder of this machine: nothing is ever fetched from a hub
    loaded = diffusers.AutoPipelineForInpainting.from_pretrained(
        options.pipeline, dtype=kind, local_files_only=True, safety_checker=None
    )
    if options.garment == "adapter":
        _there(options.adapter, "adapter")
        loaded.load_ip_adapter(
            options.adapter, subfolder="", weight_name=options.adapter_weights, local_files_only=True
        )
    loaded.set_progress_bar_config(disable=True)
    device = ("cuda" if torch.cuda.is_available() else "cpu") if options.device == "auto" else options.device
    return Diffusion(loaded.to(device), torch, options)


def _there(folder: str, option: str) -> None:
    if not folder or not Path(folder).is_dir():
        raise MissingAsset(
            f"{NEEDED_BY}: {folder or 'nothing'} is no folder of a {option}.",
            hint=f"Give the option {option!r} the folder of weights that you may use, in diffusers' layout.",
        )
