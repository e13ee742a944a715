from types import SimpleNamespace

import numpy as np
import pytest

from daogou.core.errors import NotBuilt, SpaceMismatch
from daogou.core.progress import SILENT
from daogou.features.alignments import ROLE, Pairs

TOWER = SimpleNamespace(space="clip:a", dim=2)
EYE = SimpleNamespace(encoder=TOWER)
NO_PAIRS = Pairs(np.zeros((0, 2), np.float32), [])


def test_vectors_stay_where_they_are_at_unit_length():
    alignment = ROLE.open("shared").fit(NO_PAIRS, EYE, TOWER, seed=0, progress=SILENT)
    # the colour that an eye puts after the encoder's numbers is no part of the space
    placed = alignment.place_pictures(np.array([[3, 4, 9], [0, 0, 9]], np.float32))
    np.testing.assert_allclose(placed, [[0.6, 0.8], [0, 0]], rtol=1e-6)
    np.testing.assert_allclose(alignment.place_texts(np.array([[0, 1]], np.float32), ["a"]), [[0, 1]])


@pytest.mark.parametrize(
    "other", [SimpleNamespace(space="clip:b", dim=2), SimpleNamespace(space="clip:a", dim=3)]
)
def test_towers_of_different_spaces_are_refused_with_both_names(other):
    with pytest.raises(SpaceMismatch, match="clip:a") as caught:
        ROLE.open("shared").fit(NO_PAIRS, EYE, other, seed=0, progress=SILENT)
    assert "contrastive" in caught.value.hint


def test_what_was_saved_is_loaded(tmp_path):
    method = ROLE.open("shared")
    method.fit(NO_PAIRS, EYE, TOWER, seed=0, progress=SILENT).save(tmp_path)
    loaded = method.load(tmp_path, EYE)
    assert (loaded.space, loaded.dim) == ("clip:a", 2)


def test_another_model_does_not_load_it(tmp_path):
    method = ROLE.open("shared")
    method.fit(NO_PAIRS, EYE, TOWER, seed=0, progress=SILENT).save(tmp_path)
    with pytest.raises(SpaceMismatch, match="clip:b"):
        method.load(tmp_path, SimpleNamespace(encoder=SimpleNamespace(space="clip:b", dim=2)))


def test_an_empty_folder_is_no_alignment(tmp_path):
    with pytest.raises(NotBuilt):
        ROLE.open("shared").load(tmp_path, EYE)
