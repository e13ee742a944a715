"""BlazePose (Bazarevsky et al. 2020, arXiv 2006.10204): 33 landmarks and the outline of each person.

A detector finds faces and how the bodies under them stand; a square around each body, turned with it, goes
to the landmark model. People who lean or lie are found the same way.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from daogou.core.assets import asset_path
from daogou.core.errors import MissingAsset
from daogou.vision import person_detection, pose_landmarks
from daogou.vision.litert import Network, Outputs, open_network
from daogou.vision.person_detection import Found
from daogou.vision.pose_landmarks import Landmarks
from daogou.vision.poses import Pose, PoseFinder
from daogou.vision.square_region import SquareRegion, whole

PRESENT = 0.5  # MediaPipe's own threshold of the landmark model
AS_SURE = 0.1  # scores that differ by less say the same: the larger person then comes first


@dataclass(frozen=True)
class Options:
    """``size``: full, lite (half the time) or heavy (four times, a little more exact); ``people``: at most
    so many; ``score``: of the detector, from which it is a person; ``mask``: tell whose pixels they are;
    ``threads``: 0 for LiteRT's choice; ``detector``, ``landmarks``: files in place of the table's."""

    size: Literal["lite", "full", "heavy"] = "full"
    people: int = 4
    score: float = 0.5
    mask: bool = True
    threads: int = 1
    detector: str = ""
    landmarks: str = ""


class BlazePose:
    """A ``PoseFinder``."""

    def __init__(self, detector: Network, landmarks: Network, options: Options) -> None:
        self._detector = detector
        self._landmarks = landmarks
        self._options = options

    def find(self, picture: NDArray[np.uint8]) -> tuple[Pose, ...]:
        """See the contract; of people about equally sure the largest comes first."""
        height, width = picture.shape[:2]
        found: list[tuple[float, Pose]] = []
        for one in self._people(picture)[: self._options.people]:
            said = self._look(picture, one.region)
            if said.presence >= PRESENT:
                found.append((one.region.side, self._pose(one.region, said, height, width)))
        found.sort(key=lambda pair: (-round(pair[1].score / AS_SURE), -pair[0]))
        return tuple(pose for _, pose in found)

    def _people(self, picture: NDArray[np.uint8]) -> tuple[Found, ...]:
        height, width = picture.shape[:2]
        square = whole(height, width).cut(picture, person_detection.SIDE)

        def people(said: Outputs) -> tuple[Found, ...]:
            return person_detection.decode(said[0], said[1], height, width, score=self._options.score)

        return self._detector.read(square, 127.5, 1.0, people)

    def _look(self, picture: NDArray[np.uint8], region: SquareRegion) -> Landmarks:
        cut = region.cut(picture, pose_landmarks.SIDE)
        return self._landmarks.read(cut, 255.0, 0.0, pose_landmarks.decode)

    def _pose(self, region: SquareRegion, said: Landmarks, height: int, width: int) -> Pose:
        flat = region.points(said.points[:, :2])
        within = ((flat >= 0) & (flat <= (width, height))).all(axis=1)
        points = np.column_stack([flat, said.points[:, 2] * region.side]).astype(np.float32)
        person = region.spread(said.person, height, width) if self._options.mask else None
        return Pose(points, (said.visible * within).astype(np.float32), min(1.0, said.presence), person)


def build(options: Options) -> PoseFinder:
    """Load both models.

    Raises:
        MissingAsset: their files could not be fetched.
    """
    detector = _file(options.detector, "blazepose-detector")
    landmarks = _file(options.landmarks, f"blazepose-{options.size}")
    return BlazePose(
        open_network(detector, options.threads, "finding people", half=True),
        open_network(landmarks, options.threads, "finding people's joints", half=True),
        options,
    )


def _file(given: str, name: str) -> Path:
    if given and not Path(given).is_file():
        raise MissingAsset(f"There is no {given}.", hint=f"Leave the option out to use {name}.")
    return Path(given) if given else asset_path(name)
