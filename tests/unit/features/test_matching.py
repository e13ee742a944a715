"""A photo finds the product whose places it holds, wherever in the photo they are."""

import numpy as np
import pytest

from daogou.features.matching import PhotoMatcher
from daogou.features.places import Places

COLOURS = ((200, 30, 30), (30, 160, 60), (40, 60, 210), (230, 200, 40))


class ColourPlaces:
    """A network whose places see only which of eight colours stands there."""

    space, dim, classes = "colours", 8, ("one", "two")

    def encode(self, images):
        return self.places(images, 64).features

    def probabilities(self, features):
        share = np.clip(features[:, :1], 0, 1)
        return np.hstack([share, 1 - share])

    def places(self, images, side):
        from daogou.vision.resize import padded

        fine = np.stack([self._seen(padded(image, side), 16) for image in images])
        coarse = np.stack([self._seen(padded(image, side), 32) for image in images])
        return Places(coarse.mean(axis=1), fine, coarse)

    def _seen(self, picture, step):
        centres = picture[step // 2 :: step, step // 2 :: step].reshape(-1, 3).astype(np.float32)
        corners = np.array([[r, g, b] for r in (0, 255) for g in (0, 255) for b in (0, 255)], np.float32)
        return np.exp(-(((centres[:, None] - corners) / 120) ** 2).sum(axis=2))


def product(colour):
    picture = np.full((96, 96, 3), 255, dtype=np.uint8)
    picture[20:76, 30:66] = colour
    return picture


@pytest.fixture(scope="module")
def matcher():
    return PhotoMatcher(ColourPlaces(), [product(colour) for colour in COLOURS], seed=1)


@pytest.mark.parametrize("which", range(4))
@pytest.mark.parametrize("corner", [(0, 0), (60, 20), (10, 90)])
def test_a_product_is_found_wherever_it_stands(matcher, which, corner):
    photo = np.full((160, 160, 3), 110, dtype=np.uint8)
    photo[corner[0] : corner[0] + 70, corner[1] : corner[1] + 60] = COLOURS[which]
    assert matcher.scores(photo).argmax() == which


def test_scores_are_probabilities(matcher):
    scores = matcher.scores(np.random.default_rng(0).integers(0, 256, (50, 80, 3), dtype=np.uint8))
    assert scores.shape == (4,)
    assert (scores >= 0).all()
    assert scores.sum() == pytest.approx(1, abs=1e-5)
