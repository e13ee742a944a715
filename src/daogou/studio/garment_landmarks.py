"""Landmarks of a garment found from its outline alone, for pictures that bring none.

A network of three small layers per family of garments (tops, dresses and coats; skirts; trousers and shorts)
reads the outline and says where neck, shoulders, armpits, cuffs, waist, hem and crotch are, hidden ones too.
It was taught on drawn garments with their sleeves turned, bent, tilted and with damaged outlines
(docs/model-cards/garment-landmarks.md). Places that lie on the outline are then moved onto it.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import UnfitPhoto
from daogou.studio.garment_shape import FAMILIES, NAMES, box_of, shape_of

WEIGHTS = "garment_landmarks.npz"
EVEN_INK = 0.3  # about the mean of the outlines: inputs then lie around zero, as in training
ON_OUTLINE = ("shoulder", "sleeve_outer", "hem", "hem_outer", "hem_inner", "crotch")
NEAR = 0.045  # of the square's side: how far a place is moved onto the outline at most
SMALLEST = 24  # pixels: the side of a garment's picture from which an outline tells anything
COVERED = 0.6  # of the outline and the landmarks' polygon together: less is no such garment


def find_landmarks(mask: NDArray[np.float32], kind: str) -> dict[str, tuple[float, float]]:
    """float32 [h, w] 0..1 -> places in pixels by the names that the drawn shop uses.

    ``kind`` is one of ``try_on.KINDS``. Sleeves' landmarks are absent where there are no sleeves.

    Raises:
        UnfitPhoto: the outline is not one of such a garment, seen from the front and whole.
    """
    if (mask > 0.5).sum() < SMALLEST**2:
        raise _unclear()
    left, top, side = box_of(mask)
    family = FAMILIES[kind]
    places, there = _said(shape_of(mask), family)
    named = {
        name: place * side + (left, top)
        for name, place, sure in zip(NAMES[family], places, there, strict=True)
        if sure
    }
    outline = _outline(mask)
    for name, place in named.items():
        if name.removesuffix("_left").removesuffix("_right") in ON_OUTLINE:
            named[name] = _onto(outline, place, NEAR * side)
    if family == 0 and not all(f"sleeve_{end}_{of}" in named for end in ("outer", "inner") for of in SIDES):
        named = {name: place for name, place in named.items() if not name.startswith("sleeve")}
    if kind != "top" and kind in ("dress", "coat") and "waist_left" not in named:
        named.pop("waist_right", None)
    if overlap(mask, named, family) < COVERED:
        raise _unclear()
    return {name: (float(x), float(y)) for name, (x, y) in named.items()}


SIDES = ("right", "left")


def _said(shape: NDArray[np.float32], family: int) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Places in the square [landmarks, 2] and whether each is there [landmarks]."""
    weights = _weights()
    layer = shape - EVEN_INK
    for name in ("a", "b"):
        layer = np.maximum(weights[f"{family}.{name}.weight"] @ layer + weights[f"{family}.{name}.bias"], 0)
    said = weights[f"{family}.c.weight"] @ layer + weights[f"{family}.c.bias"]
    count = len(NAMES[family])
    places = said[: 2 * count].reshape(count, 2) + weights[f"{family}.mean"]
    return places.astype(np.float64), said[2 * count :] > 0


@cache
def _weights() -> Mapping[str, NDArray[np.float32]]:
    with as_file(files("daogou.studio") / WEIGHTS) as path, np.load(path, allow_pickle=False) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def _outline(mask: NDArray[np.float32]) -> NDArray[np.float64]:
    """The places on the rim of the largest area, [n, 2]."""
    found, _ = cv2.findContours((mask > 0.5).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return np.asarray(max(found, key=len)[:, 0], np.float64)


def _onto(outline: NDArray[np.float64], place: NDArray[np.float64], reach: float) -> NDArray[np.float64]:
    distances = np.linalg.norm(outline - place, axis=1)
    nearest = int(distances.argmin())
    return outline[nearest] if distances[nearest] <= reach else place


def overlap(mask: NDArray[np.float32], named: Mapping[str, NDArray[np.float64]], family: int) -> float:
    """How much of the mask and of the polygon through the landmarks is common to both, 0..1."""
    right = [name for name in ROUND[family] if f"{name}_right" in named]
    middle = [named[name] for name in MIDDLE[family] if name in named]
    polygon = [named[f"{name}_right"] for name in right]
    polygon += middle[:1] if family == 2 else []
    polygon += [named[f"{name}_left"] for name in reversed(right)]
    drawn = np.zeros(mask.shape, np.uint8)
    cv2.fillPoly(drawn, [np.round(np.array(polygon)).astype(np.int32)], 1)
    inside = mask > 0.5
    both = (drawn > 0) & inside
    return float(both.sum() / max(1, ((drawn > 0) | inside).sum()))


# the polygon down the wearer's right, then up the left
ROUND = (
    ("neck", "shoulder", "sleeve_outer", "sleeve_inner", "armpit", "waist", "hem"),
    ("waist", "hip", "hem"),
    ("waist", "hip", "hem_outer", "hem_inner"),
)
MIDDLE: tuple[tuple[str, ...], ...] = ((), (), ("crotch",))


def _unclear() -> UnfitPhoto:
    return UnfitPhoto(
        "The garment's outline is not that of such a garment.",
        hint="Use a picture of the garment alone, whole, from the front, and check its category.",
    )
