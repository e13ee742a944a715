"""MoveNet Lightning (Google, 2021; single pose, TFLite): 17 joints of one person, fast.

The first look is at the whole picture; a second, at a square around the torso found, sees a small person
larger. That square is MoveNet's own rule for a film's next frame (TensorFlow Hub's tutorial).
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.assets import asset_path
from daogou.core.errors import MissingAsset
from daogou.vision.litert import Network, open_network
from daogou.vision.poses import LANDMARKS, Pose, PoseFinder
from daogou.vision.square_region import SquareRegion, whole

JOINTS = (
    "nose", "left_eye", "right_eye", "left_ear", "right_ear", "left_shoulder", "right_shoulder",
    "left_elbow", "right_elbow", "left_wrist", "right_wrist", "left_hip", "right_hip", "left_knee",
    "right_knee", "left_ankle", "right_ankle",
)  # fmt: skip
ROWS = tuple(LANDMARKS.index(name) for name in JOINTS)
SHOULDERS, HIPS, TORSO = [5, 6], [11, 12], [5, 6, 11, 12]
SEEN = 0.2  # of a joint, from which the square may lean on it
AROUND_TORSO, AROUND_BODY = 1.9, 1.2  # times the furthest seen joint's distance from the middle of the hips


@dataclass(frozen=True)
class Options:
    """``path``: the model's file in place of the table's; ``score``: the mean of the joints' from which it is
    a person (tfjs's .25); ``again``: look a second time; ``threads``: 0 for LiteRT's choice."""

    path: str = ""
    score: float = 0.25
    again: bool = True
    threads: int = 1


class MoveNet:
    """A ``PoseFinder`` of at most one person."""

    def __init__(self, network: Network, options: Options) -> None:
        self._network = network
        self._options = options

    def find(self, picture: NDArray[np.uint8]) -> tuple[Pose, ...]:
        """See the contract; z is 0."""
        height, width = picture.shape[:2]
        flat, seen = self._look(picture, whole(height, width))
        if self._options.again and (square := torso_square(flat, seen, height, width)):
            flat, seen = self._look(picture, square)
        score = float(seen.mean())
        if score < self._options.score:
            return ()
        within = ((flat >= 0) & (flat <= (width, height))).all(axis=1)
        return (_pose(flat, seen * within, score),)

    def _look(
        self, picture: NDArray[np.uint8], square: SquareRegion
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """float32 [17, 2] pixels and [17] 0..1."""
        (said,) = self._network(square.cut(picture, self._network.side))
        rows = said.reshape(len(JOINTS), 3)  # y, x, score
        return square.points(rows[:, 1::-1]), np.clip(rows[:, 2], 0, 1)


def torso_square(
    flat: NDArray[np.float32], seen: NDArray[np.float32], height: int, width: int
) -> SquareRegion | None:
    """The square for the second look; None where no torso was seen, or it would be no smaller."""
    if not ((seen[SHOULDERS] > SEEN).any() and (seen[HIPS] > SEEN).any()):
        return None
    middle = flat[HIPS].mean(axis=0)
    torso = np.abs(flat[TORSO] - middle).max()
    body = np.abs(flat[seen > SEEN] - middle).max()
    to_rim = max(middle[0], width - middle[0], middle[1], height - middle[1])
    half = float(min(max(torso * AROUND_TORSO, body * AROUND_BODY), to_rim))
    if half > max(height, width) / 2:
        return None
    return SquareRegion((float(middle[0]), float(middle[1])), 2 * half)


def _pose(flat: NDArray[np.float32], seen: NDArray[np.float32], score: float) -> Pose:
    points = np.zeros((len(LANDMARKS), 3), np.float32)
    visible = np.zeros(len(LANDMARKS), np.float32)
    points[list(ROWS), :2], visible[list(ROWS)] = flat, seen
    return Pose(points, visible, score)


def build(options: Options) -> PoseFinder:
    """Load the model.

    Raises:
        MissingAsset: its file is not there, or could not be fetched.
    """
    if options.path and not Path(options.path).is_file():
        raise MissingAsset(
            f"There is no {options.path}.",
            hint="Name a MoveNet single-pose TFLite file in the option path, or leave it out to fetch one.",
        )
    file = Path(options.path) if options.path else asset_path("movenet-lightning")
    return MoveNet(open_network(file, options.threads, "finding joints"), options)
