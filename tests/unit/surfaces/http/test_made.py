import numpy as np
import pytest

from daogou.core.errors import NotFound
from daogou.studio.marking import Made, Mark, mark_of
from daogou.surfaces.http.made import MadePictures

PICTURE = np.full((20, 30, 3), 90, np.uint8)
MARK = Mark(Made.EDITED, "daogou warp")


def test_a_kept_picture_says_in_its_metadata_that_it_was_made():
    shelf = MadePictures()
    made = shelf.get(shelf.keep(PICTURE, MARK, notes=("dress_stays",)))
    assert mark_of(made.data) == MARK
    assert (made.width, made.height, made.media_type, made.notes) == (30, 20, "image/webp", ("dress_stays",))


def test_what_was_made_of_the_same_is_found_again_by_who_made_it_only():
    shelf, other = MadePictures(), MadePictures()
    token = shelf.keep(PICTURE, MARK, about=("r1", "mei", "dress-1"))
    assert shelf.found(("r1", "mei", "dress-1")) == token
    assert shelf.found(("r1", "mei", "dress-2")) == ""
    assert other.keep(PICTURE, MARK, about=("r1", "mei", "dress-1")) != token


def test_unknown_and_forgotten_pictures_are_missed_with_a_hint():
    shelf = MadePictures(keep_bytes=1)
    first = shelf.keep(PICTURE, MARK)
    shelf.keep(PICTURE, MARK)
    for token in (first, "nothing"):
        with pytest.raises(NotFound) as missed:
            shelf.get(token)
        assert "30 minutes" in missed.value.hint
