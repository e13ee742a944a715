"""From a product's picture to a garment that can be tried on."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import UnfitPhoto
from daogou.studio.garment_landmarks import find_landmarks
from daogou.studio.try_on import Garment
from daogou.vision.poses import Pose

A_PERSON = 0.6  # a pose's score from which somebody wears the garment
BODY = ("left_shoulder", "right_shoulder", "left_hip", "right_hip", "nose")


def garment_of(
    picture: NDArray[np.uint8],
    mask: NDArray[np.float32],
    kind: str,
    *,
    landmarks: Mapping[str, tuple[float, float]] | None = None,
    people: Sequence[Pose] = (),
) -> Garment:
    """A garment from its picture uint8 [h, w, 3], the mask that the cut-out gave, and its landmarks if known.

    ``people``: whom a pose finder sees in the picture.

    Raises:
        UnfitPhoto: somebody wears it, or its outline is not one of such a garment.
    """
    if any(one.score >= A_PERSON and min(one.sees(name) for name in BODY) > 0.5 for one in people):
        raise UnfitPhoto(
            "The garment in the picture is worn by somebody.",
            hint="Use a picture of the garment alone, laid out or hanging.",
        )
    found = landmarks if landmarks is not None else find_landmarks(mask, kind)
    return Garment(picture, mask, dict(found), kind)
