"""Several processes write at once, and a killed one loses nothing that it acknowledged."""

import os
import signal
import subprocess
import sys
import textwrap

import pytest

WRITER = """
    import sys
    from datetime import UTC, datetime, timedelta
    from pathlib import Path
    from daogou.core.event import Event
    from daogou.core.settings import ShoppersSection
    from daogou.shoppers.shoppers import open_shoppers

    folder, url, name, first, last, size = sys.argv[1:]
    shoppers = open_shoppers(Path(folder), ShoppersSection(url=url))
    day = datetime(2026, 1, 1, tzinfo=UTC)
    new = 0
    for start in range(int(first), int(last), int(size)):
        batch = [
            Event(f"e{n}", f"s{n % 5}", "view", "p", day + timedelta(seconds=n))
            for n in range(start, start + int(size))
        ]
        new += shoppers.add(batch if name != "b" else batch[::-1]).new
        print(start + int(size), new, flush=True)
"""


def writer(tmp_path, url, name, first, last, size):
    given_ = [str(part) for part in (tmp_path, url, name, first, last, size)]
    command = [sys.executable, "-c", textwrap.dedent(WRITER), *given_]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_several_processes_open_and_write_at_once(opened, url, tmp_path):
    made = [
        writer(tmp_path, url, name, first, 1_000, 20) for name, first in zip("abc", (0, 0, 500), strict=True)
    ]
    printed = [process.communicate()[0] for process in made]
    assert [process.returncode for process in made] == [0, 0, 0]
    assert sum(int(lines.split()[-1]) for lines in printed) == 1_000
    shoppers = opened()
    assert len(list(shoppers.events("improve"))) == 1_000
    assert shoppers.stats()["shoppers"] == 5


@pytest.mark.slow
def test_a_killed_writer_loses_nothing_that_was_acknowledged(opened, url, tmp_path):
    process = writer(tmp_path, url, "a", 0, 1_000_000, 5)
    for _ in range(30):
        acknowledged = int(process.stdout.readline().split()[0])
    os.kill(process.pid, signal.SIGKILL)
    acknowledged = max([acknowledged, *(int(line.split()[0]) for line in process.stdout if "\n" in line)])
    process.wait()
    process.stdout.close()
    kept = list(opened().events("improve"))
    assert len(kept) >= acknowledged
    assert [one.id for one in kept] == [f"e{n}" for n in range(len(kept))]
    assert len(kept) % 5 == 0  # of a batch all or nothing
    assert opened().add(kept).new == 0
