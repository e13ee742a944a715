"""One garment onto one person: its layer, what stays in front of it, what appears where the old one was."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import UnfitPhoto
from daogou.studio.dressing.body import SIDES, Body, along, capsule
from daogou.studio.dressing.cut import Cut, filled, neckline
from daogou.studio.dressing.edges import whole_hands
from daogou.studio.dressing.filling import limb, mirrored, skin_colour
from daogou.studio.dressing.light import carried_light, lit
from daogou.studio.dressing.lower import LowerFit
from daogou.studio.dressing.scene import Mask, Scene
from daogou.studio.dressing.upper import Piece, UpperFit
from daogou.studio.dressing.warping import shown
from daogou.vision.oklab import oklab

UPPER = ("top", "dress", "coat")
ALWAYS_IN_FRONT = ("face", "hair", "hat", "glasses", "bag", "scarf")
# in OKLab: one person's skin in one light, and how much lighter or darker it lies
SAME_SKIN, SAME_LIGHT = 0.035, 0.25
MISLED = 0.2  # of the clothes: with more in the colour of skin, hands are not told by it
CLOTHES = ("top", "coat", "dress", "skirt", "trousers", "shorts")
LEAST_SEEN = 0.25  # of a garment: with less nobody sees what it looks like
RIM = 5  # pixels across: how far an old garment's colour mixes with what is beside it
SOFT = 0.8  # pixels: an edge in a photo is never sharper
SHADOW, SHADOW_REACH = 0.30, 0.035  # how dark under a hem, and how far in torsos


@dataclass(frozen=True)
class Dressed:
    """The scene after a garment was put on; where it is seen."""

    scene: Scene
    seen: Mask


def put_on(scene: Scene, body: Body, cut: Cut) -> Dressed:
    """One garment over what is worn."""
    return _upper(scene, body, cut) if cut.kind in UPPER else _lower(scene, body, cut)


def _upper(scene: Scene, body: Body, cut: Cut) -> Dressed:
    old = _replaced(scene, body, cut)
    fit = UpperFit(cut, body, old)
    light = carried_light(scene.picture.astype(np.uint8), old, body.torso)
    front = _in_front(scene, body)
    arms = _bare_arms(scene, body)
    hands = _hands(scene, body)
    trunk = fit.trunk()
    trunk_cloth, trunk_alpha = _layer(trunk, cut, light)
    sleeves = [fit.sleeve(side) for side in SIDES] if cut.has_sleeves else []
    sleeve_layers = [_layer(piece, cut, light) for piece in sleeves]
    covered = trunk_alpha * ~arms
    for _, alpha in sleeve_layers:
        covered = np.maximum(covered, alpha * ~hands)
    covered = covered * ~front
    _must_be_seen(covered, np.maximum.reduce([trunk_alpha, *(alpha for _, alpha in sleeve_layers)]))
    keep = front | arms
    scene = _take_off(scene, body, old, _bare(old, covered, keep), fit)
    scene = _shadowed(scene, covered, body, keep)
    scene = scene.blended(trunk_cloth, _soft(trunk_alpha * ~(front | arms)), cut.kind)
    for cloth, alpha in sleeve_layers:
        allowed = _soft(alpha * ~(front | hands))
        scene = _shadowed(scene, allowed, body, keep, part=cut.kind)
        scene = scene.blended(cloth, allowed, cut.kind)
    return Dressed(scene, covered > 0.5)


def _lower(scene: Scene, body: Body, cut: Cut) -> Dressed:
    old = _replaced(scene, body, cut)
    fit = LowerFit(cut, body, old)
    light = carried_light(scene.picture.astype(np.uint8), old, body.torso)
    front = _in_front(scene, body) | _bare_arms(scene, body) | _hands(scene, body)
    front |= scene.of("coat", "top", "shoes") | (scene.of("dress") & ~old)
    layers = [_layer(piece, cut, light) for piece in fit.pieces()]
    covered = np.maximum.reduce([alpha for _, alpha in layers]) * ~front
    _must_be_seen(covered, np.maximum.reduce([alpha for _, alpha in layers]))
    scene = _take_off(scene, body, old, _bare(old, covered, front), None)
    scene = _shadowed(scene, covered, body, front)
    for cloth, alpha in layers:
        scene = scene.blended(cloth, _soft(alpha * ~front), cut.kind)
    return Dressed(scene, covered > 0.5)


def _must_be_seen(covered: NDArray[np.float32], whole: NDArray[np.float32]) -> None:
    """Refuses what would be put on for nothing: trousers under a long coat."""
    if not covered.any() or covered.sum() < LEAST_SEEN * whole.sum():
        raise UnfitPhoto(
            "What is worn in the photo hides where the garment would go.",
            hint="Take the photo without a coat, a long top or a bag in front.",
        )


def _bare(old: Mask, covered: NDArray[np.float32], keep: Mask) -> Mask:
    """Where the old garment was and the new one is not, its mixed rim included."""
    left = (old & (covered < 0.5) & ~keep).astype(np.uint8)
    bare: Mask = cv2.dilate(left, np.ones((RIM, RIM), np.uint8)).astype(bool) & ~keep
    return bare


def _layer(
    piece: Piece, cut: Cut, light: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The piece's colours float32 [h, w, 3] and cover [h, w] on the person."""
    if piece.cloth is None:
        alpha = np.isfinite(piece.places[..., 0]).astype(np.float32)
    else:
        alpha = np.asarray(shown(piece.cloth, piece.places), np.float32)
    colours = np.asarray(shown(cut.inner_picture, piece.places), np.float32)
    return lit(colours, light), alpha


def _soft(alpha: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(alpha.astype(np.float32), (0, 0), SOFT) * (alpha > 0), np.float32)


def _replaced(scene: Scene, body: Body, cut: Cut) -> Mask:
    """Which of what is worn now the garment takes the place of."""
    if cut.kind == "top":
        return scene.of("top", "coat") | (scene.of("dress") & _above(body, 0.8))
    if cut.kind == "coat":
        return scene.of("coat")
    if cut.kind == "dress":
        return scene.of("top", "coat", "dress", "skirt", "shorts", "belt")
    return scene.of("trousers", "shorts", "skirt", "belt") | (scene.of("dress") & ~_above(body, 0.7))


def _above(body: Body, y: float) -> Mask:
    """Pixels less than so many torsos below the shoulders."""
    rows, columns = np.mgrid[0 : body.size[0], 0 : body.size[1]]
    origin = body.middle("shoulder")
    depth = (columns - origin[0]) * body.down[0] + (rows - origin[1]) * body.down[1]
    above: Mask = depth < y * body.torso
    return above


def _in_front(scene: Scene, body: Body) -> Mask:
    """Hair, bags and the head."""
    return scene.of(*ALWAYS_IN_FRONT) | (scene.of("skin") & _head(body))


def _head(body: Body) -> Mask:
    """Around the face, down to the chin."""
    ears = np.linalg.norm(body.joint("left_ear") - body.joint("right_ear"))
    radius = max(0.8 * float(ears), 0.17 * body.torso)
    centre = (body.middle("eye") + (body.joint("mouth_left") + body.joint("mouth_right")) / 2) / 2
    return capsule(
        np.array([centre, centre - 0.1 * body.torso * body.down]), np.array([radius, radius]), body.size
    )


def _hands(scene: Scene, body: Body) -> Mask:
    """Skin from the wrists on."""
    hands = body.hand_mask("left") | body.hand_mask("right")
    # rings, and what a parser takes, not quite sure, for sleeve or bag although it has the colour of skin
    open_to_doubt = hands & ~(scene.certain & scene.of(*CLOTHES))
    told = hands & scene.of("skin", "accessory")
    told |= open_to_doubt & ~scene.of("background") & _skin_coloured(scene)
    return whole_hands(scene.picture, told, open_to_doubt | told, body.torso)


def _skin_coloured(scene: Scene) -> Mask:
    """Of about the hue and strength of this person's own skin."""
    known = scene.of("skin", "face")
    if known.sum() < 40:
        return np.zeros_like(known)
    lab = oklab(np.clip(scene.picture, 0, 255).astype(np.uint8))
    apart = lab - np.median(lab[known], axis=0)
    alike: Mask = np.linalg.norm(apart[..., 1:], axis=-1) < SAME_SKIN
    alike &= np.abs(apart[..., 0]) < SAME_LIGHT
    worn = scene.of(*CLOTHES)
    # beige clothes are of the colour of skin: then colour tells nothing
    misled = worn.any() and alike[worn].mean() > MISLED
    return np.zeros_like(alike) if misled else alike


def _bare_arms(scene: Scene, body: Body) -> Mask:
    """Skin of the arms: it lies before the trunk."""
    arms = body.arm_mask("left", 1.4, 0.15) | body.arm_mask("right", 1.4, 0.15)
    return (arms & scene.of("skin", "accessory")) | _hands(scene, body)


def _shadowed(
    scene: Scene, cover: NDArray[np.float32], body: Body, keep: Mask, part: str | None = None
) -> Scene:
    """What lies under the garment's edge is darker there: a little, and only on the person."""
    reach = SHADOW_REACH * body.torso
    moved = cv2.warpAffine(
        cover.astype(np.float32), np.array([[1, 0, 0], [0, 1, 0.6 * reach]], np.float32), cover.shape[::-1]
    )
    shade = SHADOW * cv2.GaussianBlur(moved, (0, 0), reach) * (cover < 0.5)
    on = (~scene.of("background") if part is None else scene.of(part)) & ~keep
    shade = np.asarray(cv2.GaussianBlur((shade * on).astype(np.float32), (0, 0), 1.0) * ~keep, np.float32)
    shaded = scene.picture * (1 - shade[..., None])
    return replace(scene, picture=shaded, changed=scene.changed | (shade > 0.02))


def _take_off(scene: Scene, body: Body, old: Mask, bare: Mask, fit: UpperFit | None) -> Scene:
    """Fill where the old garment was and the new one is not."""
    if not bare.any():
        return scene
    own = skin_colour(scene.picture, scene.of("skin", "face"))
    legs = _leg_colour(scene, body, old, own)
    scene = _behind(scene, old, bare)
    for side in SIDES:
        if legs is not None:
            scene = _limb(scene, bare, body.leg(side), body.leg_radii, *legs)
        if own is not None:
            scene = _limb(scene, bare, body.arm(side), body.arm_radii, own, "skin")
    if fit is not None and own is not None:
        scene = _neck(scene, body, bare, own, fit)
    return scene


def _leg_colour(
    scene: Scene, body: Body, old: Mask, own: NDArray[np.float32] | None
) -> tuple[NDArray[np.float32], str] | None:
    """What the legs that appear are in: what is seen of them now."""
    legs = (body.leg_mask("left", 1.3) | body.leg_mask("right", 1.3)) & ~old
    worn = {part: legs & scene.of(part) for part in ("trousers", "legwear", "skin")}
    part = max(worn, key=lambda one: int(worn[one].sum()))
    if part == "skin" or worn[part].sum() < 100:
        return None if own is None else (own, "skin")
    return np.median(scene.picture[worn[part]], axis=0).astype(np.float32), part


def _behind(scene: Scene, old: Mask, bare: Mask) -> Scene:
    """The background, and where it belongs the cloth below, go on into what was uncovered."""
    lower = scene.of("trousers", "shorts", "skirt", "dress") & ~(bare | old)
    if lower.sum() > 200:
        inside = bare & _between_rows(lower)
        scene = scene.painted(mirrored(scene.picture, lower, inside), inside, "trousers")
        bare = bare & ~inside
    known = cv2.erode(scene.of("background").astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    return scene.painted(mirrored(scene.picture, known, bare), bare, "background")


def _between_rows(lower: Mask) -> Mask:
    """Straight above the widest part of what is worn below: there it goes on under the old hem."""
    if not lower.any():
        return lower
    rows = np.flatnonzero(lower.any(axis=1))
    top = rows[0]
    band = lower[top : top + max(4, (rows[-1] - top) // 4)].any(axis=0)
    columns = np.flatnonzero(band)
    inside = np.zeros_like(lower)
    inside[:, columns[0] : columns[-1] + 1] = True
    height = max(6, (columns[-1] - columns[0]))
    inside[: max(0, top - height)] = False
    inside[rows[-1] :] = False
    return inside


def _limb(
    scene: Scene,
    bare: Mask,
    bones: NDArray[np.float64],
    radii: NDArray[np.float64],
    colour: NDArray[np.float32],
    part: str,
) -> Scene:
    way, apart = along(bones, bare.shape, float(radii.max()))
    radius = np.interp(way, np.linspace(0, 1, len(radii)), radii)
    where = bare & (apart <= radius)
    if not where.any():
        return scene
    alpha = np.asarray(cv2.GaussianBlur(where.astype(np.float32), (0, 0), SOFT) * bare, np.float32)
    return scene.blended(limb(colour, np.minimum(apart / radius, 1)), alpha, part)


def _neck(scene: Scene, body: Body, bare: Mask, own: NDArray[np.float32], fit: UpperFit) -> Scene:
    """Skin in the neckline where the old collar was."""
    hole = [fit.neck("right"), fit.neckline_front(), fit.neck("left")]
    up = [body.at(x, -0.42) for x in (0.1, -0.1)]
    curve = neckline(hole[0], hole[1], hole[2])
    inside = filled(np.vstack([curve, up]), bare.shape) > 0.3
    where = bare & cv2.dilate(inside.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    _, apart = along(np.array([body.at(0, -0.4), body.at(0, 0.3)]), bare.shape, body.torso)
    shade = limb(own * np.float32(0.95), np.clip(apart / (0.5 * body.torso), 0, 1))
    alpha = np.asarray(cv2.GaussianBlur(where.astype(np.float32), (0, 0), SOFT) * bare, np.float32)
    return scene.blended(shade, alpha, "skin")
