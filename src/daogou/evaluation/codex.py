"""CoDEx, facts of Wikidata to be completed (Safavi and Koutra 2020)."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from daogou.core.errors import NotFound
from daogou.graph.questions import Ints

SPLITS = ("train", "valid", "test")


@dataclass(frozen=True, eq=False)
class Codex:
    """``train``, ``valid``, ``test``: int64 [n, 3], rows of ``entities`` and ``relations``."""

    entities: tuple[str, ...]
    relations: tuple[str, ...]
    train: Ints
    valid: Ints
    test: Ints
    read: tuple[Path, ...]


def read_codex(data: Path, size: str) -> Codex:
    """One of its graphs, ``s`` or ``m``.

    Raises:
        NotFound: the folder is not there.
    """
    folder = data / "codex" / "triples" / f"codex-{size}"
    files = tuple(folder / f"{split}.txt" for split in SPLITS)
    if not all(file.is_file() for file in files):
        raise NotFound(f"There is no {folder}.", hint="Name the data folder with --data.")
    splits = [[line.split() for line in file.read_text("utf-8").splitlines()] for file in files]
    entities = sorted({name for rows in splits for row in rows for name in (row[0], row[2])})
    relations = sorted({row[1] for rows in splits for row in rows})
    entity = {name: number for number, name in enumerate(entities)}
    relation = {name: number for number, name in enumerate(relations)}
    train, valid, test = (
        np.array([[entity[h], relation[r], entity[t]] for h, r, t in rows], np.int64) for rows in splits
    )
    return Codex(tuple(entities), tuple(relations), train, valid, test, files)
