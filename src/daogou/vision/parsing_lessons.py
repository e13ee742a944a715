"""What the garment parser is taught from: street photos, cut around the person, as the backbone sees them.

The backbone's first five stages are not taught, so what they see of every cut is computed once and kept.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from daogou.core.errors import NotFound
from daogou.core.progress import Progress, tracked
from daogou.vision.decode import decode_picture
from daogou.vision.parsing_hints import hints, mirrored
from daogou.vision.parsing_region import HEIGHT, WIDTH, Region, around, network_input
from daogou.vision.poses import Pose, PoseFinder

HELD_BACK = (2, 3)  # number mod 10: the test and the validation photos
ZOOM = 0.22  # natural logarithm: a fifth closer or farther
SHIFT = 0.06  # of the region's height
BRIGHT, CONTRAST, CAST, STRONG = 0.15, 0.2, 0.06, 0.3  # in the network's units, or shares of 1


@dataclass(frozen=True)
class Lessons:
    """``levels``: float16, per stride 4, 8, 16; all with one row a cut."""

    levels: tuple[NDArray[np.float16], ...]
    hints: NDArray[np.float16]  # [n, 12, 64, 32]
    masks: NDArray[np.uint8]  # [n, 512, 256]: rows of the labels


def taught_photos(folder: Path) -> tuple[Path, ...]:
    """Those that are neither test nor validation.

    Raises:
        NotFound: there are none.
    """
    photos = sorted((folder / "photos").glob("*.jpg"))
    taught = tuple(photo for photo in photos if int(photo.stem) % 10 not in HELD_BACK)
    if not taught:
        raise NotFound(f"There are no photos in {folder}.", hint="Name the folder street of the data.")
    return taught


def read_lessons(folder: Path, backbone: Any, finder: PoseFinder, seed: int, progress: Progress) -> Lessons:
    """Each photo as it is, and once mirrored, moved, zoomed and in another light.

    ``backbone``: an onnxruntime session of ``levels_graph``.
    """
    random = np.random.default_rng(seed)
    photos = taught_photos(folder)
    told: list[tuple[Any, ...]] = []
    for photo in tracked(photos, progress, "Looking at street photos", len(photos)):
        picture = decode_picture(photo.read_bytes())
        mask = np.asarray(Image.open(folder / "masks" / f"{photo.stem}.png"), np.uint8)
        pose = next(iter(finder.find(picture)), None)
        region = around(pose, *picture.shape[:2])
        told.append(_lesson(backbone, picture, mask, pose, region, None))
        told.append(_lesson(backbone, picture, mask, pose, moved(region, random), random))
    *levels, maps, masks = (np.stack(column) for column in zip(*told, strict=True))
    return Lessons(tuple(levels), maps, masks)


def _lesson(
    backbone: Any,
    picture: NDArray[np.uint8],
    mask: NDArray[np.uint8],
    pose: Pose | None,
    region: Region,
    random: np.random.Generator | None,
) -> tuple[Any, ...]:
    """With ``random`` mirrored and in another light."""
    pixels = network_input(region.cut(picture))
    areas, told = region.areas(mask), hints(pose, region)
    if random is not None:
        pixels, areas, told = relit(pixels, random)[:, ::-1], areas[:, ::-1], mirrored(told)
    seen = backbone.run(None, {"picture": np.ascontiguousarray(pixels.transpose(2, 0, 1))[None]})
    return (*(level[0].astype(np.float16) for level in seen[:3]), told.astype(np.float16), areas)


def relit(pixels: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    """[h, w, 3] in -1..1: another brightness, contrast, cast and strength of colours."""
    lit = pixels * random.uniform(1 - CONTRAST, 1 + CONTRAST) + random.uniform(-BRIGHT, BRIGHT)
    lit = lit + random.uniform(-CAST, CAST, 3)
    grey = lit.mean(axis=2, keepdims=True)
    strong = grey + (lit - grey) * random.uniform(1 - STRONG, 1 + STRONG)
    return np.asarray(np.clip(strong, -1, 1), np.float32)


def moved(region: Region, random: np.random.Generator) -> Region:
    """Shifted and zoomed by chance."""
    zoom = float(np.exp(random.uniform(-ZOOM, ZOOM)))
    right, down = random.uniform(-SHIFT, SHIFT, 2) * region.height
    grown = region.height * (zoom - 1)
    share = WIDTH / HEIGHT
    return Region(
        region.left + right - grown * share / 2, region.top + down - grown / 2, region.height * zoom
    )
