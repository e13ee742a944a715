"""Parts that end where the picture's colours do."""

import numpy as np

from daogou.vision.parsing_edges import drawn
from daogou.vision.parts import PARTS

COAT, HAIR, SKIN = (PARTS.index(part) for part in ("coat", "hair", "skin"))


def scene(part: int, edge: int) -> tuple[np.ndarray, np.ndarray]:
    """A part that ends at column 128 of a black and white picture, and the chances of a network that takes
    it to end in the middle of a cell of four pixels elsewhere."""
    cut = np.zeros((512, 256, 3), np.uint8)
    cut[:, 128:] = 255
    chances = np.zeros((len(PARTS), 128, 64), np.float32)
    chances[part] = np.clip((edge - np.arange(64)) / 6 + 0.5, 0, 1)
    chances[COAT] = 1 - chances[part]
    return chances, cut


def test_an_edge_told_beside_the_pictures_own_is_moved_there():
    named = drawn(*scene(HAIR, 33))[:, 100].argmax(axis=0)  # drawn as told, hair would end at 67
    assert (named[:64] == HAIR).all()
    assert (named[65:] == COAT).all()


def test_chances_add_up_and_who_is_nowhere_stays_so():
    found = drawn(*scene(HAIR, 33))
    assert np.allclose(found.sum(axis=0), 1, atol=1e-3)
    assert not found[PARTS.index("bag")].any()


def test_skin_only_gains():
    named = drawn(*scene(SKIN, 33))[:, 100].argmax(axis=0)
    assert (named[:66] == SKIN).all()
