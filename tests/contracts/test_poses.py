"""Every pose model keeps the contract; a model whose file is not on this machine is skipped."""

from pathlib import Path

import numpy as np
import pytest

from daogou.core.assets import asset, is_present
from daogou.vision.poses import LANDMARKS, ROLE

WEIGHTS = Path(__file__).parents[3] / "shared" / "data" / "weights"
NEEDED = {"blazepose": ("blazepose-detector", "blazepose-full")}


def options_of(name: str) -> dict[str, object]:
    """What opens the backend here; skips where its model is not at hand."""
    if absent := [one for one in NEEDED.get(name, ()) if not is_present(asset(one))]:
        pytest.skip(f"{absent} not fetched: daogou models pull")
    if name == "movenet":
        file = WEIGHTS / "movenet_single_pose_lightning_ptq.tflite"
        if not file.is_file():
            pytest.skip(f"no {file.name} in the data folder")
        return {"path": str(file)}
    return {}


@pytest.fixture(scope="module", params=ROLE.names())
def finder(request):
    return ROLE.open(request.param, options_of(request.param))


def scene(height: int, width: int, seed: int = 0) -> np.ndarray:
    """Noise over a colour: nobody."""
    random = np.random.default_rng(seed)
    return np.clip(random.normal(random.uniform(0, 255, 3), 30, (height, width, 3)), 0, 255).astype(np.uint8)


def puppet(height: int = 400, width: int = 240) -> np.ndarray:
    """A drawn person: some models find them, others do not; the contract holds either way."""
    import cv2

    picture = np.full((height, width, 3), 225, np.uint8)
    middle = width // 2
    skin, cloth, legs = (224, 172, 140), (40, 70, 160), (50, 50, 60)
    cv2.ellipse(picture, (middle, 60), (22, 30), 0, 0, 360, skin, -1)
    cv2.rectangle(picture, (middle - 38, 100), (middle + 38, 220), cloth, -1)
    for side in (-1, 1):
        cv2.line(picture, (middle + side * 42, 108), (middle + side * 62, 215), skin, 16)
        cv2.line(picture, (middle + side * 18, 220), (middle + side * 22, 370), legs, 26)
        cv2.circle(picture, (middle + side * 9, 55), 3, (20, 20, 20), -1)
    return picture


@pytest.mark.parametrize("size", [(1, 1), (3, 200), (240, 320), (900, 40)])
def test_nobody_is_found_in_noise_of_any_size(finder, size):
    assert finder.find(scene(*size)) == ()


def test_poses_have_the_promised_shapes_and_ranges(finder):
    picture = puppet()
    for pose in finder.find(picture):
        assert pose.points.shape == (len(LANDMARKS), 3)
        assert pose.points.dtype == np.float32
        assert np.isfinite(pose.points).all()
        assert pose.visible.shape == (len(LANDMARKS),)
        assert pose.visible.dtype == np.float32
        assert ((pose.visible >= 0) & (pose.visible <= 1)).all()
        assert 0 <= pose.score <= 1
        if pose.person is not None:
            assert pose.person.shape == picture.shape[:2]
            assert pose.person.dtype == np.float32
            assert ((pose.person >= 0) & (pose.person <= 1)).all()


def test_a_landmark_outside_of_the_picture_is_not_seen(finder):
    picture = puppet()[:200]
    for pose in finder.find(picture):
        outside = ~((pose.points[:, :2] >= 0) & (pose.points[:, :2] <= picture.shape[1::-1])).all(axis=1)
        assert not pose.visible[outside].any()


def test_the_picture_is_left_as_it_was(finder):
    picture = puppet()
    before = picture.copy()
    finder.find(picture)
    assert np.array_equal(picture, before)


def test_the_same_picture_gives_the_same_poses(finder):
    first, second = finder.find(puppet()), finder.find(puppet())
    assert len(first) == len(second)
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one.points, other.points)


def street(number: str) -> np.ndarray:
    from daogou.vision.decode import decode_picture

    file = WEIGHTS.parent / "street" / "photos" / f"{number}.jpg"
    if not file.is_file():
        pytest.skip("no street photos in the data folder")
    return decode_picture(file.read_bytes())


@pytest.mark.real
def test_a_standing_person_has_a_head_above_hips_above_feet(finder):
    photo = street("0510")
    pose = finder.find(photo)[0]
    heights = [pose.at(name)[1] for name in ("nose", "left_shoulder", "left_hip", "left_knee", "left_ankle")]
    assert heights == sorted(heights)
    assert pose.at("left_shoulder")[0] > pose.at("right_shoulder")[0]  # they face the camera
    assert pose.sees("left_hip") > 0.3


@pytest.mark.real
def test_a_photo_twice_as_large_has_its_landmarks_at_twice_the_place(finder):
    photo = street("0510")
    small, large = finder.find(photo)[0], finder.find(photo.repeat(2, axis=0).repeat(2, axis=1))[0]
    seen = small.visible > 0.5
    distance = np.abs(large.points[seen, :2] / 2 - small.points[seen, :2])
    assert distance.mean() < 0.01 * photo.shape[0]
