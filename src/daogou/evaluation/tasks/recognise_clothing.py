"""Photos that people took of clothes: which of ten categories is it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import NotFound
from daogou.core.progress import Progress
from daogou.evaluation.tasks import Measurement, Task
from daogou.features import image_encoders
from daogou.features.image_encoders import PlacesEncoder
from daogou.features.recogniser import Recogniser, Views, teach_recogniser
from daogou.vision.decode import decode_picture

SPLITS = ("train", "validation", "test")
RIDGES = (0.3, 1.0, 3.0)
BATCH_SIZE = 16
PROTOCOL = (
    "Taught on the train split; the views' weights and the ridge are chosen on the validation split, on "
    "which the probabilities are calibrated too; accuracy is of the test split. log_likelihood is the mean "
    "log probability of the right class there, at most 0."
)


@dataclass(frozen=True)
class Options:
    """``threads``: for the models, 0 for as many as there are cores."""

    threads: int = 0


@dataclass(frozen=True)
class _Split:
    """Pictures seen: one float32 [n, dim] per view, and a label each."""

    views: list[NDArray[np.float32]]
    labels: list[str]


@dataclass(frozen=True)
class RecogniseClothing:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Teach, choose, test.

        Raises:
            NotFound: ``clothing/`` is not in the data folder.
        """
        files = {split: _files(data, split) for split in SPLITS}
        views = Views(self._encoder("efficientnet_lite0"), self._encoder("efficientnet_lite2"))
        train, validation, test = (_seen(files[split], split, views, progress) for split in SPLITS)
        taught = [teach_recogniser(train.views, train.labels, ridge=ridge) for ridge in RIDGES]
        best = max(taught, key=lambda recogniser: _accuracy(recogniser, validation))
        best = best.calibrated(validation.views, validation.labels)
        metrics = {
            "accuracy": _accuracy(best, test),
            "validation_accuracy": _accuracy(best, validation),
            "log_likelihood": _log_likelihood(best, test),
        }
        return Measurement(metrics, PROTOCOL, tuple(file for split in SPLITS for file in files[split]))

    def _encoder(self, name: str) -> PlacesEncoder:
        encoder = image_encoders.ROLE.open(name, {"threads": self.options.threads})
        if not isinstance(encoder, PlacesEncoder):  # it is: this tells the type checker
            raise TypeError(name)
        return encoder


def _files(data: Path, split: str) -> list[Path]:
    folder = data / "clothing" / split
    if not folder.is_dir():
        raise NotFound(f"There is no {folder}.", hint="Name the data folder with --data.")
    return sorted(folder.glob("*/*.jpg"))


def _seen(files: Sequence[Path], split: str, views: Views, progress: Progress) -> _Split:
    parts = []
    progress.start(f"Seeing {split}", len(files))
    for start in range(0, len(files), BATCH_SIZE):
        pictures = [decode_picture(file.read_bytes()) for file in files[start : start + BATCH_SIZE]]
        parts.append(views.of(pictures))
        progress.advance(len(pictures))
    progress.finish()
    return _Split([np.concatenate(view) for view in zip(*parts, strict=True)], [f.parent.name for f in files])


def _accuracy(recogniser: Recogniser, split: _Split) -> float:
    return float(np.mean(np.array(recogniser.recognise(split.views)) == np.array(split.labels)))


def _log_likelihood(recogniser: Recogniser, split: _Split) -> float:
    answer = [recogniser.classes.index(label) for label in split.labels]
    chances = recogniser.probabilities(split.views)[np.arange(len(answer)), answer]
    return float(np.log(np.maximum(chances, 1e-12)).mean())


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return RecogniseClothing(options)
