"""Areas drawn along a picture's edges."""

import cv2
import numpy as np
import pytest

from daogou.vision.guided import Guide, guided

RADIUS, SMOOTH = 2, 1e-3


def solved(picture, area):
    """The paper's equations written down for every pixel by itself."""

    def mean(values):
        return cv2.blur(values, (2 * RADIUS + 1, 2 * RADIUS + 1))

    colour, level = mean(picture), mean(area)
    slope = np.zeros_like(picture)
    for row, column in np.ndindex(area.shape):
        spread = np.array(
            [[mean(picture[..., a] * picture[..., b])[row, column] for b in range(3)] for a in range(3)]
        )
        spread -= np.outer(colour[row, column], colour[row, column])
        joint = mean(picture * area[..., None])[row, column] - colour[row, column] * level[row, column]
        slope[row, column] = np.linalg.solve(spread + SMOOTH * np.eye(3), joint)
    offset = level - (slope * colour).sum(axis=-1)
    return (mean(slope) * picture).sum(axis=-1) + mean(offset)


def test_the_filter_is_the_papers():
    random = np.random.default_rng(0)
    picture, area = random.random((9, 8, 3), np.float32), random.random((9, 8), np.float32)
    assert guided(picture, area, RADIUS, SMOOTH) == pytest.approx(solved(picture, area), abs=1e-4)


def test_an_even_picture_is_no_guide_and_blurs():
    area = np.zeros((12, 12), np.float32)
    area[:, 6:] = 1
    found = Guide(np.full((12, 12, 3), 0.5, np.float32), 1, SMOOTH).along(area)
    assert found[6, 4:8] == pytest.approx([1 / 9, 1 / 3, 2 / 3, 8 / 9], abs=1e-3)
