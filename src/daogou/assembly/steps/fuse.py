"""Teach the space where words meet pictures on the shop's own pairs, and place every product in it."""

from pathlib import Path

import numpy as np

from daogou.assembly.models import Models
from daogou.assembly.stages import StageRunner
from daogou.assembly.steps import see
from daogou.catalogue.snapshot import Snapshot
from daogou.core.progress import Progress
from daogou.features.alignments import Pairs
from daogou.features.captions import captions_of
from daogou.language.concepts import Concepts

VERSION = 1
ALIGNMENT = "alignment"
LOOKS = "looks.npy"  # float32 [products, dim], unit rows; zeros where there is no picture


def run(
    out: Path, runner: StageRunner, models: Models, known: Concepts, seed: int, progress: Progress
) -> None:
    """Fill the folder."""
    products = Snapshot(runner.folder("ingest"))
    rows = np.load(runner.folder("see") / see.ROWS)
    seen = np.flatnonzero(rows.any(axis=1))
    pairs = Pairs(rows[seen], [captions_of(products[row], known) for row in seen.tolist()])
    alignment = models.method.fit(pairs, models.eye, models.text, seed=seed, progress=progress)
    looks = np.zeros((len(products), alignment.dim), dtype=np.float32)
    if len(seen):
        looks[seen] = alignment.place_pictures(pairs.pictures)
    np.save(out / LOOKS, looks)
    (out / ALIGNMENT).mkdir()
    alignment.save(out / ALIGNMENT)
