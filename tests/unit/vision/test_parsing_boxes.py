"""Boxes around areas, by hand."""

import numpy as np

from daogou.vision.parsing_boxes import box_of, without_specks


def areas() -> np.ndarray:
    mask = np.zeros((20, 20), bool)
    mask[2:12, 3:13] = True  # 100 pixels
    mask[15:19, 15:19] = True  # 16
    mask[0, 19] = True  # 1
    return mask


def test_a_box_ends_after_the_last_row_and_column():
    assert box_of(areas()) == (3, 0, 20, 19)


def test_areas_of_less_than_the_share_of_the_largest_are_specks():
    assert without_specks(areas(), 0.1).sum() == 116
    assert without_specks(areas(), 0.2).sum() == 100
    assert without_specks(areas(), 0.0).sum() == 117


def test_nothing_stays_nothing():
    assert not without_specks(np.zeros((3, 4), bool), 0.1).any()
