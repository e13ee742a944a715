"""One writer at a time, across processes: a lock that the operating system drops when its holder dies."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from daogou.core.errors import Busy

PATIENCE_S = 120.0  # a batch takes .05 s, an optimise of 100,000 products .5 s
PAUSE_S = 0.01


@contextmanager
def alone(lock_file: Path, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Hold the lock while the block runs.

    Raises:
        Busy: another process has held it for longer than ``patience_s``.
    """
    import fcntl

    with lock_file.open("ab") as file:
        deadline = time.monotonic() + patience_s
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise Busy(
                        f"Another process has been writing to {lock_file.parent} for {patience_s:g} seconds.",
                        hint="Wait for its import to end, or stop it.",
                    ) from None
                time.sleep(PAUSE_S)
        yield
