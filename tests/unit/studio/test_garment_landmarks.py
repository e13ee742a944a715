import cv2
import numpy as np
import pytest

from daogou.core.errors import UnfitPhoto
from daogou.sources.demo.design import designs
from daogou.sources.demo.picture import picture_of
from daogou.studio.garment_landmarks import find_landmarks
from daogou.studio.garment_landmarks_training import outlines, varied, worn_as
from daogou.studio.garment_shape import FAMILIES, NAMES, SIDE, box_of, shape_of
from daogou.studio.garments import garment_of
from daogou.vision.poses import LANDMARKS, Pose

SEED = 31  # neither taught nor measured with


def drawn(kind: str):
    design = next(one for one in designs(600, SEED) if worn_as(one) == kind)
    photo = picture_of(design)
    return photo, (photo.mask / np.float32(255)).astype(np.float32)


@pytest.mark.parametrize("kind", FAMILIES)
def test_landmarks_of_a_drawn_garment_are_found_near_the_true_ones(kind):
    photo, mask = drawn(kind)
    found = find_landmarks(mask, kind)
    side = box_of(mask)[2]
    known = [name for name in NAMES[FAMILIES[kind]] if name in photo.landmarks and name in found]
    apart = [np.hypot(*np.subtract(found[name], photo.landmarks[name])) / side for name in known]
    assert len(known) >= 6
    assert np.mean(apart) < 0.05


def test_a_garment_twice_as_large_and_moved_has_its_landmarks_there():
    _, mask = drawn("trousers")
    small = find_landmarks(mask, "trousers")
    large = cv2.resize(mask, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR)
    large = np.pad(large, ((30, 0), (50, 0)))
    for name, place in find_landmarks(large, "trousers").items():
        assert place == pytest.approx((2 * small[name][0] + 50, 2 * small[name][1] + 30), abs=8)


def test_a_round_thing_is_no_trousers():
    mask = np.zeros((200, 300), np.float32)
    cv2.ellipse(mask, (150, 100), (140, 30), 20, 0, 360, 1, -1)
    with pytest.raises(UnfitPhoto) as refusal:
        find_landmarks(mask, "trousers")
    assert refusal.value.hint


def test_an_empty_mask_is_refused():
    with pytest.raises(UnfitPhoto):
        find_landmarks(np.zeros((50, 50), np.float32), "top")


def test_the_shape_of_a_square_fills_its_square():
    mask = np.zeros((90, 120), np.float32)
    mask[20:60, 30:70] = 1
    assert box_of(mask) == (30, 20, 40)
    shape = shape_of(mask).reshape(SIDE, SIDE)
    assert shape[1:-1, 1:-1].min() > 0.99


def person(score: float) -> Pose:
    return Pose(np.zeros((len(LANDMARKS), 3), np.float32), np.ones(len(LANDMARKS), np.float32), score)


def test_a_garment_that_somebody_wears_is_refused():
    photo, mask = drawn("top")
    with pytest.raises(UnfitPhoto) as refusal:
        garment_of(photo.picture, mask, "top", people=[person(0.95)])
    assert "worn" in refusal.value.message
    assert garment_of(photo.picture, mask, "top", people=[person(0.2)]).kind == "top"


def test_known_landmarks_are_taken_as_they_are():
    photo, mask = drawn("skirt")
    assert garment_of(photo.picture, mask, "skirt", landmarks=photo.landmarks).landmarks == photo.landmarks


def test_a_varied_outline_keeps_its_hem_on_the_garment():
    (outline,) = outlines(1, SEED)
    chance = np.random.default_rng(3)
    names = NAMES[FAMILIES[outline.kind]]
    for _ in range(6):
        mask, places = varied(outline, chance)
        near = cv2.dilate(mask, np.ones((25, 25), np.uint8))
        for name, (x, y) in zip(names, places, strict=True):
            if name.startswith("hem") and not np.isnan(x):
                assert near[round(y), round(x)] > 0, name
