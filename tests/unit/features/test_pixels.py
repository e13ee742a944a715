import numpy as np
import pytest

from daogou.features.pixels import batches, fitted, softmax

WIDE = np.zeros((10, 30, 3), np.uint8)
WIDE[:, :15] = (255, 0, 0)  # left half red, right half black


@pytest.mark.parametrize("fit", ["squash", "crop", "pad"])
def test_every_fit_gives_the_size_asked(fit):
    assert fitted(WIDE, 20, 16, fit).shape == (20, 16, 3)


def test_squash_keeps_both_halves_from_edge_to_edge():
    small = fitted(WIDE, 8, 8, "squash")
    assert small[4, 0].tolist() == [255, 0, 0]
    assert small[4, 7].tolist() == [0, 0, 0]


def test_crop_loses_the_edges_and_keeps_the_proportions():
    wide = WIDE.copy()
    wide[:, :9] = wide[:, -9:] = (0, 0, 255)  # edges blue
    assert not (fitted(wide, 10, 10, "crop")[:, :, 2] > 0).any()


def test_pad_fills_with_white():
    square = fitted(WIDE, 30, 30, "pad")
    assert (square[:10] == 255).all()
    assert square[15, 0].tolist() == [255, 0, 0]


def test_batches_cover_everything_once():
    assert [len(batch) for batch in batches([WIDE] * 5, 2)] == [2, 2, 1]


def test_softmax_by_hand():
    shares = softmax(np.log(np.array([[1, 3]], dtype=np.float32)))
    np.testing.assert_allclose(shares, [[0.25, 0.75]], rtol=1e-6)
    assert softmax(np.array([[1e4, -1e4]], dtype=np.float32)).tolist() == [[1, 0]]
    assert softmax(np.zeros((0, 3), np.float32)).shape == (0, 3)
