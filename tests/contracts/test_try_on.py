"""Every way to try things on keeps the contract; diffusion does so with a tiny pipeline."""

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

from daogou.core.errors import UnfitPhoto
from daogou.studio.try_on import KINDS, ROLE


def loaded(file: Path):
    """A helper of the tests that is no test itself."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    spec.loader.exec_module(module)
    return module


dressed = loaded(Path(__file__).with_name("dressed.py"))


def options_of(name: str, folder: Path) -> dict[str, object]:
    """What opens the backend here."""
    if name != "diffusion":
        return {}
    pytest.importorskip("diffusers", reason="needs diffusers: pip install daogou[diffusion]")
    pytest.importorskip("transformers", reason="the tiny pipeline has a text encoder of transformers")
    tiny = loaded(Path(__file__).parents[1] / "unit" / "studio" / "tiny_diffusion.py")
    return {"pipeline": str(tiny.save_tiny_pipeline(folder)), "steps": 2, "side": 64, "device": "cpu"}


@pytest.fixture(scope="module", params=ROLE.names())
def fitting(request, tmp_path_factory):
    if request.param == "diffusion":
        # the declared operators live as long as the session's fixture
        request.getfixturevalue("torchvision_operators")
    return ROLE.open(request.param, options_of(request.param, tmp_path_factory.mktemp("pipeline")))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_worn_has_the_promised_shapes(fitting, kind):
    person = dressed.person()
    worn = fitting.wear(person, [dressed.garment(kind)])
    assert worn.picture.shape == person.picture.shape
    assert worn.picture.dtype == np.uint8
    assert worn.changed.shape == person.picture.shape[:2]
    assert worn.changed.dtype == np.bool_
    assert len(worn.garments) == 1
    assert worn.garments[0].dtype == np.bool_
    assert worn.garments[0].any()


@pytest.mark.parametrize("kind", KINDS)
def test_pixels_that_are_not_changed_stay_to_the_last_bit(fitting, kind):
    person = dressed.person()
    worn = fitting.wear(person, [dressed.garment(kind)])
    kept = ~worn.changed
    assert np.array_equal(worn.picture[kept], person.picture[kept])
    assert kept.mean() > 0.3


def test_the_garment_is_seen_only_where_something_changed(fitting):
    worn = fitting.wear(dressed.person(), [dressed.garment("top")])
    assert worn.changed[worn.garments[0]].all()


def test_the_face_is_never_touched(fitting):
    person = dressed.person()
    worn = fitting.wear(person, [dressed.garment("coat")])
    inside = person.parts.mask("face")
    inside[85:] = False  # the chin, where shadow may fall
    difference = np.abs(worn.picture.astype(int) - person.picture)[inside]
    assert difference.mean() < 1


def test_several_garments_are_told_apart(fitting):
    worn = fitting.wear(dressed.person(), [dressed.garment("trousers"), dressed.garment("top")])
    below, above = worn.garments
    assert not (below & above).any()
    assert np.nonzero(below)[0].mean() > np.nonzero(above)[0].mean() + 50


def test_the_given_pictures_are_left_as_they_were(fitting):
    person, garment = dressed.person(), dressed.garment("dress")
    before = person.picture.copy(), person.parts.areas.copy(), garment.picture.copy()
    fitting.wear(person, [garment])
    after = person.picture, person.parts.areas, garment.picture
    assert all(np.array_equal(one, other) for one, other in zip(before, after, strict=True))


def test_the_same_pictures_give_the_same_result(fitting):
    first, second = (fitting.wear(dressed.person(), [dressed.garment("shorts")]) for _ in range(2))
    assert np.array_equal(first.picture, second.picture)


def test_without_garments_nothing_changes(fitting):
    person = dressed.person()
    worn = fitting.wear(person, [])
    assert np.array_equal(worn.picture, person.picture)
    assert not worn.changed.any()
    assert worn.garments == ()


REFUSED = {
    "seen from behind": {"left_shoulder": (122, 112), "right_shoulder": (198, 112)},
    "seen from the side": {"left_shoulder": (166, 112), "right_shoulder": (154, 112)},
    "arms crossed": {"left_wrist": (126, 170), "right_wrist": (194, 170)},
    "too small": {
        "left_shoulder": (166, 112), "right_shoulder": (154, 112), "left_hip": (164, 130),
        "right_hip": (156, 130),
    },
}  # fmt: skip


@pytest.mark.parametrize("moved", REFUSED.values(), ids=REFUSED.keys())
def test_a_photo_that_will_not_do_is_refused_with_advice(fitting, moved):
    with pytest.raises(UnfitPhoto) as refusal:
        fitting.wear(dressed.person(**moved), [dressed.garment("top")])
    assert refusal.value.hint


def test_a_garment_that_cannot_be_told_apart_is_refused(fitting):
    whole = dressed.garment("top")
    with pytest.raises(UnfitPhoto):
        fitting.wear(dressed.person(), [type(whole)(whole.picture, whole.mask, {}, "top")])
