"""Reading the street photos, and the tasks' figures on made ones."""

import json

import numpy as np
import pytest
from PIL import Image

from daogou.core.errors import NotFound
from daogou.evaluation.street import read_street, split_of
from daogou.evaluation.tasks import ROLE
from daogou.evaluation.tasks.detect_street import person_of, scored, true_boxes
from daogou.evaluation.tasks.segment_street import measured
from daogou.vision.detectors import Detection
from daogou.vision.parsing_labels import part_rows, read_labels
from daogou.vision.segmenters import PARTS, Segmentation

LABELS = read_labels()
DRESS, SKIN, COAT = (LABELS.index(name) for name in ("dress", "skin", "coat"))


class Painted:
    """Says the same of every picture."""

    def __init__(self, labels, areas):
        self.labels = labels
        self._areas = areas

    def segment(self, picture):
        return Segmentation(self.labels, self._areas, np.ones(self._areas.shape, np.float32))


@pytest.fixture
def data(tmp_path):
    """Three photos of 4 x 4, one of each split: background, two rows of dress, a row of skin."""
    folder = tmp_path / "street"
    (folder / "photos").mkdir(parents=True)
    (folder / "masks").mkdir()
    (folder / "labels.json").write_text(json.dumps(LABELS))
    for number in (1, 12, 23):
        Image.new("RGB", (4, 4)).save(folder / "photos" / f"{number:04}.jpg")
        Image.fromarray(truth()).save(folder / "masks" / f"{number:04}.png")
    return tmp_path


def truth() -> np.ndarray:
    return np.repeat(np.array([0, DRESS, DRESS, SKIN], np.uint8)[:, None], 4, axis=1)


def test_the_last_digit_tells_the_split(data):
    assert [split_of(number) for number in (1, 12, 23, 30)] == ["train", "test", "validation", "train"]
    for split, name in (("train", "0001"), ("test", "0012"), ("validation", "0023")):
        assert [photo.stem for photo in read_street(data, split).photos] == [name]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(NotFound, match="street"):
        read_street(tmp_path, "test")


def test_what_is_named_right_and_merged_right_is_counted(data):
    fine = truth()
    fine[2] = COAT  # a row of the dress is taken for a coat
    coarse = part_rows(LABELS)[fine].astype(np.uint8)
    coarse[3] = PARTS.index("face")  # counts as skin
    figures = measured(read_street(data, "test"), [0], Painted(LABELS, fine), Painted(PARTS, coarse))
    assert figures["accuracy"] == figures["accuracy_parts"] == 0.75
    assert figures["iou_dress"] == 0.5
    assert figures["iou_skin"] == figures["iou_background"] == 1
    assert figures["mean_iou"] == pytest.approx((1 + 1 + 0.5) / 3)
    assert figures["mean_iou_garments"] == 0.5


def test_true_boxes_lie_around_parts_and_the_person():
    boxes = true_boxes(part_rows(LABELS)[truth()])
    assert boxes == {"dress": (0, 1, 4, 3), "skin": (0, 3, 4, 4), "person": (0, 1, 4, 4)}


def test_average_precision_is_over_the_parts_that_occur():
    true = [{"dress": (0.0, 0.0, 4.0, 4.0), "bag": (1.0, 1.0, 2.0, 2.0), "skin": (0.0, 0.0, 1.0, 1.0)}]
    found = [(Detection("dress", 0.9, (0.0, 0.0, 4.0, 4.0)), Detection("hat", 0.8, (0.0, 0.0, 1.0, 1.0)))]
    assert scored(true, found) == {"map_50": 0.5, "ap_dress": 1.0, "ap_bag": 0.0}


@pytest.mark.parametrize("task", ["segment_street", "detect_street", "parse_speed"])
def test_without_the_data_each_task_says_so(task, tmp_path):
    with pytest.raises(NotFound, match="street"):
        ROLE.open(task)(tmp_path, seed=0, progress=None)


def test_the_person_is_everything_that_is_not_background():
    told = Painted(PARTS, part_rows(LABELS)[truth()].astype(np.uint8)).segment(None)
    assert person_of(told) == (Detection("person", 1.0, (0, 1, 4, 4)),)
