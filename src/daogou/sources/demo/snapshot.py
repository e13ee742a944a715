"""A shopper's photo of something that the shop does not have: no picture of the index is the same."""

from collections.abc import Iterator
from itertools import islice

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.sources.demo.design import Design, designs
from daogou.sources.demo.picture import picture_of

BUILDER = "dress"  # what is photographed; every shop of more than a few products sells some
FURTHER = 2_000  # designs looked through after the shop's; a few dozen hold a dress
TURN_DEGREES, SCALE = 7.0, 0.82  # hung askew, from farther off
ASIDE = -26.0, 38.0  # pixels: not in the middle
WALL = (222, 214, 202)  # painted, RGB
SIDES = 1.03, 0.97  # the window is on the left
NOISE = 1.0  # of 255: a phone in daylight
BLUR = 0.8  # pixels: nobody holds still


def snapshot(products: int, seed: int) -> tuple[Design, NDArray[np.uint8]]:
    """A dress that a shop of that count and seed does not sell, uint8 [h, w, 3] RGB, as a phone sees it.

    It is of a family that the shop has no colour of.
    """
    design = next(_unsold(products, seed))
    photo = picture_of(design)
    return design, retaken(photo.picture, photo.mask, seed)


def retaken(picture: NDArray[np.uint8], mask: NDArray[np.uint8], seed: int) -> NDArray[np.uint8]:
    """What ``mask`` (255 on it) shows of a picture, before a wall: turned, smaller, aside."""
    height, width = mask.shape
    turn = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), TURN_DEGREES, SCALE), np.float64)
    turn[:, 2] += np.array(ASIDE)
    thing = cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_AREA).astype(np.float32)
    share = cv2.warpAffine(mask, turn, (width, height), flags=cv2.INTER_AREA).astype(np.float32) / 255
    cover = share[..., None]
    scene = _room(height, width) * (1 - cover) + thing * cover
    lit = np.asarray(cv2.GaussianBlur(scene, (0, 0), BLUR))
    grain = np.random.default_rng(seed).normal(0, NOISE, lit.shape)
    seen: NDArray[np.uint8] = np.clip(lit + grain, 0, 255).astype(np.uint8)
    return seen


def _unsold(products: int, seed: int) -> Iterator[Design]:
    every = designs(products + FURTHER, seed)
    sold = {design.seed for design in islice(every, products)}
    return (one for one in every if one.kind["builder"] == BUILDER and one.seed not in sold)


def _room(height: int, width: int) -> NDArray[np.float32]:
    """A wall that darkens towards one side."""
    room = np.empty((height, width, 3), np.float32)
    room[:] = np.array(WALL, np.float32)
    room *= np.linspace(*SIDES, width, dtype=np.float32)[None, :, None]
    return room
