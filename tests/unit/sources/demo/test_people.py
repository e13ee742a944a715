import numpy as np
import pytest

from daogou.sources.demo.people.figure import figures
from daogou.sources.demo.people.photo import photo_of
from daogou.vision.poses import LANDMARKS
from daogou.vision.segmenters import PARTS


@pytest.fixture(scope="module", params=figures(), ids=lambda figure: figure.id)
def drawn(request):
    return request.param, photo_of(request.param)


def test_every_joint_is_named_and_lies_on_the_person(drawn):
    _, photo = drawn
    assert set(photo.joints) == set(LANDMARKS)
    for name, (x, y) in photo.joints.items():
        near = photo.areas[round(y) - 4 : round(y) + 5, round(x) - 4 : round(x) + 5]
        assert near.any(), name


def test_left_is_the_persons_own(drawn):
    _, photo = drawn
    for name in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "eye"):
        assert photo.joints[f"left_{name}"][0] > photo.joints[f"right_{name}"][0]


def test_parts_have_the_names_that_a_garment_parser_uses(drawn):
    _, photo = drawn
    assert set(photo.labels) <= set(PARTS)
    assert {"hair", "face", "skin", "top", "shorts", "shoes"} <= set(photo.labels)
    assert set(np.unique(photo.areas)) == set(range(len(photo.labels)))


def test_the_background_is_where_nobody_stands(drawn):
    _, photo = drawn
    assert photo.picture.shape == (*photo.areas.shape, 3)
    assert photo.picture.dtype == np.uint8
    outside = photo.picture[photo.areas == 0].astype(int)
    far = np.abs(outside - np.median(outside, axis=0)).max(axis=1) > 60
    assert far.mean() < 0.01  # paper and a soft shadow, but for the rim
    assert 0.12 < (photo.areas > 0).mean() < 0.5


def test_measures_show_in_the_drawing():
    by_id = {figure.id: (figure, photo_of(figure)) for figure in figures()}
    widths = {}
    for name, (figure, photo) in by_id.items():
        waist = photo.joints["left_hip"][1] - 0.11 * figure.height * _scale(photo, figure)
        row = np.isin(photo.areas[round(waist)], [photo.labels.index("top")])
        widths[name] = (row.sum() / _scale(photo, figure), figure.waist)
    ordered = sorted(widths.values(), key=lambda pair: pair[1])
    assert [round(w) for w, _ in ordered] == sorted(round(w) for w, _ in ordered)


def _scale(photo, figure):
    """Pixels a centimetre."""
    return (photo.joints["left_heel"][1] - photo.joints["nose"][1]) / (figure.height * (167 - 15) / 170)


def test_names_are_there_in_both_languages():
    assert all(set(figure.names) == {"en", "zh"} for figure in figures())
    assert {figure.audience for figure in figures()} == {"women", "men"}
