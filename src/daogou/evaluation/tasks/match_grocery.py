"""A phone photo in a shop: which of 81 goods with one clean picture each is it?"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import NotFound
from daogou.core.progress import Progress, tracked
from daogou.evaluation.tasks import Measurement, Task
from daogou.features import image_encoders
from daogou.features.efficientnet_lite import HEAD_DIM
from daogou.features.image_encoders import PlacesEncoder
from daogou.features.matching import PhotoMatcher
from daogou.features.pixels import Pixels
from daogou.features.rows import unit_rows
from daogou.vision.decode import decode_picture

PROTOCOL = (
    "Each phone photo is ranked against the 81 clean pictures; nothing is learnt from grocery photos. How "
    "the parts of the score are weighed was chosen on the photos of the classes with an even number, so top1 "
    "and top5 are over those with an odd number (81 candidates all the same); *_all over all photos; "
    "cosine_* is the plain network's, on the odd ones, in the same run."
)


@dataclass(frozen=True)
class Options:
    """``threads``: for the model, 0 for as many as there are cores."""

    threads: int = 0


@dataclass(frozen=True)
class _Grocery:
    """``icons``: a clean picture per class; ``photos`` with their classes, int [n]."""

    icons: tuple[Path, ...]
    photos: tuple[Path, ...]
    classes: NDArray[np.intp]
    table: Path


@dataclass(frozen=True)
class MatchGrocery:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Match every photo.

        Raises:
            NotFound: ``grocery/`` is not in the data folder.
        """
        grocery = _read(data)
        encoder = image_encoders.ROLE.open("efficientnet_lite0", {"threads": self.options.threads})
        if not isinstance(encoder, PlacesEncoder):  # it is: this tells the type checker
            raise TypeError(encoder)
        icons = [_picture(file) for file in grocery.icons]
        matcher = PhotoMatcher(encoder, icons, seed=seed, progress=progress)
        plain = unit_rows(encoder.encode(icons)[:, :HEAD_DIM])
        scores, cosines = [], []
        for file in tracked(grocery.photos, progress, "Matching photos", len(grocery.photos)):
            photo = _picture(file)
            scores.append(matcher.scores(photo))
            cosines.append(plain @ unit_rows(encoder.encode([photo])[:, : plain.shape[1]])[0])
        metrics = _metrics(np.array(scores), np.array(cosines), grocery.classes)
        return Measurement(metrics, PROTOCOL, (grocery.table, *grocery.icons, *grocery.photos))


def _metrics(
    scores: NDArray[np.float32], cosines: NDArray[np.float32], classes: NDArray[np.intp]
) -> dict[str, float]:
    places, plain = _places_of(scores, classes), _places_of(cosines, classes)
    odd = classes % 2 == 1
    return {
        "top1": float((places[odd] < 1).mean()),
        "top5": float((places[odd] < 5).mean()),
        "top1_all": float((places < 1).mean()),
        "top5_all": float((places < 5).mean()),
        "cosine_top1": float((plain[odd] < 1).mean()),
        "cosine_top5": float((plain[odd] < 5).mean()),
    }


def _places_of(scores: NDArray[np.float32], classes: NDArray[np.intp]) -> NDArray[np.intp]:
    """How many candidates score above the right one, int [n]."""
    right = scores[np.arange(len(classes)), classes]
    above: NDArray[np.intp] = (scores > right[:, None]).sum(axis=1)
    return above


def _picture(file: Path) -> Pixels:
    return decode_picture(file.read_bytes())


def _read(data: Path) -> _Grocery:
    folder = data / "grocery"
    table = folder / "classes.csv"
    if not table.is_file():
        raise NotFound(f"There is no {folder}.", hint="Name the data folder with --data.")
    with table.open(encoding="utf-8", newline="") as stream:
        rows = sorted(csv.DictReader(stream), key=lambda row: int(row["Class ID (int)"]))
    icons = tuple(folder / row["Iconic Image Path (str)"].lstrip("/") for row in rows)
    number = {row["Class Name (str)"]: int(row["Class ID (int)"]) for row in rows}
    photos: Sequence[Path] = sorted((folder / "test").rglob("*.jpg"))
    classes = np.array([number[photo.parent.name] for photo in photos])
    return _Grocery(icons, tuple(photos), classes, table)


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return MatchGrocery(options)
