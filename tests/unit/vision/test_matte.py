"""Products cut out of drawn pictures whose truth is known."""

from itertools import islice

import cv2
import numpy as np
import pytest

from daogou.sources.demo.design import designs
from daogou.sources.demo.picture import picture_of
from daogou.vision.backdrop import find_backdrop
from daogou.vision.guided import guided
from daogou.vision.matte import product_matte
from daogou.vision.oklab import oklab
from daogou.vision.segmenters import ROLE


def overlap(alpha: np.ndarray, true: np.ndarray) -> float:
    found = alpha > 0.5
    return float((found & true).sum() / (found | true).sum())


def paper(height: int = 200, width: int = 160, noise: float = 1.0) -> np.ndarray:
    """Lit from the left, a little noise."""
    light = np.linspace(240, 215, width)[None, :, None] + np.zeros((height, 1, 3))
    return np.clip(light + np.random.default_rng(0).normal(0, noise, light.shape), 0, 255).astype(np.uint8)


def disc(shape: tuple[int, ...], radius: int = 50) -> np.ndarray:
    down, across = np.ogrid[: shape[0], : shape[1]]
    return (down - shape[0] / 2) ** 2 + (across - shape[1] / 2) ** 2 < radius**2


def test_a_disc_on_uneven_paper_is_cut_out():
    picture = paper()
    true = disc(picture.shape)
    picture[true] = (30, 90, 160)
    alpha = product_matte(picture)
    assert alpha.shape == true.shape
    assert alpha.dtype == np.float32
    assert overlap(alpha, true) > 0.97
    assert alpha[0, 0] == 0
    assert alpha[100, 80] == 1


def test_an_opening_that_shows_the_paper_is_not_the_product():
    picture = paper()
    ring = disc(picture.shape, 60) & ~disc(picture.shape, 35)
    picture[ring] = (150, 40, 40)
    assert overlap(product_matte(picture), ring) > 0.95


def test_a_white_thing_with_an_outline_on_white_paper_is_whole():
    picture = np.full((200, 160, 3), 238, np.uint8)
    cv2.circle(picture, (80, 100), 50, (248, 248, 248), -1)
    cv2.circle(picture, (80, 100), 50, (180, 170, 160), 2)
    assert overlap(product_matte(picture), disc(picture.shape, 50)) > 0.93


def test_a_soft_shadow_is_not_the_product():
    picture = paper(noise=0.0)
    true = disc(picture.shape, 40)
    shadow = cv2.GaussianBlur(np.roll(true, (12, 12), (0, 1)).astype(np.float32), (0, 0), 8) * 0.2
    picture = (picture * (1 - shadow[..., None])).astype(np.uint8)
    picture[true] = (30, 90, 160)
    assert overlap(product_matte(picture), true) > 0.95


def test_the_edge_is_soft_where_the_picture_is():
    true = disc((200, 160, 3), 50).astype(np.float32)
    cover = cv2.GaussianBlur(true, (0, 0), 1.5)[..., None]
    picture = (cover * (200, 30, 30) + (1 - cover) * (235, 235, 235)).astype(np.uint8)
    alpha = product_matte(picture)
    assert np.abs(alpha - cover[..., 0]).mean() < 0.02
    assert ((alpha > 0.1) & (alpha < 0.9)).sum() > 200  # a band along a rim of about 310 pixels


@pytest.mark.parametrize("size", [(1, 1), (7, 300), (8, 8), (9, 400)])
def test_pictures_of_any_size_have_a_matte(size):
    alpha = product_matte(np.random.default_rng(1).integers(0, 255, (*size, 3), dtype=np.uint8))
    assert alpha.shape == size
    assert ((alpha >= 0) & (alpha <= 1)).all()


def test_nothing_is_on_empty_paper():
    assert not product_matte(paper()).any()
    assert not product_matte(np.full((50, 50, 3), 255, np.uint8)).any()


def test_the_middle_is_taken_before_a_busy_background():
    random = np.random.default_rng(2)
    picture = cv2.GaussianBlur(random.integers(0, 255, (200, 200, 3), dtype=np.uint8), (0, 0), 4) // 2 + 20
    picture = picture.astype(np.uint8)
    true = disc(picture.shape, 55)
    picture[true] = (240, 200, 40)
    assert overlap(product_matte(picture), true) > 0.95


def test_drawn_products_are_cut_out_along_their_masks():
    overlaps = []
    for design in islice(designs(40, 5), 0, 40, 8):
        photo = picture_of(design)
        overlaps.append(overlap(product_matte(photo.picture), photo.mask > 127))
    assert np.median(overlaps) > 0.97
    assert min(overlaps) > 0.9


def test_the_segmenter_tells_the_matte_in_two_labels():
    picture = paper()
    picture[disc(picture.shape)] = (30, 90, 160)
    found = ROLE.open("cut_out").segment(picture)
    alpha = product_matte(picture)
    np.testing.assert_array_equal(found.mask("product"), alpha > 0.5)
    np.testing.assert_allclose(found.sure, np.maximum(alpha, 1 - alpha))


def test_a_rim_of_many_colours_is_no_backdrop():
    noise = np.random.default_rng(0).integers(0, 255, (60, 60, 3), dtype=np.uint8)
    assert find_backdrop(oklab(noise)) is None


def test_the_backdrop_goes_on_behind_the_product():
    picture = paper(noise=0.0)
    picture[disc(picture.shape)] = (30, 90, 160)
    backdrop = find_backdrop(oklab(picture))
    assert backdrop is not None
    assert backdrop.plain == 1
    away = ~disc(picture.shape, 52)
    assert backdrop.distance[away].max() < 0.01
    assert backdrop.distance[100, 80] > 0.3


def test_a_guided_filter_over_one_colour_is_the_mean_of_means():
    area = np.zeros((9, 9), np.float32)
    area[4, 4] = 1
    filtered = guided(np.full((9, 9, 3), 0.5, np.float32), area, 1, 1e-4)
    # the slope is 0, the offset the mean over 3 x 3, and that is averaged again: 1/9 x 1/9 x 9 in the middle
    assert filtered[4, 4] == pytest.approx(1 / 9, abs=1e-5)
    assert filtered[4, 6] == pytest.approx(3 / 81, abs=1e-5)


def test_a_guided_filter_keeps_an_area_that_is_the_pictures_own():
    picture = np.zeros((20, 20, 3), np.float32)
    picture[:, 10:] = (1, 0.5, 0)
    area = (picture[..., 0] > 0.5).astype(np.float32)
    np.testing.assert_allclose(guided(picture, area, 3, 1e-6), area, atol=1e-3)
