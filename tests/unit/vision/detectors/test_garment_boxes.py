"""Boxes from made areas."""

import numpy as np
import pytest

from daogou.vision.detectors.garment_boxes import GarmentBoxes, Options
from daogou.vision.segmenters import PARTS, Segmentation


class Painted:
    labels = PARTS

    def segment(self, picture):
        areas = np.zeros((100, 100), np.uint8)
        areas[10:30, 20:40] = PARTS.index("top")
        areas[30:32, 20:22] = PARTS.index("skin")
        areas[50:60, 10:20] = areas[50:60, 30:40] = PARTS.index("shoes")  # a pair
        areas[90, 90] = PARTS.index("shoes")  # a speck
        areas[70, 70] = PARTS.index("belt")  # no more than that
        sure = np.full((100, 100), 0.5, np.float32)
        sure[10:30, 20:40] = 0.9
        return Segmentation(PARTS, areas, sure)


def test_a_box_a_garment_without_specks_and_skin_the_surest_first():
    found = GarmentBoxes(Painted(), Options()).detect(np.zeros((100, 100, 3), np.uint8))
    assert [(one.label, one.box) for one in found] == [
        ("top", (20, 10, 40, 30)),
        ("shoes", (10, 50, 40, 60)),
    ]
    assert [one.score for one in found] == pytest.approx([0.9, 0.5])


def test_what_is_less_sure_than_asked_is_left_out():
    found = GarmentBoxes(Painted(), Options(score=0.6)).detect(np.zeros((100, 100, 3), np.uint8))
    assert [one.label for one in found] == ["top"]
