import cv2
import numpy as np
import pytest

from daogou.evaluation.try_on_measures import (
    Verdict,
    delta_e,
    garment_region,
    hole,
    old_seen,
    outside_ssim,
    same_pixels,
    ssim_map,
)

RANDOM = np.random.default_rng(1)
PICTURE = RANDOM.integers(0, 256, (60, 50, 3)).astype(np.uint8)
PERSON = np.zeros((60, 50), bool)
PERSON[5:55, 10:40] = True


def test_a_picture_is_like_itself_everywhere():
    assert ssim_map(PICTURE, PICTURE) == pytest.approx(1)


def test_similarity_of_two_flat_pictures_is_that_of_their_means():
    one, other = np.full((20, 20, 3), 100, np.uint8), np.full((20, 20, 3), 150, np.uint8)
    c1 = (0.01 * 255) ** 2
    expected = (2 * 100 * 150 + c1) / (100**2 + 150**2 + c1)  # without variance the second factor is 1
    assert ssim_map(one, other) == pytest.approx(expected)


def test_a_change_inside_the_region_does_not_count_and_one_outside_does():
    region = np.zeros_like(PERSON)
    region[20:40, 15:35] = True
    inside, outside = PICTURE.copy(), PICTURE.copy()
    inside[27:33, 22:28] = 0  # the window of 11 pixels reaches 5 further
    outside[45:53, 15:35] = 0
    assert outside_ssim(PICTURE, inside, region, PERSON) == pytest.approx(1)
    assert outside_ssim(PICTURE, outside, region, PERSON) < 0.95


def test_the_far_background_is_not_counted():
    changed = PICTURE.copy()
    changed[:, 46:] = 0
    assert outside_ssim(PICTURE, changed, np.zeros_like(PERSON), PERSON) == pytest.approx(1)


def test_black_and_white_differ_by_a_hundred():
    black, white = np.zeros((4, 4, 3), np.uint8), np.full((4, 4, 3), 255, np.uint8)
    all_of_it = np.ones((4, 4), bool)
    assert delta_e(black, all_of_it, white, all_of_it) == pytest.approx(100, abs=0.1)
    assert delta_e(black, all_of_it, black, all_of_it) == 0


def test_a_garment_that_is_seen_nowhere_has_no_colour():
    picture = np.zeros((4, 4, 3), np.uint8)
    nowhere = np.zeros((4, 4), bool)
    assert delta_e(picture, nowhere, picture, ~nowhere) == float("inf")


def test_the_region_grows_by_two_percent_of_the_height():
    seen = np.zeros((100, 60), bool)
    seen[50, 30] = True
    region = garment_region(seen, np.zeros_like(seen))
    assert region.sum() == 25  # 5 by 5 pixels round one


def test_a_hole_is_what_must_be_covered_and_is_not():
    must = np.zeros((60, 50), bool)
    must[20:30, 20:30] = True  # 100 pixels
    seen = must.copy()
    seen[20:22] = False  # 20 of them without cloth
    in_front = np.zeros_like(must)
    in_front[20] = True  # a hand over 10 of those
    painted = np.where(must[..., None], np.uint8(7), PICTURE)
    assert hole(painted, PICTURE, seen, must, in_front) == pytest.approx(10 / 90)


def test_cloth_that_was_never_painted_is_a_hole_whatever_is_claimed():
    must = np.zeros((60, 50), bool)
    must[20:30, 20:30] = True
    assert hole(PICTURE, PICTURE, must, must, np.zeros_like(must)) == 1


def test_old_cloth_left_beside_the_new_is_seen():
    replaced = np.zeros((60, 50), bool)
    replaced[10:32, 10:32] = True  # 20 by 20 without its rim
    seen = np.zeros_like(replaced)
    seen[:, :21] = True  # the left half of those is new
    seen[0, 31] = seen[59, 31] = True  # and the hull goes over all of it
    painted = np.where(seen[..., None], np.uint8(7), PICTURE)
    assert old_seen(PICTURE, painted, replaced, seen) == pytest.approx(0.5)


def test_pixels_are_the_same_within_a_tolerance_in_every_channel():
    other = PICTURE.astype(int)
    other[0, 0, 2] += 9 if PICTURE[0, 0, 2] < 200 else -9
    same = same_pixels(PICTURE, other.astype(np.uint8), 8)
    assert not same[0, 0]
    assert same.sum() == same.size - 1


@pytest.mark.parametrize(
    ("broken", "claim"),
    [
        ({"outside_ssim": 0.97}, "outside"),
        ({"colour_delta_e": 12.1}, "colour"),
        ({"hole": 0.03}, "whole"),
        ({"old_seen": 0.06}, "whole"),
        ({"hands": 0.8}, "hands"),
    ],
)
def test_each_demand_can_fail_by_itself(broken, claim):
    good = {"outside_ssim": 0.99, "colour_delta_e": 5, "hole": 0, "old_seen": 0.01, "hands": 1.0}
    assert all(Verdict(**good).claims.values())
    claims = Verdict(**{**good, **broken}).claims
    assert [name for name, holds in claims.items() if not holds] == [claim]


def test_hands_that_are_not_in_the_photo_hold():
    assert Verdict(0.99, 5, 0, 0, None).claims["hands"]


def test_similarity_agrees_with_a_direct_sum():
    one, other = PICTURE[:21, :21], np.clip(PICTURE[:21, :21].astype(int) + 20, 0, 255).astype(np.uint8)
    window = np.outer(*[cv2.getGaussianKernel(11, 1.5)[:, 0]] * 2)
    a, b = (cv2.cvtColor(p, cv2.COLOR_RGB2GRAY).astype(float)[5:16, 5:16] for p in (one, other))
    ma, mb = (window * a).sum(), (window * b).sum()
    va, vb = (window * (a - ma) ** 2).sum(), (window * (b - mb) ** 2).sum()
    both = (window * (a - ma) * (b - mb)).sum()
    c1, c2 = 2.55**2, 7.65**2
    expected = (2 * ma * mb + c1) * (2 * both + c2) / ((ma**2 + mb**2 + c1) * (va + vb + c2))
    assert ssim_map(one, other)[10, 10] == pytest.approx(expected)
