"""What the release's report says: counts, and what is wrong with the catalogue."""

from typing import Any

import numpy as np

from daogou.assembly.stages import StageRunner
from daogou.assembly.steps import see
from daogou.catalogue.snapshot import Snapshot
from daogou.core.files import read_json


def counts(runner: StageRunner) -> dict[str, Any]:
    """How many products, pictures that could be used, and pictures that could not."""
    seen = np.load(runner.folder("see") / see.ROWS, mmap_mode="r")
    return {
        "products": len(Snapshot(runner.folder("ingest")).ids),
        "pictures": int(seen.any(axis=1).sum()),
        "unusable pictures": len(read_json(runner.folder("see") / see.PROBLEMS)),
    }
