"""Every segmenter keeps the contract; one whose model is not on this machine is skipped."""

import cv2
import numpy as np
import pytest

from daogou.core.assets import asset, is_present
from daogou.vision.segmenters import ROLE

POSE = ("blazepose-detector", "blazepose-full")
NEEDED = {"person": POSE, "garment_parser": POSE}  # backends that fetch a model


def options_of(name: str) -> dict[str, object]:
    """What opens the backend here; skips where its model is not at hand."""
    if absent := [one for one in NEEDED.get(name, ()) if not is_present(asset(one))]:
        pytest.skip(f"{absent} not fetched: daogou models pull")
    return {}


@pytest.fixture(scope="module", params=ROLE.names())
def segmenter(request):
    return ROLE.open(request.param, options_of(request.param))


def noise(height: int, width: int) -> np.ndarray:
    random = np.random.default_rng(height * 1000 + width)
    return np.clip(random.normal(random.uniform(0, 255, 3), 30, (height, width, 3)), 0, 255).astype(np.uint8)


def puppet(height: int = 300, width: int = 200) -> np.ndarray:
    """A drawn figure in a shirt before a plain background: a product and, roughly, a person."""
    picture = np.full((height, width, 3), 235, np.uint8)
    middle = width // 2
    cv2.ellipse(picture, (middle, 50), (20, 27), 0, 0, 360, (224, 172, 140), -1)
    cv2.rectangle(picture, (middle - 45, 85), (middle + 45, 190), (40, 70, 160), -1)
    cv2.rectangle(picture, (middle - 35, 190), (middle + 35, 285), (50, 50, 60), -1)
    return picture


@pytest.mark.parametrize("size", [(1, 1), (2, 150), (120, 7), (96, 128), (301, 203)])
def test_areas_have_the_pictures_size_and_known_labels(segmenter, size):
    found = segmenter.segment(noise(*size))
    assert found.labels == segmenter.labels
    assert found.areas.shape == size
    assert found.areas.dtype == np.uint8
    assert found.areas.max() < len(found.labels)


@pytest.mark.parametrize("size", [(1, 1), (96, 128)])
def test_chances_are_chances(segmenter, size):
    sure = segmenter.segment(noise(*size)).sure
    assert sure.shape == size
    assert sure.dtype == np.float32
    assert np.isfinite(sure).all()
    assert ((sure >= 0) & (sure <= 1)).all()


def test_the_first_of_several_different_labels_is_the_background(segmenter):
    assert segmenter.labels[0] == "background"
    assert len(set(segmenter.labels)) == len(segmenter.labels) >= 2


def test_a_plain_wall_is_all_background(segmenter):
    found = segmenter.segment(np.full((120, 90, 3), 240, np.uint8))
    assert found.mask("background").mean() > 0.95


def test_the_picture_is_left_as_it_was(segmenter):
    picture = puppet()
    before = picture.copy()
    segmenter.segment(picture)
    assert np.array_equal(picture, before)


def test_the_same_picture_gives_the_same_areas(segmenter):
    first, second = segmenter.segment(puppet()), segmenter.segment(puppet())
    np.testing.assert_array_equal(first.areas, second.areas)


def test_a_read_only_picture_that_is_a_part_of_another_is_read(segmenter):
    whole = puppet()
    part = whole[:, ::-1][20:280]
    part.flags.writeable = False
    expected = segmenter.segment(np.ascontiguousarray(part))
    np.testing.assert_array_equal(segmenter.segment(part).areas, expected.areas)


def test_shares_of_the_found_labels_sum_to_one(segmenter):
    found = segmenter.segment(puppet())
    assert sum(found.shares().values()) == pytest.approx(1)
    assert set(found.shares()) <= set(found.labels)
