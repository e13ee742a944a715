"""Running a measured question and saying what was measured, on what, at what cost."""

import resource
import sys
import time
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from daogou.core.errors import BadOption
from daogou.core.files import sha256_of
from daogou.core.progress import SILENT, Progress
from daogou.evaluation.tasks import ROLE

MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024  # the unit of ru_maxrss


@dataclass(frozen=True)
class Result:
    """One run of a task. ``data_sha256`` covers every file it read, names and bytes.

    ``options``: those that were not left at the task's own values.
    """

    task: str
    metrics: dict[str, float]
    protocol: str
    seed: int
    data_sha256: str
    seconds: float
    peak_mb: float
    options: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return asdict(self)


def task_names() -> list[str]:
    """As the command line spells them."""
    return [name.replace("_", "-") for name in ROLE.names()]


def task_options(given: Sequence[str]) -> dict[str, Any]:
    """``["size=m", "threads=2"]`` as a task's options: values as in TOML; a text may go without its quotes.

    Raises:
        BadOption: one is no ``key=value``, or is given twice.
    """
    options: dict[str, Any] = {}
    for one in given:
        key, equals, text = (part.strip() for part in one.partition("="))
        if not (key and equals):
            raise BadOption(f"{one!r} is no key=value.", hint="Write, for example: --set size=m")
        if key in options:
            raise BadOption(f"The option {key!r} is given twice.", hint="A list is written: key=[1, 2]")
        options[key] = _value(text)
    return options


def _value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def run_task(
    name: str,
    data: Path,
    *,
    seed: int = 0,
    options: Mapping[str, Any] | None = None,
    progress: Progress = SILENT,
) -> Result:
    """Run one task in this process.

    Raises:
        UnknownBackend: no such task.
        BadOption: the task has no such option, or it is of another type.
        NotFound: its data is not in the folder.
    """
    task = ROLE.open(name.replace("-", "_"), options)
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
        options=dict(options or {}),
    )


def data_hash(files: Sequence[Path], root: Path) -> str:
    """sha256 over the names, relative to the data folder, and the contents of the files."""
    digest = sha256()
    for file in sorted(files):
        digest.update(f"{file.relative_to(root)}\0{sha256_of(file)}\n".encode())
    return digest.hexdigest()
