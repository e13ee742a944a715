"""One writer at a time, across processes: a lock that the operating system drops when its holder dies."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from daogou.core.errors import Busy

PATIENCE_S = 120.0  # a batch takes .05 s, an optimise of 100,000 products .5 s
PAUSE_S = 0.01


@contextmanager
def alone(lock_file: Path, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Hold the lock while the block runs.

    Raises:
        Busy: another process has held it for longer than ``patience_s``.
    """
    lock = FileLock(lock_file, timeout=patience_s, poll_interval=PAUSE_S)
    try:
        lock.acquire()
    except Timeout:
        raise Busy(
            f"Another process has been writing to {lock_file.parent} for {patience_s:g} seconds.",
            hint="Wait for its import to end, or stop it.",
        ) from None
    try:
        yield
    finally:
        lock.release()
