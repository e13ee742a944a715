"""Street photos: is a box around every garment, and around the person?"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from daogou.core.progress import Progress, tracked
from daogou.evaluation.metrics.boxes import Box, average_precision
from daogou.evaluation.street import read_street
from daogou.evaluation.tasks import Measurement, Task
from daogou.vision import detectors, segmenters
from daogou.vision.detectors import Detection, Detector
from daogou.vision.parsing_boxes import box_of, without_specks
from daogou.vision.parsing_labels import part_rows
from daogou.vision.segmenters import PARTS, Segmentation

PROTOCOL = (
    "Photos of the {split} split (number mod 10 = 2 is the test, 3 validation). A true box is the "
    "smallest around all pixels of a part, a label's areas of less than a tenth of its largest left out; "
    "one box a part and photo. ap_*: average precision at an overlap of .5, all points; map_50 its mean "
    "over the parts that occur. person_ap_50: the box around everything that is not background, of the "
    "parser, and beside it yolox_person_ap_50, YOLOX-nano's boxes of people, where "
    "weights/yolox_nano.onnx is there."
)
SPECK = 0.1  # as in the protocol
YOLOX = Path("weights") / "yolox_nano.onnx"
YOLOX_SCORE = 0.01  # low, since average precision ranks what is found

Found = list[tuple[float, Box]]


@dataclass(frozen=True)
class Options:
    """``split``: test or validation; ``threads``: 0 for as many as there are cores."""

    split: Literal["test", "validation"] = "test"
    threads: int = 0


@dataclass(frozen=True)
class DetectStreet:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Find the boxes of every photo.

        Raises:
            NotFound: ``street/`` is not in the data folder.
            MissingAsset: the parser's model could not be fetched.
        """
        street = read_street(data, self.options.split)
        rows = part_rows(street.labels)
        threads = {"threads": self.options.threads}
        parser = detectors.ROLE.open("garment_boxes", threads)
        outline = segmenters.ROLE.open("garment_parser", threads)
        yolox = _yolox(data, self.options.threads)
        true, found, outlined, people = [], [], [], []
        for photo in tracked(range(len(street.photos)), progress, "Finding boxes", len(street.photos)):
            picture = street.picture(photo)
            true.append(true_boxes(rows[street.mask(photo)]))
            found.append(parser.detect(picture))
            outlined.append(person_of(outline.segment(picture)))
            people.append(yolox.detect(picture) if yolox else ())
        whole = [one.get("person") for one in true]
        metrics = scored(true, found) | {"person_ap_50": _average(whole, outlined, "person")}
        if yolox:
            metrics["yolox_person_ap_50"] = _average(whole, people, "person")
        return Measurement(metrics, PROTOCOL.format(split=self.options.split), street.read)


def true_boxes(areas: NDArray[np.integer]) -> dict[str, Box]:
    """int [h, w], rows of ``PARTS`` -> the box of every part that there is, and of the whole person."""
    boxes = {
        part: box_of(without_specks(areas == row, SPECK))
        for row, part in enumerate(PARTS)
        if row and (areas == row).any()
    }
    if boxes:
        boxes["person"] = box_of(without_specks(areas > 0, SPECK))
    return boxes


def person_of(told: Segmentation) -> tuple[Detection, ...]:
    """The box around all that is not background, as sure as that is on average."""
    mask = without_specks(told.areas > 0, SPECK)
    return (Detection("person", float(told.sure[mask].mean()), box_of(mask)),) if mask.any() else ()


def scored(true: list[dict[str, Box]], found: list[tuple[Detection, ...]]) -> dict[str, float]:
    """Average precision of every label that is both true somewhere and known to the detector."""
    garments = [part for part in PARTS if part not in ("background", "skin", "hair", "face")]
    each = {
        label: _average([boxes.get(label) for boxes in true], found, label)
        for label in garments
        if any(label in boxes for boxes in true)
    }
    return {"map_50": float(np.mean(list(each.values())))} | {
        f"ap_{key}": value for key, value in each.items()
    }


def _average(true: list[Box | None], found: list[tuple[Detection, ...]], label: str) -> float:
    boxes = [[box] if box else [] for box in true]
    told: list[Found] = [[(one.score, one.box) for one in some if one.label == label] for some in found]
    return average_precision(boxes, told)


def _yolox(data: Path, threads: int) -> Detector | None:
    file = data / YOLOX
    if not file.is_file():
        return None
    options = {"path": str(file), "score": YOLOX_SCORE, "threads": threads}
    return detectors.ROLE.open("yolo_onnx", options)


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return DetectStreet(options)
