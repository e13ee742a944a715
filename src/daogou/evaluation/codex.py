"""CoDEx, facts of Wikidata to be completed (Safavi and Koutra 2020), and how each model is taught it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from daogou.core.errors import NotFound
from daogou.graph.embedding import Model
from daogou.graph.embedding_recipe import Recipe
from daogou.graph.lesson import Lesson
from daogou.graph.questions import Ints

SPLITS = ("train", "valid", "test", "valid_negatives", "test_negatives")


@dataclass(frozen=True, eq=False)
class Codex:
    """``splits``: name -> triples, int64 [n, 3], rows of the training lesson's entities and relations.

    The negatives are plausible statements that people found to be false.
    """

    train: Lesson
    splits: Mapping[str, Ints]
    read: tuple[Path, ...]

    @property
    def true(self) -> list[Ints]:
        """All true triples there are, for filtering."""
        return [self.splits[name] for name in ("train", "valid", "test")]


def read_codex(data: Path, size: str) -> Codex:
    """One of its graphs, ``s`` or ``m``.

    Raises:
        NotFound: the folder is not there.
    """
    folder = data / "codex" / "triples" / f"codex-{size}"
    read = {split: folder / f"{split}.txt" for split in SPLITS}
    if not all(file.is_file() for file in read.values()):
        raise NotFound(f"There is no {folder}.", hint="Name the data folder with --data.")
    rows = {
        split: [line.split() for line in file.read_text("utf-8").splitlines()] for split, file in read.items()
    }
    entities = sorted({name for split in rows.values() for row in split for name in (row[0], row[2])})
    relations = sorted({row[1] for split in rows.values() for row in split})
    entity = {name: number for number, name in enumerate(entities)}
    relation = {name: number for number, name in enumerate(relations)}
    splits = {
        name: np.array([(entity[h], relation[r], entity[t]) for h, r, t in split], np.int64)
        for name, split in rows.items()
    }
    lesson = Lesson(tuple(entities), tuple(relations), splits["train"])
    return Codex(lesson, splits, tuple(read.values()))


@cache
def _recipes() -> dict[str, dict[str, dict[str, dict[str, object]]]]:
    text = files("daogou.evaluation").joinpath("codex_recipes.toml").read_text("utf-8")
    return tomllib.loads(text)


def taught_with(size: str, name: str, threads: int) -> tuple[Model, Recipe]:
    """The settings for a model on a graph.

    Raises:
        NotFound: none were chosen for it.
    """
    chosen = _recipes().get(size, {}).get(name)
    if chosen is None:
        known = ", ".join(f"{s} {n}" for s, models in _recipes().items() for n in models)
        raise NotFound(f"No settings for {name!r} on CoDEx-{size.upper()}; there are: {known}.")
    recipe: dict[str, object] = chosen["recipe"]
    return Model(name, chosen["model"]), Recipe(**recipe, threads=threads)  # type: ignore[arg-type]
