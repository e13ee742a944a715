"""What the landmark model's numbers mean."""

import numpy as np
import pytest

from daogou.vision.pose_landmarks import ALL, JOINTS, SIDE, decode, refined

COLD = -20.0


def test_outputs_become_shares_and_chances():
    rows = np.zeros((ALL, 5), np.float32)
    rows[0] = 128, 64, -32, 3.0, 1.0
    mask = np.full((SIDE, SIDE, 1), -2.0, np.float32)
    heat = np.full((64, 64, ALL), COLD, np.float32)
    said = decode([rows.reshape(-1), np.array([0.8], np.float32), mask, heat])
    assert said.points.shape == (JOINTS, 3)
    assert said.points[0] == pytest.approx([0.5, 0.25, -0.125])
    # a joint that is there but hidden is not seen: the lesser of the two chances
    assert said.visible[0] == pytest.approx(1 / (1 + np.exp(-1)))
    assert said.presence == pytest.approx(0.8)
    assert said.person.shape == (SIDE, SIDE)
    assert said.person[0, 0] == pytest.approx(1 / (1 + np.exp(2)))


def test_a_point_moves_to_the_middle_of_the_heat_near_it():
    heat = np.full((64, 64, 1), COLD, np.float32)
    heat[30, 34] = heat[30, 35] = 20  # row 30, columns 34 and 35
    moved = refined(np.array([[33.2 / 64, 31.9 / 64]], np.float32), heat)
    assert moved[0] == pytest.approx([34.5 / 64, 30 / 64], abs=1e-4)


def test_faint_or_distant_heat_moves_nothing():
    point = np.array([[0.5, 0.5]], np.float32)
    faint = np.full((64, 64, 1), -0.5, np.float32)
    assert refined(point, faint) == pytest.approx(point)
    distant = np.full((64, 64, 1), COLD, np.float32)
    distant[32, 36] = 20  # four cells away, one too far
    assert refined(point, distant) == pytest.approx(point)


def test_points_at_the_rim_and_beyond_it_are_kept_within_what_is_known():
    heat = np.full((64, 64, 2), COLD, np.float32)
    heat[0, 0] = 20
    moved = refined(np.array([[0.01, 0.01], [1.2, -0.1]], np.float32), heat)
    assert moved[0] == pytest.approx([0, 0], abs=1e-6)
    assert moved[1] == pytest.approx([1.2, -0.1])
