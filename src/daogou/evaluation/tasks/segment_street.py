"""Street photos: is every pixel named right?"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from daogou.core.progress import Progress, tracked
from daogou.evaluation.metrics.pixels import confusions, intersections_over_unions, pixel_accuracy
from daogou.evaluation.street import Street, read_street
from daogou.evaluation.tasks import Measurement, Task
from daogou.vision import segmenters
from daogou.vision.parsing_labels import part_rows
from daogou.vision.segmenters import PARTS, Segmenter

PROTOCOL = (
    "Photos of the {split} split (number mod 10 = 2 is the test, 3 validation, the rest taught), each at "
    "its own size, all pixels counted together. accuracy: of all 59 labels, the background included. "
    "accuracy_parts and iou_*: of the parts that the labels are merged to (face counted as skin, which "
    "the truth does not part); mean_iou over those that occur, the background included; mean_iou_garments"
    " without background, skin and hair."
)
BODY = ("background", "skin", "hair", "face")


@dataclass(frozen=True)
class Options:
    """``split``: test or validation; ``threads``: 0 for as many as there are cores."""

    split: Literal["test", "validation"] = "test"
    threads: int = 0


@dataclass(frozen=True)
class SegmentStreet:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Name every pixel, once with all labels and once with parts.

        Raises:
            NotFound: ``street/`` is not in the data folder.
            MissingAsset: the parser's model could not be fetched.
        """
        street = read_street(data, self.options.split)
        fine = _parser("all", self.options.threads)
        coarse = _parser("parts", self.options.threads)
        photos = tracked(range(len(street.photos)), progress, "Naming pixels", len(street.photos))
        metrics = measured(street, photos, fine, coarse)
        return Measurement(metrics, PROTOCOL.format(split=self.options.split), street.read)


def measured(street: Street, photos: Iterable[int], fine: Segmenter, coarse: Segmenter) -> dict[str, float]:
    """The figures over these photos."""
    labels, parts = len(street.labels), len(PARTS)
    rows = part_rows(street.labels)
    by_label = np.zeros((labels, labels), np.int64)
    by_part = np.zeros((parts, parts), np.int64)
    for photo in photos:
        picture, true = street.picture(photo), street.mask(photo)
        by_label += confusions(true, fine.segment(picture).areas, labels)
        by_part += confusions(rows[true], _faces_as_skin(coarse.segment(picture).areas), parts)
    return {"accuracy": pixel_accuracy(by_label), "accuracy_parts": pixel_accuracy(by_part)} | _of_parts(
        by_part
    )


def _faces_as_skin(areas: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.where(areas == PARTS.index("face"), np.uint8(PARTS.index("skin")), areas)


def _of_parts(counts: NDArray[np.int64]) -> dict[str, float]:
    each = {
        part: float(value)
        for part, value, occurs in zip(
            PARTS, intersections_over_unions(counts), counts.sum(axis=1) > 0, strict=True
        )
        if occurs
    }
    garments = [value for part, value in each.items() if part not in BODY]
    means = {"mean_iou": float(np.mean(list(each.values()))), "mean_iou_garments": float(np.mean(garments))}
    return means | {f"iou_{part}": value for part, value in each.items()}


def _parser(labels: str, threads: int) -> Segmenter:
    return segmenters.ROLE.open("garment_parser", {"labels": labels, "threads": threads})


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return SegmentStreet(options)
