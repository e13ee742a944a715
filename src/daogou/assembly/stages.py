"""Running the stages of a build: skip what has not changed, measure what runs."""

import shutil
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from daogou import __version__
from daogou.assembly.releases import Release
from daogou.core.files import fingerprint, link_tree
from daogou.core.progress import Progress

SAMPLE_S = 0.05  # how often memory is looked at; a peak shorter than this goes unseen


@dataclass(frozen=True)
class Stage:
    """One step of a build.

    ``inputs``: everything its result depends on, as values with a stable text; the fingerprints of the
    stages named in ``after`` are added. ``run`` fills the folder it is given.
    """

    name: str
    inputs: tuple[object, ...]
    run: Callable[[Path], None]
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class StageResult:
    """What a stage cost. ``reused``: nothing had changed, so nothing ran."""

    name: str
    fingerprint: str
    reused: bool
    seconds: float
    peak_mb: float


class StageRunner:
    """Runs stages in order in a work folder; finished ones survive a killed build."""

    def __init__(self, work: Path, served: Release | None, progress: Progress) -> None:
        self._work = work
        self._served = served
        self._progress = progress
        self.folders: dict[str, Path] = {}
        self.results: list[StageResult] = []

    def folder(self, name: str) -> Path:
        """What the stage of that name filled."""
        return self.folders[name]

    def run(self, stages: Sequence[Stage]) -> None:
        """Run them all, in order."""
        for stage in stages:
            self.run_one(stage)

    def run_one(self, stage: Stage) -> Path:
        """Run a stage, or find its earlier result; the folder that holds it."""
        before = [r.fingerprint for name in stage.after for r in self.results if r.name == name]
        print_ = fingerprint(__version__, stage.name, stage.inputs, before)
        folder = self._work / f"{stage.name}-{print_}"
        started = time.monotonic()
        reused = folder.is_dir() or self._take_from_served(stage.name, print_, folder)
        with PeakMemory() as peak:
            if not reused:
                self._fill(stage, folder)
        seconds = time.monotonic() - started
        self.results.append(StageResult(stage.name, print_, reused, seconds, peak.mb))
        self.folders[stage.name] = folder
        return folder

    def report(self) -> list[Mapping[str, object]]:
        """Name, seconds, peak memory of every stage, for the release's report."""
        return [asdict(result) for result in self.results]

    def fingerprints(self) -> dict[str, str]:
        """Stage name -> fingerprint, for the manifest."""
        return {result.name: result.fingerprint for result in self.results}

    def clear(self) -> None:
        """Delete the work folder; what was published lives on in the release."""
        shutil.rmtree(self._work, ignore_errors=True)

    def _fill(self, stage: Stage, folder: Path) -> None:
        partial = folder.with_name(f".{folder.name}.partial")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        stage.run(partial)
        partial.rename(folder)

    def _take_from_served(self, name: str, print_: str, folder: Path) -> bool:
        if self._served is None or self._served.manifest()["stages"].get(name) != print_:
            return False
        link_tree(self._served.stage(name), folder)
        return True


class PeakMemory:
    """The highest resident memory of this process during a block, in MB."""

    def __enter__(self) -> "PeakMemory":
        self._process = psutil.Process()
        self.mb = self._now()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _now(self) -> float:
        return float(self._process.memory_info().rss) / 1e6

    def _sample(self) -> None:
        while not self._done.wait(SAMPLE_S):
            self.mb = max(self.mb, self._now())
