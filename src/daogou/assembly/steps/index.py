"""Write the indexes that search reads."""

from pathlib import Path

import numpy as np

from daogou.assembly.stages import StageRunner
from daogou.assembly.steps import fuse, read
from daogou.catalogue.snapshot import Snapshot
from daogou.core.progress import Progress
from daogou.core.settings import Settings
from daogou.language.concepts import Concepts
from daogou.search.folder import write_indexes

VERSION = 3  # raise it when what write_indexes writes changes


def run(out: Path, runner: StageRunner, settings: Settings, known: Concepts, progress: Progress) -> None:
    """Fill the folder."""
    progress.start("Writing indexes", 1)
    write_indexes(
        out,
        list(Snapshot(runner.folder("ingest"))),
        np.load(runner.folder("read") / read.ROWS),
        np.load(runner.folder("fuse") / fuse.LOOKS),
        settings,
        known,
    )
    progress.advance()
    progress.finish()
