"""Whether a photo will do, said before anything is tried, with how to take a better one."""

from collections.abc import Sequence

from daogou.core.errors import UnfitPhoto
from daogou.studio.dressing.body import SIDES, Body, Point
from daogou.studio.dressing.cut import Cut
from daogou.vision.poses import Pose
from daogou.vision.segmenters import Segmentation

SMALLEST_TORSO = 40.0  # pixels: with less a garment is a blot
SEEN = 0.3  # of a joint's own chance to be seen
TURNED = 0.28  # torsos between the shoulders: facing the camera .64, in the median of street photos
CROSSED = 0.06  # torsos that wrists reach past the middle, both at once, above the waist
CROUCHED = 0.35  # torsos from hip to knee, seen upright: less is sitting
SKIN_IN_GARMENT = 0.04
NEEDED = {
    "top": ("shoulder", "armpit", "hem", "neck"),
    "dress": ("shoulder", "armpit", "hem", "neck"),
    "coat": ("shoulder", "armpit", "hem", "neck"),
    "skirt": ("waist", "hip", "hem"),
    "trousers": ("waist", "hip", "hem_outer", "hem_inner"),
    "shorts": ("waist", "hip", "hem_outer", "hem_inner"),
}
LEGS_FOR = {"trousers": ("hip", "knee", "ankle"), "shorts": ("hip", "knee"), "skirt": ("hip", "knee")}


def person_is_fit(pose: Pose, parts: Segmentation, size: tuple[int, ...], kinds: Sequence[str]) -> None:
    """Nothing, where garments of these kinds can be put on.

    Raises:
        UnfitPhoto: too small, turned away, arms crossed, sitting, or cut off where the garment goes.
    """
    body = Body(pose, (size[0], size[1]))
    if parts.areas.shape != tuple(size[:2]):
        raise ValueError(f"parts of {parts.areas.shape} for a picture of {tuple(size[:2])}")
    if body.torso < SMALLEST_TORSO:
        raise UnfitPhoto(
            "The person in the photo is too small.", hint="Step closer, or send the photo in its full size."
        )
    _shows(body, [f"{side}_{name}" for side in SIDES for name in ("shoulder", "hip")], "shoulders and hips")
    _faces_us(body)
    _arms_apart(body)
    for kind in kinds:
        if kind in LEGS_FOR:
            names = [f"{side}_{name}" for side in SIDES for name in LEGS_FOR[kind]]
            _shows(body, names, "legs down to the " + LEGS_FOR[kind][-1] + "s")
            _stands(body)


def _shows(body: Body, joints: Sequence[str], what: str) -> None:
    if any(body.pose.sees(joint) < SEEN and _outside(body, joint) for joint in joints):
        raise UnfitPhoto(
            f"The photo does not show the {what}.",
            hint="Take the photo so that all of you is in it, upright.",
        )


def _outside(body: Body, joint: str) -> bool:
    """Out of the picture: a joint that is only hidden, by a skirt or a bag, is guessed well enough."""
    x, y = body.joint(joint)
    return not (0 <= x < body.size[1] and 0 <= y < body.size[0])


def _faces_us(body: Body) -> None:
    apart = float((body.joint("left_shoulder") - body.joint("right_shoulder")) @ body.across) / body.torso
    if apart < -TURNED / 2:
        raise UnfitPhoto("The person in the photo shows the back.", hint="Turn round to face the camera.")
    if apart < TURNED:
        raise UnfitPhoto(
            "The person in the photo is seen from the side.", hint="Face the camera, both shoulders in view."
        )


def _arms_apart(body: Body) -> None:
    reach = [_past_the_middle(body, side) for side in SIDES]
    if min(reach) > CROSSED:
        raise UnfitPhoto(
            "The arms are crossed in front of the body.",
            hint="Let your arms hang a little away from the body.",
        )


def _past_the_middle(body: Body, side: str) -> float:
    """Torsos by which a wrist lies on the other side of the trunk; negative for one that does not."""
    if body.pose.sees(f"{side}_wrist") < SEEN:
        return -1.0
    place: Point = (body.joint(f"{side}_wrist") - body.middle("shoulder")) / body.torso
    if not 0 < float(place @ body.down) < 0.8:
        return -1.0
    outwards = 1.0 if side == "left" else -1.0
    return -outwards * float(place @ body.across)


def _stands(body: Body) -> None:
    thigh = (body.middle("knee") - body.middle("hip")) @ body.down / body.torso
    if float(thigh) < CROUCHED:
        raise UnfitPhoto("The person in the photo sits or kneels.", hint="Stand upright for the photo.")


def garment_is_fit(cut: Cut) -> None:
    """Nothing, where the garment can be taken apart.

    Raises:
        UnfitPhoto: landmarks are missing or stand as they do in no garment laid out flat.
        ValueError: ``kind`` is none of the kinds.
    """
    if cut.kind not in NEEDED:
        raise ValueError(f"no garments of the kind {cut.kind!r}")
    if not (cut.mask > 0.5).any() or any(f"{name}_left" not in cut.marks for name in NEEDED[cut.kind]):
        raise _unclear()
    upper, lower = ("shoulder", "hem") if cut.kind in ("top", "dress", "coat") else ("waist", "hip")
    upright = cut.middle(lower)[1] > cut.middle(upper)[1]
    ordered = all(cut.mark(f"{name}_left")[0] > cut.mark(f"{name}_right")[0] for name in (upper, lower))
    if not (upright and ordered):
        raise _unclear()


def _unclear() -> UnfitPhoto:
    return UnfitPhoto(
        "The garment in the picture cannot be told apart.",
        hint="Use a picture of the garment alone, from the front, laid out or hanging, nothing covering it.",
    )


def several_alike(poses: Sequence[Pose]) -> bool:
    """Whether a photo shows several people of about equal size, so that one cannot tell who is meant."""
    sizes = sorted((Body(pose, (1, 1)).torso for pose in poses if pose.score > 0.5), reverse=True)
    return len(sizes) > 1 and sizes[1] > 0.8 * sizes[0]
