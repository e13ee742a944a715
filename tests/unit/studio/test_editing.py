"""Edits of drawn products, whose masks are known, and of flat ones made here."""

import cv2
import numpy as np
import pytest

from daogou.core.errors import BadQuery, UnfitPhoto
from daogou.sources.demo.design import Design, designs
from daogou.sources.demo.picture import picture_of
from daogou.studio.dyes import DYES
from daogou.studio.editing import asked, edit
from daogou.vision.colour import measure_colour

GROUND = (235, 235, 235)


def flat(colour: tuple[int, int, int], trim: tuple[int, int, int] | None = None) -> np.ndarray:
    picture = np.full((100, 80, 3), GROUND, np.uint8)
    picture[20:80, 20:60] = colour
    if trim is not None:
        picture[70:80, 20:60] = trim
    return picture


def matte() -> np.ndarray:
    cover = np.zeros((100, 80), np.float32)
    cover[20:80, 20:60] = 1
    return cover


@pytest.fixture(scope="module")
def dress() -> Design:
    return next(
        d for d in designs(300, 3) if d.category == "dress" and d.pattern == "plain" and d.colour == "red"
    )


@pytest.mark.parametrize(
    ("words", "name"), [("this in green", "green"), ("换成紫色", "purple"), ("in black", "black")]
)
def test_a_drawn_dress_takes_the_colour_asked_for(dress: Design, words: str, name: str) -> None:
    photo = picture_of(dress)
    edited = edit(photo.picture, words, photo.mask.astype(np.float32) / 255)
    assert measure_colour(edited.picture).main == name


def test_the_background_is_the_very_same(dress: Design) -> None:
    photo = picture_of(dress)
    edited = edit(photo.picture, "navy with white dots", photo.mask.astype(np.float32) / 255)
    outside = photo.mask == 0
    assert (edited.picture[outside] == photo.picture[outside]).all()
    assert (edited.changed[outside] == 0).all()


def test_folds_stay_where_they_are(dress: Design) -> None:
    photo = picture_of(dress)
    edited = edit(photo.picture, "in blue", photo.mask.astype(np.float32) / 255)
    inside = cv2.erode(photo.mask, np.ones((9, 9))) == 255
    before = cv2.cvtColor(photo.picture, cv2.COLOR_RGB2GRAY)[inside].astype(float)
    after = cv2.cvtColor(edited.picture, cv2.COLOR_RGB2GRAY)[inside].astype(float)
    assert np.corrcoef(before, after)[0, 1] > 0.9


def test_trims_of_another_colour_stay() -> None:
    given = flat(DYES["red"], trim=DYES["white"])
    edited = edit(given, "in green", matte()).picture
    assert (edited[72:79, 22:58] == given[72:79, 22:58]).all()
    assert np.abs(edited[25:65, 22:58].astype(int) - DYES["green"]).max() <= 2


def test_of_two_greys_only_the_larger_is_dyed() -> None:
    given = flat(DYES["black"], trim=DYES["white"])
    given[50:80, 20:60] = DYES["white"]
    given[50:52, 20:60] = DYES["black"]
    edited = edit(given, "in red", matte()).picture
    assert (edited[60:78, 22:58] == given[60:78, 22:58]).all()


def test_stripes_have_the_colour_asked_for_and_leave_the_cloth_between() -> None:
    given = flat(DYES["blue"])
    edited = edit(given, "with white stripes", matte()).picture
    column = edited[20:80, 40].astype(int)
    white = np.abs(column - DYES["white"]).max(axis=1) < 12
    blue = (column == np.array(DYES["blue"])).all(axis=1)
    assert 0.15 < white.mean() < 0.6
    assert 0.2 < blue.mean() < 0.8


def test_a_print_nobody_gives_a_colour_contrasts() -> None:
    edited = edit(flat(DYES["white"]), "加波点", matte()).picture
    assert np.abs(edited[20:80, 20:60].astype(int) - DYES["navy"]).sum(axis=-1).min() < 40


@pytest.mark.parametrize(
    "words",
    [
        "longer sleeves",
        "in green with longer sleeves",
        "加长一点",
        "换成长袖",
        "with a hood",
        "v-neck please",
    ],
)
def test_another_cut_is_refused(words: str) -> None:
    with pytest.raises(BadQuery, match="only colour and print") as caught:
        asked(words)
    assert "stripe" in caught.value.hint


@pytest.mark.parametrize("words", ["nicer", "更好看", "", "embroidered", "transparent"])
def test_what_names_no_dye_or_print_is_refused_with_what_there_is(words: str) -> None:
    with pytest.raises(BadQuery) as caught:
        asked(words)
    assert "polka dot" in caught.value.hint


def test_a_picture_without_a_product_is_refused() -> None:
    with pytest.raises(UnfitPhoto):
        edit(flat(DYES["red"]), "in green", np.zeros((100, 80), np.float32))
