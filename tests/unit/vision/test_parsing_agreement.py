"""Votes among places of one colour, and clothes against the rest."""

import numpy as np
import pytest

from daogou.vision.parsing_agreement import agreed, clothes_first, joined
from daogou.vision.parsing_region import Region
from daogou.vision.segmenters import PARTS

ROW = PARTS.index
EACH = np.arange(len(PARTS))


def chances(**parts: float) -> np.ndarray:
    found = np.zeros((len(PARTS), 128, 64), np.float32)
    for part, chance in parts.items():
        found[ROW(part)] = chance
    return found


def test_two_looks_count_alike_where_there_are_two():
    whole = Region(0, 0, 300)
    surely, hardly = chances(top=0.6, coat=0.4), chances(top=0.1, coat=0.9)
    region, mean = joined([(whole, surely), (whole.zoomed(0.5), hardly)])
    assert region == whole
    assert mean[ROW("coat"), 64, 32] == pytest.approx(0.65)
    assert mean[ROW("coat"), 8, 32] == pytest.approx(0.4)


def test_a_nearer_look_lies_where_it_was_taken():
    whole = Region(10, 20, 300)
    near = whole.zoomed(0.5)
    seen = chances(top=0.0)
    seen[ROW("top"), :64] = 1  # the upper half of what is seen from nearer: rows 32 to 64 of the whole
    _, mean = joined([(whole, chances(top=0.0)), (near, seen)])
    rows = np.flatnonzero(mean[ROW("top"), :, 32] > 0.25)
    assert (rows[0], rows[-1]) == (32, 63)


def test_a_patch_is_called_as_the_rest_of_its_colour():
    said = chances(dress=0.7, coat=0.3)
    said[:, 60:68, 28:36] = chances(dress=0.4, coat=0.6)[:, :8, :8]
    cut = np.full((512, 256, 3), (150, 40, 60), np.uint8)
    voted = agreed(said, EACH, cut)
    assert voted[ROW("dress"), 64, 32] > voted[ROW("coat"), 64, 32]
    assert voted.sum(axis=0) == pytest.approx(said.sum(axis=0), abs=1e-5)


def test_a_patch_of_another_colour_keeps_its_name():
    said = chances(dress=0.7, coat=0.3)
    said[:, 60:68, 28:36] = chances(dress=0.3, coat=0.7)[:, :8, :8]
    cut = np.full((512, 256, 3), (150, 40, 60), np.uint8)
    cut[240:272, 112:144] = (30, 60, 160)
    voted = agreed(said, EACH, cut)
    assert voted[ROW("coat"), 64, 32] > voted[ROW("dress"), 64, 32]


def test_what_is_no_cloth_has_no_part_in_the_vote():
    said = chances(skin=0.5, bag=0.4, dress=0.1)
    assert agreed(said, EACH, np.zeros((512, 256, 3), np.uint8)) == pytest.approx(said, abs=1e-6)


def test_three_garments_together_are_likelier_than_a_bag():
    first, share = clothes_first(chances(bag=0.4, top=0.3, coat=0.2, dress=0.1))
    assert PARTS[first[:, 5, 5].argmax()] == "top"
    assert first[ROW("top"), 5, 5] == pytest.approx(0.6)
    assert first[ROW("coat"), 5, 5] == 0
    assert share[5, 5] == pytest.approx(0.5)
