"""Who wears what in a photo: every pixel named as one of 59 labels, or as the part that they make up.

A network of our own (see parsing_network.py and docs/model-cards/garment-parser.md), taught on street
photos of whole people. BlazePose tells it how the person stands; what is face among the skin is read from the
pose alone, since the photos it was taught on do not tell, so without a pose there is no face.
"""

from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import MissingAsset
from daogou.vision import poses
from daogou.vision.parsing_face import face
from daogou.vision.parsing_graph import parser_graph
from daogou.vision.parsing_hints import hints
from daogou.vision.parsing_labels import part_rows, read_labels
from daogou.vision.parsing_network import COARSEST
from daogou.vision.parsing_weights import read_weights
from daogou.vision.poses import Pose, PoseFinder
from daogou.vision.segmenters import PARTS, Segmentation, Segmenter

SIDE = 512  # pixels of the longer side: as it was taught


@dataclass(frozen=True)
class Options:
    """``labels``: parts (``PARTS``) or all (the 59 it was taught); ``pose``: look for the person's pose
    first, without it areas are a little worse and no face is told; ``threads``: 0 for as many as there are
    cores; ``weights``: a file in place of the package's."""

    labels: Literal["parts", "all"] = "parts"
    pose: bool = True
    threads: int = 0
    weights: str = ""


class GarmentParser:
    """A ``Segmenter``."""

    def __init__(
        self, session: Any, finder: PoseFinder | None, labels: tuple[str, ...], merged: bool
    ) -> None:
        self._session = session
        self._finder = finder
        self._rows = part_rows(labels) if merged else np.arange(len(labels))
        self.labels: tuple[str, ...] = PARTS if merged else ("background", *labels[1:])
        self._tells_faces = merged

    def segment(self, picture: NDArray[np.uint8]) -> Segmentation:
        """See the contract. Where several people are in the picture, the surest is told apart best."""
        height, width = picture.shape[:2]
        shown = fitted(picture)
        pose = self._pose(shown)
        areas, sure = spread(self._chances(shown, pose), height, width)
        if self._tells_faces and pose is not None:
            scale = np.array([width / shown.shape[1], height / shown.shape[0]], np.float32)
            skin = areas == PARTS.index("skin")
            areas[skin & face(pose, scale, height, width)] = PARTS.index("face")
        return Segmentation(self.labels, areas, sure)

    def _pose(self, shown: NDArray[np.uint8]) -> Pose | None:
        found = self._finder.find(shown) if self._finder else ()
        return found[0] if found else None

    def _chances(self, shown: NDArray[np.uint8], pose: Pose | None) -> NDArray[np.float32]:
        """[labels, h/4, w/4] of the labels that are told."""
        told = hints(pose, *shown.shape[:2])
        pixels = ((shown.astype(np.float32) - 127) / 128).transpose(2, 0, 1)
        given = {"picture": np.ascontiguousarray(pixels)[None], "hints": told[None]}
        (said,) = self._session.run(None, given)
        return merged_chances(said[0], self._rows, len(self.labels))


def fitted(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The longer side made ``SIDE``, the other stretched to the next multiple of 32."""
    height, width = picture.shape[:2]
    scale = SIDE / max(height, width)
    rows, columns = (max(1, round(side * scale / COARSEST)) * COARSEST for side in (height, width))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, (columns, rows), interpolation=way), np.uint8)


def merged_chances(logits: NDArray[np.float32], rows: NDArray[np.intp], count: int) -> NDArray[np.float32]:
    """[n, h, w] -> [count, h, w]: the chances of the labels, summed over those with the same row."""
    chances = np.exp(logits - logits.max(axis=0))
    chances /= chances.sum(axis=0)
    merged = np.zeros((count, *chances.shape[1:]), np.float32)
    for chance, row in zip(chances, rows, strict=True):
        merged[row] += chance
    return merged


def spread(
    chances: NDArray[np.float32], height: int, width: int
) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """[n, h, w] -> the likeliest row of every pixel of a larger picture, and its chance; one label at a time,
    since all chances of a large photo would fill the memory."""
    areas = np.zeros((height, width), np.uint8)
    sure = np.full((height, width), -1, np.float32)
    for row, chance in enumerate(chances):
        if chance.any():
            near = cv2.resize(chance, (width, height), interpolation=cv2.INTER_LINEAR)
            areas[near > sure] = row
            np.maximum(sure, near, out=sure)
    return areas, np.clip(sure, 0, 1)


def build(options: Options) -> Segmenter:
    """Load the weights.

    Raises:
        MissingAsset: the weights or, with ``pose``, BlazePose are not here and cannot be fetched.
    """
    finder = poses.ROLE.open("blazepose", {"threads": options.threads, "people": 1}) if options.pose else None
    return GarmentParser(_session(options), finder, read_labels(), options.labels == "parts")


def _session(options: Options) -> Any:
    import onnxruntime

    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = options.threads
    settings.add_session_config_entry(
        "session.intra_op.allow_spinning", "0"
    )  # other work needs the cores too
    return onnxruntime.InferenceSession(
        parser_graph(_weights(options.weights)), settings, providers=["CPUExecutionProvider"]
    )


def _weights(given: str) -> dict[str, NDArray[np.float32]]:
    if given and not Path(given).is_file():
        raise MissingAsset(f"There is no {given}.", hint="Leave the option weights out to use the package's.")
    if given:
        return read_weights(Path(given))
    with as_file(files("daogou.vision").joinpath("garment_parser.npz")) as file:
        return read_weights(file)
