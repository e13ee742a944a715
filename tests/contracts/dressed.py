"""A person and garments that are known to the pixel, for tests of try-on."""

from itertools import pairwise

import cv2
import numpy as np

from daogou.studio.try_on import Garment, Person
from daogou.vision.poses import LANDMARKS, Pose
from daogou.vision.segmenters import PARTS, Segmentation

HEIGHT, WIDTH = 480, 320
SKIN, OLD, LEGS, GROUND = (224, 172, 140), (60, 70, 90), (40, 44, 52), (206, 212, 200)
JOINTS = {
    "nose": (160, 58), "left_eye": (168, 50), "right_eye": (152, 50), "left_ear": (180, 54),
    "right_ear": (140, 54), "mouth_left": (166, 70), "mouth_right": (154, 70),
    "left_shoulder": (198, 112), "right_shoulder": (122, 112), "left_elbow": (220, 172),
    "right_elbow": (100, 172), "left_wrist": (230, 228), "right_wrist": (90, 228),
    "left_index": (233, 250), "right_index": (87, 250), "left_hip": (182, 232), "right_hip": (138, 232),
    "left_knee": (186, 326), "right_knee": (134, 326), "left_ankle": (188, 420), "right_ankle": (132, 420),
}  # fmt: skip


def pose(**moved: tuple[float, float]) -> Pose:
    """Of the person below; joints may be moved."""
    points = np.zeros((len(LANDMARKS), 3), np.float32)
    points[:, :2] = (160, 60)
    visible = np.zeros(len(LANDMARKS), np.float32)
    for name, place in {**JOINTS, **moved}.items():
        points[LANDMARKS.index(name), :2] = place
        visible[LANDMARKS.index(name)] = 1
    return Pose(points, visible, 1.0)


def person(**moved: tuple[float, float]) -> Person:
    """Somebody in a long-sleeved top and trousers before a plain wall."""
    picture = np.full((HEIGHT, WIDTH, 3), GROUND, np.uint8)
    areas = np.zeros((HEIGHT, WIDTH), np.uint8)

    def paint(part, colour, draw):
        mask = np.zeros((HEIGHT, WIDTH), np.uint8)
        draw(mask)
        picture[mask > 0] = colour
        areas[mask > 0] = PARTS.index(part)

    def bone(*names, thick):
        at = [JOINTS[name] for name in names]
        return lambda mask: [cv2.line(mask, a, b, 255, thick) for a, b in pairwise(at)]

    for side in ("left", "right"):
        paint("skin", SKIN, bone(f"{side}_wrist", f"{side}_index", thick=14))
        paint("trousers", LEGS, bone(f"{side}_hip", f"{side}_knee", f"{side}_ankle", thick=32))
        paint("top", OLD, bone(f"{side}_shoulder", f"{side}_elbow", f"{side}_wrist", thick=22))
    paint("skin", SKIN, lambda mask: cv2.rectangle(mask, (148, 70), (172, 112), 255, -1))
    trunk = np.array([(118, 102), (202, 102), (194, 250), (126, 250)])
    paint("top", OLD, lambda mask: cv2.fillConvexPoly(mask, trunk, 255))
    paint("face", SKIN, lambda mask: cv2.ellipse(mask, (160, 56), (20, 28), 0, 0, 360, 255, -1))
    return Person(picture, pose(**moved), Segmentation(PARTS, areas, np.ones(areas.shape, np.float32)))


def garment(kind: str, colour=(190, 40, 50)) -> Garment:
    """Of one colour, on white."""
    outline, landmarks = SHAPES[kind]
    mask = np.zeros((300, 300), np.uint8)
    cv2.fillPoly(mask, [np.array(outline)], 255)
    picture = np.full((300, 300, 3), 255, np.uint8)
    picture[mask > 0] = colour
    return Garment(picture, mask.astype(np.float32) / 255, _both(landmarks), kind)


def _both(right):
    """Landmarks of the wearer's right and their mirror images; one in the middle stays one."""
    both = {}
    for name, (x, y) in right.items():
        if x == 150:
            both[name] = (150.0, float(y))
        else:
            both[f"{name}_right"], both[f"{name}_left"] = (float(x), float(y)), (float(300 - x), float(y))
    return both


def _mirrored(*right):
    return [*right, *[(300 - x, y) for x, y in reversed(right)]]


_TOP = {"neck": (125, 40), "neck_front": (150, 60), "shoulder": (90, 50), "armpit": (85, 105)}
_SHIRT = {**_TOP, "waist": (85, 160), "hem": (85, 220), "sleeve_outer": (40, 105), "sleeve_inner": (70, 120)}
_DRESS = {**_TOP, "waist": (95, 140), "hem": (60, 290)}
_COAT = {**_TOP, "waist": (85, 160), "hem": (80, 285), "sleeve_outer": (30, 200), "sleeve_inner": (60, 206)}
SHAPES = {
    "top": (_mirrored((150, 60), (125, 40), (90, 50), (40, 105), (70, 120), (85, 105), (85, 220)), _SHIRT),
    "dress": (_mirrored((150, 60), (125, 40), (90, 50), (85, 105), (95, 140), (60, 290)), _DRESS),
    "coat": (_mirrored((150, 60), (125, 40), (90, 50), (30, 200), (60, 206), (85, 105), (80, 285)), _COAT),
    "skirt": (
        _mirrored((110, 30), (85, 100), (60, 220)),
        {"waist": (110, 30), "hip": (85, 100), "hem": (60, 220)},
    ),
    "trousers": (
        [(105, 10), (195, 10), (220, 90), (205, 290), (165, 290),
         (150, 110), (135, 290), (95, 290), (80, 90)],
        {"waist": (105, 10), "hip": (80, 90), "crotch": (150, 110), 
         "hem_outer": (95, 290), "hem_inner": (135, 290)},
    ),
    "shorts": (
        [(105, 10), (195, 10), (220, 90), (222, 150), (160, 150),
         (150, 110), (140, 150), (78, 150), (80, 90)],
        {"waist": (105, 10), "hip": (80, 90), "crotch": (150, 110), 
         "hem_outer": (78, 150), "hem_inner": (140, 150)},
    ),
}  # fmt: skip
