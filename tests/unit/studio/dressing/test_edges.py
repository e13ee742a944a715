"""Hands to the tips of their fingers, drawn."""

import numpy as np

from daogou.studio.dressing.edges import whole_hands

TORSO = 100.0
SKIN, COAT = (200, 150, 120), (30, 40, 90)


def drawn() -> tuple[np.ndarray, np.ndarray]:
    """A square hand of 20 pixels on a coat."""
    hand = np.zeros((80, 80), dtype=bool)
    hand[30:50, 30:50] = True
    picture = np.where(hand[..., None], np.float32(SKIN), np.float32(COAT)).astype(np.float32)
    return picture, hand


def test_what_was_missed_of_a_hand_is_found_by_its_colour():
    picture, hand = drawn()
    told = hand.copy()
    told[:, 46:] = False  # the fingertips, 4 pixels
    np.testing.assert_array_equal(whole_hands(picture, told, np.ones_like(hand), TORSO), hand)


def test_nothing_is_added_that_is_not_allowed_or_too_far():
    picture, hand = drawn()
    told = hand.copy()
    told[:, 38:] = False
    np.testing.assert_array_equal(whole_hands(picture, told, told, TORSO), told)
    found = whole_hands(picture, told, np.ones_like(hand), TORSO)
    assert found[40, 42]  # 5 pixels, .05 of the torso
    assert not found[40, 44]


def test_cloth_beside_a_hand_stays_cloth():
    picture, hand = drawn()
    np.testing.assert_array_equal(whole_hands(picture, hand, np.ones_like(hand), TORSO), hand)


def test_without_a_hand_there_is_none():
    picture, hand = drawn()
    assert not whole_hands(picture, np.zeros_like(hand), np.ones_like(hand), TORSO).any()
