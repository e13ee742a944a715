"""Every generator keeps the promises of the contract."""

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

from daogou.core.errors import BadQuery, MissingAsset, MissingDependency
from daogou.studio.generators import ROLE

UNIT = Path(__file__).parents[1] / "unit" / "studio"
TEXTS = ["a red dress with long sleeves", "红色长袖连衣裙"]


def _tiny_pipeline(folder: Path) -> Path:
    name = "tiny_diffusion"
    spec = importlib.util.spec_from_file_location(name, UNIT / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    saved: Path = module.save_tiny_pipeline(folder)
    return saved


@pytest.fixture(scope="module", params=ROLE.names())
def generator(request, tmp_path_factory):
    if request.param != "diffusers":
        return ROLE.open(request.param)
    pytest.importorskip("diffusers", reason="needs diffusers")
    # the declared operators live as long as the session's fixture
    request.getfixturevalue("torchvision_operators")
    model = _tiny_pipeline(tmp_path_factory.mktemp("tiny"))
    return ROLE.open("diffusers", {"model": str(model), "steps": 2, "side": 32, "frame": "{}"})


def test_a_picture_for_each_text(generator):
    pictures = generator.generate(TEXTS, seed=3)
    assert pictures.shape == (2, generator.side, generator.side, 3)
    assert pictures.dtype == np.uint8
    assert pictures.std() > 1


def test_the_same_seed_draws_the_same(generator):
    first, again = generator.generate(TEXTS[:1], seed=3), generator.generate(TEXTS[:1], seed=3)
    assert (first == again).all()


def test_another_seed_draws_another(generator):
    assert (generator.generate(TEXTS[:1], seed=3) != generator.generate(TEXTS[:1], seed=4)).any()


def test_a_batch_draws_what_single_calls_draw(generator):
    together = generator.generate(TEXTS, seed=5)
    alone = np.concatenate([generator.generate([text], seed=5) for text in TEXTS])
    assert np.abs(together.astype(int) - alone).max() <= 2  # sums in another order round otherwise


def test_no_texts_no_pictures(generator):
    assert generator.generate([]).shape == (0, generator.side, generator.side, 3)


@pytest.mark.parametrize("text", ["", "  "])
def test_a_text_that_says_nothing_is_refused_with_what_can_be_said(generator, text):
    with pytest.raises(BadQuery) as caught:
        generator.generate([text])
    assert "dress" in caught.value.hint


def test_a_pipeline_that_is_not_there_is_named():
    with pytest.raises((MissingAsset, MissingDependency), match="nowhere"):
        ROLE.open("diffusers", {"model": "nowhere/at/all"})
