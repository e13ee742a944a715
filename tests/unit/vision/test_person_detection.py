"""What the detector's numbers mean: anchors, scores, one box for one face, and the square round the body."""

import numpy as np
import pytest

from daogou.vision.person_detection import MARGIN, SIDE, anchors, decode

COUNT = 2254


def nothing() -> tuple[np.ndarray, np.ndarray]:
    return np.zeros((COUNT, 12), np.float32), np.full((COUNT, 1), -20, np.float32)


def put(boxes, logits, row: int, logit: float, hips: tuple[float, float], above: tuple[float, float]) -> None:
    """A person at an anchor: a face of 20 pixels at the anchor; the points in pixels of the detector's
    square."""
    at = anchors()[row] * SIDE
    boxes[row] = [0, 0, 20, 20, *(hips - at), *(above - at), 0, 0, 0, 0]
    logits[row] = logit


def test_anchors_lie_in_the_middle_of_cells_from_left_to_right():
    found = anchors()
    assert found.shape == (COUNT, 2)
    assert found[0] == pytest.approx([0.5 / 28, 0.5 / 28])
    assert found[1] == pytest.approx(found[0])  # two a cell
    assert found[2] == pytest.approx([1.5 / 28, 0.5 / 28])
    assert found[28 * 28 * 2] == pytest.approx([0.5 / 14, 0.5 / 14])
    assert found[-1] == pytest.approx([6.5 / 7, 6.5 / 7])


def test_nobody_is_found_where_no_score_is_high():
    assert decode(*nothing(), 480, 320, score=0.5) == ()


def test_somebody_upright_has_an_upright_square_around_the_hips():
    boxes, logits = nothing()
    put(boxes, logits, 800, 2.0, (112, 112), (112, 62))
    (found,) = decode(boxes, logits, 224, 224, score=0.5)
    assert found.score == pytest.approx(1 / (1 + np.exp(-2)))
    assert found.region.centre == pytest.approx((112, 112), abs=1e-3)
    assert found.region.side == pytest.approx(2 * MARGIN * 50, abs=1e-3)
    assert found.region.turn == pytest.approx(0, abs=1e-6)


def test_the_square_turns_with_the_body_and_is_in_pixels_of_the_picture():
    boxes, logits = nothing()
    put(boxes, logits, 800, 2.0, (112, 112), (162, 112))  # lies, the head on the right
    (found,) = decode(boxes, logits, 224, 448, score=0.5)  # the square is 448 wide: twice the detector's
    assert found.region.turn == pytest.approx(np.pi / 2)
    assert found.region.centre == pytest.approx((224, 112), abs=1e-3)
    assert found.region.side == pytest.approx(2 * MARGIN * 100, abs=1e-3)


def test_boxes_of_one_face_are_one_person_weighed_by_score():
    boxes, logits = nothing()
    put(boxes, logits, 800, 3.0, (112, 112), (112, 62))
    put(boxes, logits, 801, 1.0, (116, 112), (116, 62))  # the same cell's other anchor
    (found,) = decode(boxes, logits, 224, 224, score=0.5)
    sure, less = 1 / (1 + np.exp(-3.0)), 1 / (1 + np.exp(-1.0))
    assert found.score == pytest.approx(sure)
    assert found.region.centre[0] == pytest.approx((112 * sure + 116 * less) / (sure + less), abs=1e-3)


def test_faces_apart_are_two_people_the_surest_first():
    boxes, logits = nothing()
    put(boxes, logits, 300, 1.0, (60, 112), (60, 62))
    put(boxes, logits, 1000, 3.0, (160, 112), (160, 62))
    found = decode(boxes, logits, 224, 224, score=0.5)
    assert [round(one.region.centre[0]) for one in found] == [160, 60]
    assert len(decode(boxes, logits, 224, 224, score=0.9)) == 1
