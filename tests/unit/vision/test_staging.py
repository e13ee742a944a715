"""Scenes drawn from clean pictures."""

import numpy as np

from daogou.vision.staging import Stage, cut_out


def clean(colour):
    picture = np.full((100, 80, 3), 255, dtype=np.uint8)
    picture[30:80, 20:50] = colour
    return picture


def test_a_cut_out_holds_the_product_only():
    product = cut_out(clean((200, 0, 0)))
    assert product.size == (30, 50)
    assert product.mode == "RGBA"
    assert np.asarray(product)[..., 3].all()


def test_a_picture_without_a_plain_background_is_taken_whole():
    noise = np.random.default_rng(0).integers(0, 256, (60, 40, 3), dtype=np.uint8)
    assert cut_out(noise).size == (40, 60)


def test_scenes_are_pictures_of_the_asked_size_and_the_same_for_the_same_seed():
    products = [cut_out(clean(colour)) for colour in ((200, 0, 0), (0, 0, 200))]
    drawn = [Stage(64).scenes(products, 0, 4, np.random.default_rng(5)) for _ in range(2)]
    assert [scene.shape for scene in drawn[0]] == [(64, 64, 3)] * 4
    for first, second in zip(*drawn, strict=True):
        np.testing.assert_array_equal(first, second)


def test_a_scene_shows_the_product_it_is_of():
    products = [cut_out(clean(colour)) for colour in ((220, 20, 20), (20, 20, 220))]
    scenes = Stage(64).scenes(products, 0, 8, np.random.default_rng(2))
    reds = [(scene[..., 0].astype(int) - scene[..., 2] > 40).mean() for scene in scenes]
    assert min(reds) > 0.02
