"""Who wears what in a photo: every pixel named as one of 59 labels, or as the part that they make up.

A network of our own (see parsing_network.py and docs/model-cards/garment-parser.md), taught on street
photos of whole people. BlazePose tells it where the person is and how they stand. What is face among the
skin is read from the pose alone, since the photos it was taught on do not tell: without a pose there is no
face. What lies beyond the person's surroundings is background.
"""

from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import MissingAsset
from daogou.vision import poses
from daogou.vision.parsing_agreement import CLOTHES, View, agreed, clothes_first, joined
from daogou.vision.parsing_edges import drawn
from daogou.vision.parsing_face import face
from daogou.vision.parsing_graph import parser_graph
from daogou.vision.parsing_hints import hints, mirrored
from daogou.vision.parsing_labels import part_rows, read_labels
from daogou.vision.parsing_region import Region, around, network_input
from daogou.vision.parsing_weights import read_weights
from daogou.vision.poses import Pose, PoseFinder
from daogou.vision.segmenters import PARTS, Segmentation, Segmenter

PEOPLE = 3  # at most so many are looked at: passers-by may be surer than the one who is meant
SCORE = 0.25  # of BlazePose's detector: half of its own threshold finds those who look aside

# of the region's height: .002 better on validation photos than the same region mirrored; and of the third
# look: with it .0018 more of their pixels have the right part, with one as near as the second .0008
CLOSER, CLOSEST = 0.88, 0.78


@dataclass(frozen=True)
class Options:
    """``labels``: parts (``PARTS``) or all (the 59 it was taught); ``mirror``: look three times, nearer
    and nearer, the second time mirrored: .006 more of the validation pixels are right, for twice the time;
    ``pose``: look for the person first, without it whole pictures are parsed, worse, and no face is told;
    ``threads``: 0 for as many as there are cores; ``weights``: a file in place of the package's."""

    labels: Literal["parts", "all"] = "parts"
    mirror: bool = True
    pose: bool = True
    threads: int = 0
    weights: str = ""


class GarmentParser:
    """A ``Segmenter``."""

    def __init__(self, session: Any, finder: PoseFinder | None, options: Options) -> None:
        self._session = session
        self._finder = finder
        self._mirror = options.mirror
        taught = read_labels()
        merged = options.labels == "parts"
        self._rows = part_rows(taught) if merged else np.arange(len(taught))
        self._parts = np.arange(len(PARTS)) if merged else part_rows(taught)
        self.labels: tuple[str, ...] = PARTS if merged else ("background", *taught[1:])

    def segment(self, picture: NDArray[np.uint8]) -> Segmentation:
        """See the contract. Of several people the largest is told apart."""
        height, width = picture.shape[:2]
        pose = self._pose(picture)
        region = around(pose, height, width)
        cut = region.cut(picture)
        _, chances = joined(self._views(picture, cut, pose, region))
        chances = agreed(chances, self._parts, cut)
        if self.labels == PARTS:
            areas, sure = spread_parts(region, chances, cut, height, width)
        else:
            areas, sure = spread(region, chances, height, width)
        if pose is not None and "face" in self.labels:
            skin = areas == self.labels.index("skin")
            areas[skin & face(pose, height, width)] = self.labels.index("face")
        return Segmentation(self.labels, areas, sure)

    def _pose(self, picture: NDArray[np.uint8]) -> Pose | None:
        found = self._finder.find(picture) if self._finder else ()
        size = picture.shape[:2]
        return max(found, key=lambda pose: pose.score * around(pose, *size).height, default=None)

    def _views(
        self, picture: NDArray[np.uint8], cut: NDArray[np.uint8], pose: Pose | None, region: Region
    ) -> list[View]:
        """The region, which was cut out, a mirrored closer look at its middle and a still closer one."""
        views = [(region, self._chances(cut, hints(pose, region)))]
        if self._mirror:
            nearest = region.zoomed(CLOSEST)
            views.append((nearest, self._chances(nearest.cut(picture), hints(pose, nearest))))
            near = region.zoomed(CLOSER)
            turned = near.cut(picture)[:, ::-1], mirrored(hints(pose, near))
            views.append((near, np.ascontiguousarray(self._chances(*turned)[:, :, ::-1])))
        return views

    def _chances(self, cut: NDArray[np.uint8], told: NDArray[np.float32]) -> NDArray[np.float32]:
        """[labels, 128, 64] of a region."""
        return merged_chances(self._logits(network_input(cut), told), self._rows, len(self.labels))

    def _logits(self, pixels: NDArray[np.float32], told: NDArray[np.float32]) -> NDArray[np.float32]:
        given = {"picture": np.ascontiguousarray(pixels.transpose(2, 0, 1))[None], "hints": told[None]}
        (said,) = self._session.run(None, given)
        return np.asarray(said[0], np.float32)


def merged_chances(logits: NDArray[np.float32], rows: NDArray[np.intp], count: int) -> NDArray[np.float32]:
    """[n, h, w] -> [count, h, w]: the chances of the labels, summed over those with the same row."""
    chances = np.exp(logits - logits.max(axis=0))
    chances /= chances.sum(axis=0)
    merged = np.zeros((count, *chances.shape[1:]), np.float32)
    for chance, row in zip(chances, rows, strict=True):
        merged[row] += chance
    return merged


def spread_parts(
    region: Region, chances: NDArray[np.float32], cut: NDArray[np.uint8], height: int, width: int
) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """As ``spread``, of parts, along the edges of what the region looks like; garments stand together
    against all that is none."""
    first, share = clothes_first(chances)
    areas, sure = spread(region, drawn(first, cut), height, width)
    own = region.back(share, height, width, outside=1)
    return areas, np.where(np.isin(areas, CLOTHES), sure * own, sure)


def spread(
    region: Region, chances: NDArray[np.float32], height: int, width: int
) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Chances [n, h, w] of a region -> the likeliest row of every pixel of the picture, and its chance; one
    label at a time, since all chances of a large photo would fill the memory. Beyond it is background."""
    areas = np.zeros((height, width), np.uint8)
    sure = region.back(chances[0], height, width, outside=1)
    for row in range(1, len(chances)):
        if chances[row].max() > 1 / len(chances):  # else the likeliest nowhere
            near = region.back(chances[row], height, width, outside=0)
            areas[near > sure] = row
            np.maximum(sure, near, out=sure)
    return areas, np.clip(sure, 0, 1)


def build(options: Options) -> Segmenter:
    """Load the weights.

    Raises:
        MissingAsset: the weights or, with ``pose``, BlazePose are not here and cannot be fetched.
    """
    wanted = {"threads": options.threads, "people": PEOPLE, "score": SCORE}
    finder = poses.ROLE.open("blazepose", wanted) if options.pose else None
    return GarmentParser(_session(options), finder, options)


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
