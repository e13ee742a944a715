"""Spoken orders in English and single Mandarin words: recordings with what was meant."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from daogou.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class Order:
    """A recording and its slots (name -> value)."""

    file: Path
    slots: Mapping[str, str]


@dataclass(frozen=True)
class Spoken:
    """``phrases``: values of the orders that have no recording here, the most frequent first.

    ``words``: recordings of single words, each named after its word; ``sentences``: recordings with text.
    """

    orders: tuple[Order, ...]
    phrases: tuple[str, ...]
    words: tuple[Path, ...]
    sentences: tuple[tuple[Path, str], ...]
    labels: Path

    @property
    def read(self) -> tuple[Path, ...]:
        """Every file."""
        orders, sentences = (o.file for o in self.orders), (file for file, _ in self.sentences)
        return (self.labels, *orders, *self.words, *sentences)


def is_for_choosing(file: Path) -> bool:
    """Whether settings may be chosen with this recording: about half, by a hash of its name."""
    return hashlib.md5(file.name.encode(), usedforsecurity=False).digest()[0] % 2 == 0


def read_spoken(data: Path) -> Spoken:
    """The folder ``speech/``.

    Raises:
        NotFound: it is not there.
    """
    folder = data / "speech"
    labels = folder / "barista_labels.json"
    if not labels.is_file():
        raise NotFound(f"There is no {folder}.", hint="Name the data folder with --data.")
    slots = {
        Path(name).stem: _clean(row["slots"])
        for name, row in json.loads(labels.read_text(encoding="utf-8")).items()
    }
    recordings = {file.stem: file for file in sorted((folder / "barista").glob("*.flac"))}
    return Spoken(
        tuple(Order(file, slots[stem]) for stem, file in recordings.items()),
        _phrases([row for stem, row in slots.items() if stem not in recordings]),
        tuple(sorted((folder / "mandarin").glob("*.mp3"))),
        _sentences(folder / "mandarin_sentences"),
        labels,
    )


def _clean(slots: Mapping[str, str]) -> dict[str, str]:
    """Values without the spaces that some begin with."""
    return {name: value.strip() for name, value in slots.items()}


def _phrases(rows: list[dict[str, str]]) -> tuple[str, ...]:
    """What is ordered, without how much of it ("a lot of skim milk" -> "skim milk")."""
    counts: dict[str, int] = {}
    for value in (value for row in rows for value in row.values()):
        thing = value.rpartition(" of ")[2].removeprefix("some ")
        counts[thing] = counts.get(thing, 0) + 1
    return tuple(sorted(counts, key=lambda thing: (-counts[thing], thing)))


def _sentences(folder: Path) -> tuple[tuple[Path, str], ...]:
    lines = (folder / "text").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(maxsplit=1) for line in lines if line.strip()]
    return tuple((folder / f"{name}.wav", "".join(text.split())) for name, text in pairs)
