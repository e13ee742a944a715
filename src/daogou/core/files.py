"""Files that are there whole or not at all, and names for their contents."""

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A path to write to; becomes ``target`` in one step if the block ends well, else vanishes.

    Survives a crash of the machine: the bytes are on the disk before the name is.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}-{uuid.uuid4().hex}")  # readable as the user's umask says
    temporary.touch(exist_ok=False)
    try:
        yield temporary
        sync(temporary)
        os.replace(temporary, target)
        sync(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Ask the system to put a file's bytes, or a folder's names, on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_json(target: Path, value: Any) -> None:
    """Write readable JSON, whole or not at all."""
    with replacing(target) as file:
        text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
        file.write_text(text + "\n", encoding="utf-8")


def read_json(file: Path) -> Any:
    """What ``write_json`` wrote."""
    return json.loads(file.read_text(encoding="utf-8"))


def sha256_of(file: Path) -> str:
    """Hex digest of a file, read in pieces."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def fingerprint(*parts: object) -> str:
    """A short name (32 hex digits) for some values: equal values, equal name, also in another process."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def link_tree(source: Path, target: Path) -> None:
    """A copy of a folder that shares the files' bytes where the file system can; for immutable files."""
    shutil.copytree(source, target, copy_function=_link)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copy2(source, target)
