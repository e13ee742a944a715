"""What the doctor needs to know of pictures when there is no release yet: opened one by one, on the spot."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from daogou.core.errors import BadPicture
from daogou.core.progress import SILENT, Progress, tracked
from daogou.vision.colour import NAMES, measure_colour
from daogou.vision.decode import MAX_BYTES, decode_picture
from daogou.vision.shades import SHADES

THUMBNAIL_SIDE = 12  # pixels: finer, and two compressions of one photo differ; coarser, and two shirts agree
DECODED_SIDE = 96  # pixels of the shorter side: all that colour and thumbnail need


@dataclass(frozen=True)
class Looks:
    """The fields of ``Patient`` that come from pictures; ``problems`` by product id."""

    problems: dict[str, str]
    colours: NDArray[np.float32]
    pictures: NDArray[np.float32]
    shades: NDArray[np.float32]


def look(product_ids: Sequence[str], files: Sequence[Path | None], progress: Progress = SILENT) -> Looks:
    """Open each product's file (None: it has none), and measure it or say why not."""
    problems: dict[str, str] = {}
    colours = np.zeros((len(files), len(NAMES)), dtype=np.float32)
    pictures = np.zeros((len(files), 3 * THUMBNAIL_SIDE**2), dtype=np.float32)
    shades = np.zeros((len(files), SHADES), dtype=np.float32)
    for row, file in enumerate(tracked(files, progress, "Looking at pictures", len(files))):
        if file is None:
            continue
        try:
            pixels = decode_picture(_read(file), side=DECODED_SIDE)
        except BadPicture as reason:
            problems[product_ids[row]] = reason.message
            continue
        measured = measure_colour(pixels)
        colours[row] = [measured.names.get(name, 0.0) for name in NAMES]
        shades[row] = measured.shades
        pictures[row] = thumbnail(pixels)
    return Looks(problems, colours, pictures, shades)


def thumbnail(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """uint8 [h, w, 3] -> float32 [3 * side**2], 0..1: the picture, very small."""
    small = Image.fromarray(pixels).resize((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.BOX)
    values: NDArray[np.float32] = np.asarray(small, dtype=np.float32).reshape(-1) / np.float32(255)
    return values


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)  # one more tells the decoder that there are too many
    except OSError as error:
        raise BadPicture(f"The picture cannot be read: {error.strerror or error}.") from error
