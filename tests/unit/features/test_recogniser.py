"""A linear classifier that is exact: checked against the textbook solution."""

import numpy as np
import pytest

from daogou.core.errors import NotBuilt
from daogou.features.places import Places
from daogou.features.recogniser import Views, _centre, load_recogniser, teach_recogniser
from daogou.features.rows import unit_rows


@pytest.fixture(scope="module")
def taught():
    random = np.random.default_rng(0)
    labels = [("cat", "dog", "fish")[n % 3] for n in range(60)]
    middles = {label: random.normal(0, 1, 12) for label in set(labels)}
    rows = np.array([middles[label] + random.normal(0, 0.5, 12) for label in labels], np.float32)
    views = [rows[:, :5], rows[:, 5:]]
    return teach_recogniser(views, labels, view_weights=(0.5, 0.5), ridge=0.1), views, labels


def test_the_dual_solution_is_the_textbook_one(taught):
    recogniser, views, labels = taught
    ready = [unit_rows((v - v.mean(axis=0)) / (v.std(axis=0) + 1e-2)) * np.sqrt(0.5) for v in views]
    x = np.hstack(ready).astype(np.float64)
    y = np.where(np.array(labels)[:, None] == np.array(["cat", "dog", "fish"]), 1.0, -1.0)
    weights = np.linalg.solve(x.T @ x + 0.1 * np.eye(x.shape[1]), x.T @ y)
    np.testing.assert_allclose(recogniser.scores(views), x @ weights, atol=1e-4)


def test_it_knows_what_it_was_taught(taught):
    recogniser, views, labels = taught
    assert np.mean(np.array(recogniser.recognise(views)) == np.array(labels)) > 0.95


def test_probabilities_sum_to_one_and_calibration_keeps_the_order(taught):
    recogniser, views, labels = taught
    calibrated = recogniser.calibrated(views, labels)
    np.testing.assert_allclose(calibrated.probabilities(views).sum(axis=1), 1, rtol=1e-5)
    assert calibrated.recognise(views) == recogniser.recognise(views)

    def surprise(one):
        chances = one.probabilities(views)[np.arange(60), np.arange(60) % 3]
        return -np.log(chances).mean()

    assert surprise(calibrated) <= surprise(recogniser)


def test_what_was_saved_is_loaded(taught, tmp_path):
    recogniser, views, _ = taught
    recogniser.save(tmp_path)
    loaded = load_recogniser(tmp_path)
    assert loaded.classes == recogniser.classes
    np.testing.assert_array_equal(loaded.probabilities(views), recogniser.probabilities(views))


def test_an_empty_folder_holds_no_recogniser(tmp_path):
    with pytest.raises(NotBuilt):
        load_recogniser(tmp_path)


class Grid:
    """An encoder that sees one channel: its place's number."""

    space, dim, classes = "grid", 1, ()

    def encode(self, images):
        return self.places(images, 96).features

    def probabilities(self, features):
        return features

    def places(self, images, side):
        coarse = np.tile(np.arange(9, dtype=np.float32)[None, :, None], (len(images), 1, 1))
        return Places(coarse.mean(axis=1), coarse, coarse)


def test_the_views_look_at_the_middle_the_strongest_place_and_three_bands():
    whole, middle, strongest, bands, small, second = Views(Grid(), Grid()).of([np.zeros((9, 9, 3), np.uint8)])
    assert whole[0, 0] == small[0, 0] == second[0, 0] == 4
    assert middle[0, 0] == pytest.approx(4)  # symmetric about place 4
    assert strongest[0, 0] == 8
    assert bands[0].tolist() == [1, 4, 7]  # means of 0..2, 3..5, 6..8


def test_the_centre_counts_most():
    weights = _centre(5).reshape(5, 5)
    assert weights.sum() == pytest.approx(1)
    assert weights.argmax() == 12
    np.testing.assert_allclose(weights, weights.T)
