"""Running a measured question and saying what was measured, on what, at what cost."""

import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from daogou.core.files import sha256_of
from daogou.core.progress import SILENT, Progress
from daogou.evaluation.tasks import ROLE

MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024  # the unit of ru_maxrss


@dataclass(frozen=True)
class Result:
    """One run of a task. ``data_sha256`` covers every file it read, names and bytes."""

    task: str
    metrics: dict[str, float]
    protocol: str
    seed: int
    data_sha256: str
    seconds: float
    peak_mb: float

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return asdict(self)


def task_names() -> list[str]:
    """As the command line spells them."""
    return [name.replace("_", "-") for name in ROLE.names()]


def run_task(name: str, data: Path, *, seed: int = 0, progress: Progress = SILENT) -> Result:
    """Run one task in this process.

    Raises:
        UnknownBackend: no such task.
        NotFound: its data is not in the folder.
    """
    task = ROLE.open(name.replace("-", "_"))
    started = time.monotonic()
    measured = task(data, seed=seed, progress=progress)
    return Result(
        task=name,
        metrics={key: round(float(value), 4) for key, value in measured.metrics.items()},
        protocol=measured.protocol,
        seed=seed,
        data_sha256=data_hash(measured.read, data),
        seconds=round(time.monotonic() - started, 1),
        peak_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MAXRSS_BYTES / 1e6, 1),
    )


def data_hash(files: Sequence[Path], root: Path) -> str:
    """sha256 over the names, relative to the data folder, and the contents of the files."""
    digest = sha256()
    for file in sorted(files):
        digest.update(f"{file.relative_to(root)}\0{sha256_of(file)}\n".encode())
    return digest.hexdigest()
