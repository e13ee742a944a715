"""Reading CoDEx, and the settings each model is taught it with."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from daogou.core.errors import NotFound
from daogou.evaluation.codex import SPLITS, read_codex, taught_with

DATA = Path(__file__).parents[3].parent / "shared" / "data"


def written(folder, rows):
    place = folder / "codex" / "triples" / "codex-s"
    place.mkdir(parents=True)
    for split in SPLITS:
        (place / f"{split}.txt").write_text("".join("\t".join(row) + "\n" for row in rows[split]))


def test_names_become_rows_of_one_table(tmp_path):
    rows = {split: [("Q1", "P1", "Q2")] for split in SPLITS} | {"test": [("Q2", "P0", "Q3")]}
    written(tmp_path, rows)
    codex = read_codex(tmp_path, "s")
    assert codex.train.entities == ("Q1", "Q2", "Q3")
    assert codex.train.relations == ("P0", "P1")
    assert codex.splits["train"].tolist() == [[0, 1, 1]]
    assert codex.splits["test"].tolist() == [[1, 0, 2]]
    assert len(codex.true) == 3
    assert {file.name for file in codex.read} == {f"{split}.txt" for split in SPLITS}


def test_an_absent_folder_is_named(tmp_path):
    with pytest.raises(NotFound, match="codex-s"):
        read_codex(tmp_path, "s")


@pytest.mark.real
@pytest.mark.skipif(not (DATA / "codex").is_dir(), reason="needs ../shared/data/codex")
@pytest.mark.parametrize(("size", "counts"), [("s", (32888, 1827, 1828)), ("m", (185584, 10310, 10311))])
def test_the_real_graphs_have_the_published_sizes(size, counts):
    codex = read_codex(DATA, size)
    assert tuple(len(triples) for triples in codex.true) == counts


def test_every_recipe_in_the_file_is_one():
    text = files("daogou.evaluation").joinpath("codex_recipes.toml").read_text("utf-8")
    for size, models in tomllib.loads(text).items():
        for name in models:
            model, recipe = taught_with(size, name, 1)
            assert model.function().entity_width > 0
            assert recipe.threads == 1


def test_a_model_without_settings_is_refused_with_those_there_are():
    with pytest.raises(NotFound, match="s complex"):
        taught_with("m", "unheard_of", 1)
