"""Teach the annotator: what the shop's own words for categories, colours, seasons look like."""

from pathlib import Path

import numpy as np

from daogou.assembly.stages import StageRunner
from daogou.assembly.steps import see
from daogou.catalogue.snapshot import Snapshot
from daogou.core.progress import Progress
from daogou.features.see import Eye
from daogou.graph.annotation.teaching import save, teach

VERSION = 1


def run(out: Path, runner: StageRunner, eye: Eye, seed: int, progress: Progress) -> None:
    """Fill the folder."""
    products = list(Snapshot(runner.folder("ingest")))
    rows = np.load(runner.folder("see") / see.ROWS)
    shades = np.load(runner.folder("see") / see.SHADES_FILE)
    save(teach(products, rows, shades, eye, seed=seed, progress=progress), out)
