"""Messages with their intents: CLINC150 (Larson et al. 2019), BANKING77 (Casanueva et al. 2020), HINT3's
Curekart (Arora et al. 2020)."""

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from daogou.core.errors import NotFound
from daogou.features import text_encoders
from daogou.language.intents.teaching import Examples

FOLDER = "intents"
OUTSIDE = {"oos", "NO_NODES_DETECTED"}  # what CLINC150 and HINT3 call it


@dataclass(frozen=True)
class Messages:
    """``labels``: None for what is outside the scope."""

    texts: tuple[str, ...]
    labels: tuple[str | None, ...]

    def __add__(self, other: "Messages") -> "Messages":
        return Messages(self.texts + other.texts, self.labels + other.labels)

    def encoded(self) -> Examples:
        """With the sentence vectors of USE, which every shop has."""
        encoder = text_encoders.ROLE.open("use", {"threads": 1})
        return Examples(self.texts, encoder.encode(self.texts), self.labels)


def intents_file(data: Path, name: str) -> Path:
    """A file of the folder.

    Raises:
        NotFound: it is not there.
    """
    file = data / FOLDER / name
    if not file.is_file():
        raise NotFound(f"There is no {file}.", hint="Name the data folder with --data.")
    return file


def read_clinc(file: Path, split: str) -> Messages:
    """``train``, ``val`` or ``test``; with ``oos_`` before it, the part of it that is outside."""
    return _messages(json.loads(file.read_text(encoding="utf-8"))[split])


def read_table(file: Path) -> Messages:
    """Two columns with a heading: text and intent."""
    with file.open(encoding="utf-8", newline="") as stream:
        return _messages(list(csv.reader(stream))[1:])


def _messages(pairs: Sequence[Sequence[str]]) -> Messages:
    labels = tuple(None if label in OUTSIDE else label for _, label in pairs)
    return Messages(tuple(text for text, _ in pairs), labels)


def weighted_f1(right: Sequence[str | None], given: Sequence[str | None]) -> float:
    """F1 of each label (None is one), weighed by how often it is right."""
    return float(np.sum([right.count(x) * _f1(x, right, given) for x in dict.fromkeys(right)]) / len(right))


def _f1(label: str | None, right: Sequence[str | None], given: Sequence[str | None]) -> float:
    both = sum(r == label == g for r, g in zip(right, given, strict=True))
    return 2 * both / (right.count(label) + given.count(label))


def calibration_error(sure: Sequence[float], right: Sequence[bool]) -> float:
    """Expected calibration error over ten bins of equal width (Guo et al. 2017); 0 is best."""
    bins = np.minimum((np.array(sure) * 10).astype(int), 9)
    gaps = np.bincount(bins, weights=np.array(right) - np.array(sure), minlength=10)
    return float(np.abs(gaps).sum() / len(right))
