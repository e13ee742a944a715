"""A product's 3D model in pictures: seen from several sides, on white, as a product page shows it.

No graphics card and no OpenGL: numpy draws it, at twice the side, made smaller for smooth edges.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadPicture
from daogou.vision.oklab import srgb_of
from daogou.vision.scene_rendering_loading import ModelBounds, load_surface
from daogou.vision.scene_rendering_raster import Floats, Surface, rasterised

SIDE = 640  # pixels: what a product page shows, twice what an encoder looks at
FINER = 2  # samples a pixel, each way
FILLED = 0.86  # of the picture by the model's widest view: the margin of shops' pictures


@dataclass(frozen=True, slots=True)
class View:
    """Where the camera is: degrees from the front to the viewer's right, and degrees above."""

    name: str
    azimuth: float
    elevation: float = 0.0


# glTF's axes, which OBJ files share by custom: y is up, and the front looks along +z.
VIEWS = (
    View("front", 0),
    View("three_quarter_right", 45, 10),
    View("right", 90),
    View("back", 180),
    View("left", 270),
    View("three_quarter_left", 315, 10),
    View("above", 20, 50),
)
TURN = tuple(View(f"turn_{degrees}", degrees, 10) for degrees in range(0, 360, 30))  # a strip to turn it by


@dataclass(frozen=True)
class Rendered:
    """``pictures``: uint8 [n, side, side, 3] RGB on white; ``masks``: float32 [n, side, side], model 1."""

    pictures: NDArray[np.uint8]
    masks: Floats


def render_model(
    file: Path, *, views: Sequence[View] = VIEWS, side: int = SIDE, bounds: ModelBounds | None = None
) -> Rendered:
    """The model (GLB, glTF, OBJ) from those views, at one scale.

    Raises:
        BadPicture: no model, too large or damaged.
        RefusedAddress: it names a file out of its folder.
        MissingDependency: the extra ``models3d`` is not installed.
    """
    return render_surface(load_surface(file, bounds or ModelBounds()), views=views, side=side)


def render_surface(surface: Surface, *, views: Sequence[View] = VIEWS, side: int = SIDE) -> Rendered:
    """Triangles from those views.

    Raises:
        BadPicture: all of it in one point.
    """
    centred = replace(surface, corners=_centred(surface.corners))
    turns = [camera(view) for view in views]
    # one scale for all, so that turning it does not make it grow
    size = max(2 * float(np.abs(centred.corners @ turn[:2].T).max()) for turn in turns)
    drawn = [_drawn(centred, turn, FILLED * side / size, side) for turn in turns]
    return Rendered(np.stack([picture for picture, _ in drawn]), np.stack([mask for _, mask in drawn]))


def camera(view: View) -> Floats:
    """float32 [3, 3]: rows are the camera's right, up and back in the world's axes."""
    around, above = np.deg2rad([view.azimuth, view.elevation])
    back = np.array([np.sin(around) * np.cos(above), np.sin(above), np.cos(around) * np.cos(above)])
    right = np.array([np.cos(around), 0.0, -np.sin(around)])
    return np.stack([right, np.cross(back, right), back]).astype(np.float32)


def _centred(corners: Floats) -> Floats:
    """Around the middle of its box and 1 long, in which float32 is fine enough wherever the model was."""
    points = corners.astype(np.float64)
    low, high = points.min(axis=(0, 1)), points.max(axis=(0, 1))
    size = float((high - low).max())
    if not np.isfinite(size) or size <= 0:
        raise BadPicture("The model has no size.")
    moved: Floats = ((points - (low + high) / 2) / size).astype(np.float32)
    return moved


def _drawn(surface: Surface, turn: Floats, scale: float, side: int) -> tuple[NDArray[np.uint8], Floats]:
    light, covered = rasterised(surface, turn, scale * FINER, side * FINER)
    mask = np.asarray(cv2.resize(covered.astype(np.float32), (side, side), interpolation=cv2.INTER_AREA))
    colours = np.asarray(cv2.resize(light, (side, side), interpolation=cv2.INTER_AREA))
    on_white = colours + (1 - mask)[..., None]
    return srgb_of(on_white.astype(np.float32)), mask.astype(np.float32)
