"""The task that times the poses."""

import numpy as np
import pytest
from PIL import Image

from daogou.core.assets import asset, is_present
from daogou.core.errors import NotFound
from daogou.core.progress import SILENT
from daogou.evaluation.tasks import ROLE
from daogou.evaluation.tasks.pose_speed import WARM, milliseconds, named


def test_the_first_calls_are_not_timed():
    calls = []
    times = milliseconds(lambda: calls.append(1), 7)
    assert len(times) == 7
    assert len(calls) == 7 + WARM
    assert (times >= 0).all()


def test_median_and_least_are_told():
    assert named("photo", np.array([3.0, 1.0, 2.0])) == {"photo_ms": 2.0, "best_photo_ms": 1.0}


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(NotFound, match="street"):
        ROLE.open("pose_speed")(tmp_path, seed=0, progress=SILENT)


def test_it_times_every_part_and_counts_people(tmp_path):
    if absent := [n for n in ("blazepose-detector", "blazepose-full") if not is_present(asset(n))]:
        pytest.skip(f"{absent} not fetched: daogou models pull")
    photos = tmp_path / "street" / "photos"
    photos.mkdir(parents=True)
    Image.new("RGB", (64, 96), (200, 210, 220)).save(photos / "0001.jpg")
    measured = ROLE.open("pose_speed", {"repeats": 2, "threads": 1})(tmp_path, seed=0, progress=SILENT)
    times = {"photo_ms", "without_mask_ms", "crop_ms"}
    assert set(measured.metrics) == times | {f"best_{one}" for one in times} | {"found"}
    assert measured.metrics["found"] == 0  # an empty wall
    assert "64 x 96" in measured.protocol
    assert [file.name for file in measured.read] == ["0001.jpg"]
