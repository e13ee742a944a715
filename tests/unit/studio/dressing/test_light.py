import numpy as np
import pytest

from daogou.studio.dressing.light import carried_light, lit

WORN = np.zeros((200, 160), bool)
WORN[20:180, 20:140] = True


def cloth(values: np.ndarray) -> np.ndarray:
    """Grey float [h, w] -> uint8 [h, w, 3]."""
    return np.clip(np.broadcast_to(values, WORN.shape), 0, 255).astype(np.uint8)[..., None].repeat(3, axis=2)


def test_flat_light_changes_nothing():
    assert carried_light(cloth(np.full(WORN.shape, 150.0)), WORN, 100) == pytest.approx(1, abs=0.02)


def test_light_from_one_side_is_carried_over_gently():
    slope = np.linspace(210, 90, 160)[None, :]
    light = carried_light(cloth(slope), WORN, 100)
    assert light[100, 40] > 1.05
    assert light[100, 120] < 0.95
    assert light.min() > 0.6
    assert light.max() < 1.4


def test_a_strong_print_does_not_shine_through():
    stripes = np.where((np.arange(200) // 10) % 2, 230.0, 30.0)[:, None]
    light = carried_light(cloth(stripes), WORN, 100)
    assert np.abs(light - 1).max() < 0.03


def test_outside_of_what_is_worn_there_is_no_change():
    slope = np.linspace(210, 90, 160)[None, :]
    light = carried_light(cloth(slope), WORN, 100)
    assert light[:15] == pytest.approx(1)


def test_too_little_cloth_tells_no_light():
    worn = np.zeros((50, 50), bool)
    worn[:2, :2] = True
    assert (carried_light(np.zeros((50, 50, 3), np.uint8), worn, 30) == 1).all()


def test_half_the_light_is_a_darker_shade_of_the_same_colour():
    colour = np.full((2, 2, 3), (200, 100, 50), np.float32)
    darker = lit(colour, np.full((2, 2), 0.5, np.float32))
    assert darker[0, 0] == pytest.approx(np.array([200, 100, 50]) * 0.5 ** (1 / 2.2), rel=1e-4)
