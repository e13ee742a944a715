import numpy as np
import pytest

from daogou.core.errors import NotFound
from daogou.surfaces.http.photos import KEEP_S, SIDE_PX, PhotoShelf


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def picture(side: int) -> np.ndarray:
    return np.full((side, side // 2, 3), 120, np.uint8)


def test_a_kept_photo_is_made_smaller_and_keeps_its_shape():
    shelf = PhotoShelf()
    photo = shelf.get(shelf.keep(picture(2 * SIDE_PX)))
    assert photo.pixels.shape == (SIDE_PX, SIDE_PX // 2, 3)
    assert photo.preview[8:12] == b"WEBP"


def test_a_photo_is_forgotten_after_half_an_hour():
    clock = Clock()
    shelf = PhotoShelf(clock)
    token = shelf.keep(picture(32))
    clock.now = KEEP_S - 1
    shelf.get(token)
    clock.now = KEEP_S
    with pytest.raises(NotFound, match="no longer"):
        shelf.get(token)


def test_a_full_shelf_forgets_the_oldest():
    shelf = PhotoShelf(keep_bytes=3 * (64 * 32 * 3) + 3000)
    tokens = [shelf.keep(picture(64)) for _ in range(5)]
    with pytest.raises(NotFound):
        shelf.get(tokens[0])
    shelf.get(tokens[-1])


def test_tokens_cannot_be_guessed():
    shelf = PhotoShelf()
    tokens = {shelf.keep(picture(8)) for _ in range(50)}
    assert len(tokens) == 50
    assert all(len(token) >= 22 for token in tokens)  # 128 bits
