"""The people in a picture: BlazePose's outlines, or MediaPipe's selfie segmentation.

The former finds each person first, which is surer with small people and none at all; the latter takes a
third of the time and is made for people who fill the picture. Of 51 street photos the mean overlap with
the true person, bags included, was .924 and .918.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from daogou.core.assets import asset_path
from daogou.vision import poses
from daogou.vision.litert import Network, open_network
from daogou.vision.poses import PoseFinder
from daogou.vision.segmenters import Segmentation, Segmenter

LABELS: tuple[str, ...] = ("background", "person")
EVEN = 0.5


@dataclass(frozen=True)
class Options:
    """``by``: pose or selfie; ``threads``: 0 for LiteRT's choice."""

    by: Literal["pose", "selfie"] = "pose"
    threads: int = 1


class Selfie:
    """A ``Segmenter``."""

    labels = LABELS

    def __init__(self, network: Network) -> None:
        self._network = network

    def segment(self, picture: NDArray[np.uint8]) -> Segmentation:
        """See the contract. The picture is stretched to the model's square, as MediaPipe does."""
        height, width = picture.shape[:2]
        side = self._network.side
        square = Image.fromarray(picture).resize((side, side), Image.Resampling.BILINEAR)
        (said,) = self._network(np.asarray(square, np.float32) / 255)
        person = Image.fromarray(said[:, :, 0]).resize((width, height), Image.Resampling.BILINEAR)
        return two_areas(np.asarray(person, np.float32))


class Posed:
    """A ``Segmenter``: everybody whom a pose model outlines."""

    labels = LABELS

    def __init__(self, finder: PoseFinder) -> None:
        self._finder = finder

    def segment(self, picture: NDArray[np.uint8]) -> Segmentation:
        """See the contract."""
        person = np.zeros(picture.shape[:2], np.float32)
        for pose in self._finder.find(picture):
            if pose.person is not None:
                person = np.maximum(person, pose.person)
        return two_areas(person)


def two_areas(person: NDArray[np.float32]) -> Segmentation:
    """float32 [h, w]: the chance of the person -> areas."""
    chance = np.clip(person, 0, 1)
    theirs = chance > EVEN
    return Segmentation(LABELS, theirs.astype(np.uint8), np.where(theirs, chance, 1 - chance))


def build(options: Options) -> Segmenter:
    """Load the model.

    Raises:
        MissingAsset: its file could not be fetched.
    """
    if options.by == "pose":
        return Posed(poses.ROLE.open("blazepose", {"threads": options.threads}))
    network = open_network(asset_path("selfie-segmentation"), options.threads, "cutting people out")
    return Selfie(network)
