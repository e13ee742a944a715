"""Cuts of street photos made anew every time: moved, zoomed, relit, mirrored; clothes dyed, bags laid on.

Of some cuts a few clothes are dyed, and onto some a bag, scarf or belt is laid that somebody else wears: all
cuts are alike around the person, so it lies where such a thing is worn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from daogou.vision.decode import decode_picture
from daogou.vision.parsing_hints import hints, mirrored
from daogou.vision.parsing_labels import part_rows, read_labels
from daogou.vision.parsing_lessons import moved, relit, taught_photos
from daogou.vision.parsing_region import HEIGHT, WIDTH, Region, around, network_input
from daogou.vision.parts import PARTS
from daogou.vision.poses import Pose, PoseFinder

# shares of the cuts
LENT, DYED, RELIT, BLURRED, TURNED, BLIND = 0.2, 0.35, 0.9, 0.15, 0.5, 0.1
CLOTHES_DYED = 0.5  # of those in a cut
LENDABLE = {"bag": 0.5, "scarf": 0.2, "hat": 0.1, "glasses": 0.1, "belt": 0.1}  # how often each
WORTH = 150  # pixels of a photo: less of a thing is hardly seen
DYE, CAST, CONTRAST = 0.6, 0.2, 0.5  # lighter or darker, coloured, flatter or harder: in the network's units
SWAPPED = 0.3  # of the dyed clothes: with red, green and blue in another order
COARSER = (0.4, 0.8)  # of a blurred cut's size
Cut = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.uint8]]  # [512, 256, 3], hints, labels


@dataclass(frozen=True)
class Photo:
    """``mask``: rows of the labels, as large as the picture."""

    picture: NDArray[np.uint8]
    mask: NDArray[np.uint8]
    pose: Pose | None


def read_photos(folder: Path, finder: PoseFinder) -> tuple[Photo, ...]:
    """Those that may be taught, with who is in them."""
    photos = []
    for file in taught_photos(folder):
        picture = decode_picture(file.read_bytes())
        mask = np.asarray(Image.open(folder / "masks" / f"{file.stem}.png"), np.uint8)
        photos.append(Photo(picture, mask, next(iter(finder.find(picture)), None)))
    return tuple(photos)


class FreshCuts:
    """Cuts by chance."""

    def __init__(self, photos: Sequence[Photo], random: np.random.Generator) -> None:
        self._photos = photos
        self._random = random
        self._parts = part_rows(read_labels())
        counts = [np.bincount(self._parts[one.mask.ravel()], minlength=len(PARTS)) for one in photos]
        self._lenders = {
            part: [one for one, count in zip(photos, counts, strict=True) if count[PARTS.index(part)] > WORTH]
            for part in LENDABLE
        }

    def cut(self, photo: Photo) -> Cut:
        """The network's input, what it is told, and the truth."""
        shown, areas, region = self._moved(photo)
        if self._random.random() < LENT:
            shown, areas = self._lent(shown, areas)
        pixels, told = network_input(shown), hints(photo.pose, region)
        if self._random.random() < DYED:
            pixels = self._dyed(pixels, areas)
        if self._random.random() < RELIT:
            pixels = relit(pixels, self._random)
        if self._random.random() < BLURRED:
            pixels = self._blurred(pixels)
        if self._random.random() < TURNED:
            pixels, told, areas = pixels[:, ::-1], mirrored(told), areas[:, ::-1]
        if self._random.random() < BLIND:
            told[2:] = 0
        return pixels, told, areas

    def _moved(self, photo: Photo) -> tuple[NDArray[np.uint8], NDArray[np.uint8], Region]:
        region = moved(around(photo.pose, *photo.picture.shape[:2]), self._random)
        return region.cut(photo.picture), region.areas(photo.mask), region

    def _lent(
        self, shown: NDArray[np.uint8], areas: NDArray[np.uint8]
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        part = str(self._random.choice(list(LENDABLE), p=list(LENDABLE.values())))
        if not self._lenders[part]:
            return shown, areas
        other, theirs, _ = self._moved(self._lenders[part][self._random.integers(len(self._lenders[part]))])
        if self._random.random() < TURNED:
            other, theirs = other[:, ::-1], theirs[:, ::-1]
        lies = self._parts[theirs] == PARTS.index(part)
        return np.where(lies[..., None], other, shown), np.where(lies, theirs, areas)

    def _dyed(self, pixels: NDArray[np.float32], areas: NDArray[np.uint8]) -> NDArray[np.float32]:
        dyed = pixels.copy()
        kept = [PARTS.index(part) for part in ("background", "skin", "hair")]
        for label in np.unique(areas):
            if self._parts[label] in kept or self._random.random() < CLOTHES_DYED:
                continue
            cloth = dyed[areas == label]
            if self._random.random() < SWAPPED:
                cloth = cloth[:, self._random.permutation(3)]
            mean = cloth.mean(axis=0)
            cloth = mean + (cloth - mean) * self._random.uniform(1 - CONTRAST, 1 + CONTRAST)
            shift = self._random.uniform(-DYE, DYE) + self._random.uniform(-CAST, CAST, 3)
            dyed[areas == label] = np.clip(cloth + shift, -1, 1)
        return dyed

    def _blurred(self, pixels: NDArray[np.float32]) -> NDArray[np.float32]:
        share = self._random.uniform(*COARSER)
        small = cv2.resize(pixels, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        return np.asarray(cv2.resize(small, (WIDTH, HEIGHT)), np.float32)
