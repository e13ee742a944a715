"""Garments warped onto people: a thin-plate spline for the trunk, nets along the bones for sleeves and legs.

Nothing is learnt and nothing is invented that the two pictures do not show, but for skin and background where
the old garment was larger. It takes a second on a CPU. docs/try-on.md says what it cannot do.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.studio.dressing.body import Body
from daogou.studio.dressing.cut import Cut
from daogou.studio.dressing.doubts import settled
from daogou.studio.dressing.fitness import garment_is_fit, person_is_fit
from daogou.studio.dressing.frame import Frame, framed
from daogou.studio.dressing.layers import put_on
from daogou.studio.dressing.scene import Scene
from daogou.studio.try_on import Garment, Person, TryOn, Worn

CERTAIN = 0.75  # the parser's chance of a garment from which the colour of skin makes no hand of it
SHOWS = 0.01  # of the photo: less of a garment is a slip of the parser
BELOW = frozenset(("dress", "skirt", "trousers", "shorts"))


@dataclass(frozen=True)
class Options:
    """None: all is told from the pictures."""


class Warp:
    """A ``TryOn``."""

    def wear(self, person: Person, garments: Sequence[Garment]) -> Worn:
        """See the contract."""
        cuts = [Cut(one.picture, one.mask, one.landmarks, one.kind) for one in garments]
        for cut in cuts:
            garment_is_fit(cut)
        person_is_fit(person.pose, person.parts, person.picture.shape[:2], [cut.kind for cut in cuts])
        frame = framed(person.pose, person.picture.shape[:2])
        body = Body(frame.pose, frame.size)
        kinds = {cut.kind for cut in cuts}
        told, sure = frame.cut(person.parts.areas), frame.cut(person.parts.sure)
        areas = settled(told, sure, body, kinds)
        certain = (sure > CERTAIN) & (areas == told)
        nowhere = np.zeros(frame.size, dtype=bool)
        scene = Scene(frame.cut(person.picture).astype(np.float32), areas, nowhere, certain)
        seen: list[NDArray[np.bool_]] = []
        for cut in cuts:
            dressed = put_on(scene, body, cut)
            scene = dressed.scene
            # what is put on later may hide it
            seen = [one & ~dressed.seen for one in seen] + [dressed.seen]
        return _worn(person.picture, frame, scene, seen, notes_of(person, kinds))


def notes_of(person: Person, kinds: Set[str]) -> tuple[str, ...]:
    """What of the person's own clothes stays though one would take it off."""
    worn = person.parts.shares()
    notes = []
    if "dress" in kinds and worn.get("trousers", 0.0) > SHOWS:
        notes.append("trousers_stay")
    if "top" in kinds and worn.get("dress", 0.0) > SHOWS and not kinds & BELOW:
        notes.append("dress_stays")
    return tuple(notes)


def _worn(
    picture: NDArray[np.uint8],
    frame: Frame,
    scene: Scene,
    seen: list[NDArray[np.bool_]],
    notes: tuple[str, ...],
) -> Worn:
    inner = np.clip(np.round(scene.picture), 0, 255).astype(np.uint8)
    # what was not changed stays as it was to the last bit
    inner = np.where(scene.changed[..., None], inner, frame.cut(picture))
    return Worn(
        frame.laid_back(inner, picture),
        frame.laid_back(scene.changed, np.zeros(picture.shape[:2], dtype=bool)),
        tuple(frame.laid_back(one, np.zeros(picture.shape[:2], dtype=bool)) for one in seen),
        notes,
    )


def build(options: Options) -> TryOn:
    """Nothing to load."""
    return Warp()
