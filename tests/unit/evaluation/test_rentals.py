import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from daogou.core.errors import BadOption, NotFound
from daogou.core.progress import SILENT
from daogou.evaluation.rentals import read_rentals
from daogou.evaluation.tasks.fit import Options, _area, _calibration_error, _split, build

ROWS = 400


@pytest.fixture
def data(tmp_path):
    """Invented rentals: larger than the body's size is large, smaller is small."""
    chance = np.random.default_rng(0)
    height = chance.normal(65, 3, ROWS)
    size = np.round((height - 55) * 1.2 + chance.normal(0, 3, ROWS))
    off = size - (height - 55) * 1.2
    table = {
        "fit": np.where(off > 2, "large", np.where(off < -2, "small", "fit")).tolist(),
        "user_id": [f"{one % 90}" for one in range(ROWS)],
        "item_id": [f"{one % 7}" for one in range(ROWS)],
        "size": size.astype(int).tolist(),
        "height_in": [None, *height[1:].tolist()],
        "weight_lbs": chance.normal(135, 20, ROWS).tolist(),
        "bust_size_num": [34.0] * ROWS,
        "bust_size_letter": ["dd", None, *["b"] * (ROWS - 2)],
        "age": [30.0] * ROWS,
        "body_type": [None, *["pear", "athletic"] * ROWS][:ROWS],
        "category": ["dress", "gown"] * (ROWS // 2),
        "rented_for": ["party"] * ROWS,
    }
    (tmp_path / "fit").mkdir()
    pq.write_table(pa.table(table), tmp_path / "fit" / "renttherunway.parquet")
    return tmp_path


def test_rentals_are_read_as_wearings_without_what_is_known_only_after(data):
    rentals = read_rentals(data)
    assert len(rentals.wearings) == ROWS
    assert set(rentals.wearings.numbers) == {"height_in", "weight_lbs", "bust_size_num", "cup", "age", "body"}
    assert set(rentals.wearings.kinds) == {"category", "rented_for"}
    assert np.isnan(rentals.wearings.numbers["height_in"][0])
    assert rentals.wearings.numbers["cup"][:3].tolist()[0] == 6  # aa a b c d d+ dd
    assert np.isnan(rentals.wearings.numbers["cup"][1])


def test_stages_share_no_row_and_the_seed_decides():
    rest, test = _split(1000, 0, Options())
    learnt, asked = _split(1000, 0, Options(stage="validation"))
    assert (len(rest), len(test), len(learnt), len(asked)) == (800, 200, 640, 160)
    assert not set(asked) & (set(learnt) | set(test))
    assert (_split(1000, 0, Options())[1] == test).all()
    assert (_split(1000, 1, Options())[1] != test).any()


def test_the_area_is_the_share_of_pairs_in_order():
    truth, chances = np.array([1, 0, 1, 0]), np.array([0.9, 0.8, 0.5, 0.5])
    assert _area(truth, chances) == pytest.approx((1 + 1 + 0 + 0.5) / 4)


def test_the_calibration_error_is_the_gap_weighed_by_rows():
    # bin .2: foretold .4, came true 0; bin .8: foretold .8 twice, came true 2
    chances, truth = np.array([0.25, 0.85, 0.85]), np.array([0.0, 1.0, 1.0])
    assert _calibration_error(truth, chances) == pytest.approx((0.25 + 0.3) / 3)


def test_the_task_finds_what_is_there_to_find(data):
    found = build(Options())(data, seed=0, progress=SILENT)
    assert found.metrics["auc"] > 0.8
    assert found.read == (data / "fit" / "renttherunway.parquet",)


def test_absent_data_and_unknown_stages_are_refused(tmp_path):
    with pytest.raises(NotFound, match="renttherunway"):
        build(Options())(tmp_path, seed=0, progress=SILENT)
    with pytest.raises(BadOption, match="stage"):
        build(Options(stage="train"))(tmp_path, seed=0, progress=SILENT)
