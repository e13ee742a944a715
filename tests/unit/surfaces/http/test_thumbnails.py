import os

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from daogou.core.errors import BadPicture
from daogou.surfaces.http.thumbnails import WIDTHS_PX, Bounds, Thumbnails, nearest_width

BOUNDS = Bounds(max_bytes=1_000_000, max_pixels=1_000_000)


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "a.png"
    Image.fromarray(np.random.default_rng(1).integers(0, 255, (300, 200, 3), np.uint8)).save(file)
    return file


@given(st.integers(1, 5000))
def test_a_width_is_rounded_up_to_a_kept_one(width):
    found = nearest_width(width)
    assert found in WIDTHS_PX
    assert found >= width or found == WIDTHS_PX[-1]


def test_the_same_thumbnail_is_encoded_once(file):
    kept = Thumbnails()
    assert kept.get(file, 96, "image/webp", BOUNDS) is kept.get(file, 96, "image/webp", BOUNDS)


def test_a_file_that_changes_gives_another_thumbnail_and_tag(file):
    kept = Thumbnails()
    first = kept.get(file, 96, "image/webp", BOUNDS)
    Image.new("RGB", (200, 300), (9, 9, 9)).save(file)
    os.utime(file, ns=(1, 1))
    second = kept.get(file, 96, "image/webp", BOUNDS)
    assert first.etag != second.etag
    assert first.data != second.data


def test_the_least_recently_used_goes_first(file):
    one = len(Thumbnails().get(file, 96, "image/webp", BOUNDS).data)
    kept = Thumbnails(keep_bytes=one + 10)
    first = kept.get(file, 96, "image/webp", BOUNDS)
    kept.get(file, 160, "image/webp", BOUNDS)
    assert kept.get(file, 96, "image/webp", BOUNDS) is not first


def test_a_picture_beyond_the_bounds_is_refused(file):
    with pytest.raises(BadPicture):
        Thumbnails().get(file, 96, "image/webp", Bounds(max_bytes=1_000_000, max_pixels=100))
