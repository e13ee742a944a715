"""What a model learnt from the shop's own texts, in one file: named arrays, and words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadOption, NotBuilt
from daogou.core.files import replacing, sha256_of

FILE_NAME = "learnt.npz"


@dataclass(frozen=True)
class Learnt:
    """``words`` in row order, and arrays by name; ``digest`` names the contents (12 hex digits)."""

    words: tuple[str, ...]
    arrays: Mapping[str, NDArray[np.float32]]
    digest: str


def write_learnt(folder: Path, words: Sequence[str], arrays: Mapping[str, NDArray[np.float32]]) -> None:
    """Write it whole or not at all; words hold no line break."""
    text = np.frombuffer("\n".join(words).encode(), dtype=np.uint8)
    with replacing(folder / FILE_NAME) as file, file.open("wb") as stream:
        np.savez(stream, allow_pickle=False, words=text, **arrays)


def read_learnt(folder: Path) -> Learnt | None:
    """What was written; None if nothing was."""
    file = folder / FILE_NAME
    if not file.is_file():
        return None
    with np.load(file, allow_pickle=False) as stored:
        text = stored["words"].tobytes().decode()
        arrays = {name: stored[name] for name in stored.files if name != "words"}
    return Learnt(tuple(text.split("\n")) if text else (), arrays, sha256_of(file)[:12])


def folder_of(path: str, needed_by: str) -> Path:
    """The folder that an option names.

    Raises:
        BadOption: it names none.
    """
    if not path:
        raise BadOption(
            f"{needed_by} needs the option 'path': a folder for what it learns.",
            hint='For example: path = "models/own-words"',
        )
    return Path(path)


def untaught(needed_by: str, folder: Path) -> NotBuilt:
    """The error of an encoder that is asked before it was taught."""
    return NotBuilt(
        f"{needed_by} has not learnt from this shop's texts yet: {folder / FILE_NAME} is missing.",
        hint="`daogou build` teaches it.",
    )
