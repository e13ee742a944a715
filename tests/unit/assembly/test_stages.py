"""Stages: run when something changed, reused when nothing did."""

import subprocess
import sys
from pathlib import Path

import pytest

from daogou.assembly.releases import Releases
from daogou.assembly.stages import Stage, StageRunner
from daogou.core.progress import SILENT


def writer(text: str, log: list[str], name: str = "a", after: tuple[str, ...] = ()) -> Stage:
    def run(folder: Path) -> None:
        log.append(name)
        (folder / "out.txt").write_text(text)

    return Stage(name, (text,), run, after)


def runner(tmp_path: Path, served=None) -> StageRunner:
    return StageRunner(tmp_path / "work", served, SILENT)


def test_a_finished_stage_is_not_run_again_after_a_kill(tmp_path):
    log: list[str] = []
    runner(tmp_path).run([writer("x", log)])
    again = runner(tmp_path)
    again.run([writer("x", log)])
    assert log == ["a"]
    assert again.results[0].reused


def test_a_changed_input_runs_it_and_all_that_come_after(tmp_path):
    log: list[str] = []

    def chain(text: str) -> list[Stage]:
        return [writer(text, log), writer("y", log, "b", ("a",)), writer("z", log, "c")]

    runner(tmp_path).run(chain("x"))
    runner(tmp_path).run(chain("x2"))
    assert log == ["a", "b", "c", "a", "b"]


def test_an_unchanged_stage_comes_from_the_served_release(tmp_path):
    log: list[str] = []
    first = runner(tmp_path)
    first.run([writer("x", log)])
    releases = Releases(tmp_path / "shop")
    served = releases.publish(first.folders, {"stages": first.fingerprints()}, {})
    second = StageRunner(tmp_path / "fresh-work", served, SILENT)
    second.run([writer("x", log)])
    assert log == ["a"]
    assert (second.folders["a"] / "out.txt").read_text() == "x"


def test_a_stage_that_fails_leaves_no_result(tmp_path):
    def fails(folder: Path) -> None:
        (folder / "half.txt").write_text("half")
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        runner(tmp_path).run([Stage("a", (), fails)])
    log: list[str] = []
    second = runner(tmp_path)
    second.run([Stage("a", (), lambda folder: log.append("ran"))])
    assert log == ["ran"]
    assert list(second.folders["a"].iterdir()) == []


# in a process of its own: what other tests left behind may be freed meanwhile
LARGE_BLOCK = """
import time
from daogou.assembly.stages import SAMPLE_S, PeakMemory

with PeakMemory() as peak:
    before = peak.mb
    block = bytearray(200_000_000)
    block[::4096] = b"x" * len(block[::4096])
    time.sleep(10 * SAMPLE_S)
    del block
print(peak.mb - before)
"""


def test_peak_memory_sees_a_large_block():
    told = subprocess.run([sys.executable, "-c", LARGE_BLOCK], check=True, capture_output=True, text=True)
    assert 150 < float(told.stdout) < 300
