"""Any detector of the YOLO family in an ONNX file: YOLOX, YOLOv5, YOLOv8 and those that write as they do.

Which one it is, is told from the shape of its output. No file is fetched: the licences of many such models
(AGPL) ask much of a shop, so the owner chooses one and names it.
"""

from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadOption, MissingAsset
from daogou.vision.detectors import Detection, Detector
from daogou.vision.yolo import Fitted, Layout, boxes_and_scores, fitted, layout_of

SIDE = 640  # pixels of an input that takes any size: what the family is trained with


@dataclass(frozen=True)
class Options:
    """``path``: the file; ``labels``: in the model's order, or ``labels_file``: one a line (COCO's 80 if
    neither is given); ``score``: from which something is told; ``overlap``: intersection over union from
    which two boxes of a label are one thing; ``layout``: if the shape misleads; ``threads``: 0 for all."""

    path: str = ""
    labels: list[str] = field(default_factory=list)
    labels_file: str = ""
    score: float = 0.3
    overlap: float = 0.45
    layout: Literal["", "yolox", "yolov5", "yolov8"] = ""
    threads: int = 0


class YoloOnnx:
    """A ``Detector``."""

    def __init__(self, session: Any, labels: tuple[str, ...], options: Options) -> None:
        self._session = session
        self._options = options
        self._input = session.get_inputs()[0]
        self._size = _size(self._input.shape)
        self._layout = self._layout_of_a_trial()
        self.labels = labels
        self._refuse_other_labels()

    def detect(self, picture: NDArray[np.uint8]) -> tuple[Detection, ...]:
        """See the contract."""
        shown = fitted(picture, *self._size, self._layout)
        boxes, scores = boxes_and_scores(self._run(shown.pixels), self._layout, *self._size)
        return self._told(_placed(boxes, shown, picture.shape[0], picture.shape[1]), scores)

    def _told(self, boxes: NDArray[np.float32], scores: NDArray[np.float32]) -> tuple[Detection, ...]:
        best = scores.argmax(axis=1)
        sure = scores[np.arange(len(scores)), best]
        sizes = boxes[:, 2:] - boxes[:, :2]
        kept = np.flatnonzero((sure >= self._options.score) & (sizes > 0).all(axis=1))
        if not len(kept):
            return ()
        corners = np.concatenate([boxes[kept, :2], sizes[kept]], axis=1)
        chosen = cv2.dnn.NMSBoxesBatched(
            corners.tolist(),
            sure[kept].tolist(),
            best[kept].tolist(),
            self._options.score,
            self._options.overlap,
        )
        rows = sorted(kept[np.asarray(chosen, np.intp).ravel()], key=lambda row: -float(sure[row]))
        return tuple(self._detection(int(best[row]), float(sure[row]), boxes[row]) for row in rows)

    def _detection(self, label: int, score: float, box: NDArray[np.float32]) -> Detection:
        left, top, right, bottom = (float(value) for value in box)
        return Detection(self.labels[label], min(1.0, score), (left, top, right, bottom))

    def _run(self, pixels: NDArray[np.float32]) -> NDArray[np.float32]:
        (output, *_) = self._session.run(None, {self._input.name: pixels})
        return np.asarray(output[0], np.float32)

    def _layout_of_a_trial(self) -> Layout:
        """One empty picture tells the shapes that a file may leave open."""
        output = self._run(np.zeros((1, 3, *self._size), np.float32))
        layout = self._options.layout or layout_of(output.shape, *self._size)
        if not layout:
            raise BadOption(
                f"{self._options.path} gives {output.shape} for an input of {self._size}: no YOLO layout.",
                hint="Export it without non-maximum suppression, or name the option layout.",
            )
        self._classes = output.shape[0] - 4 if layout == "yolov8" else output.shape[1] - 5
        return layout

    def _refuse_other_labels(self) -> None:
        if len(self.labels) != self._classes:
            given = len(self.labels)
            raise BadOption(
                f"{self._options.path} knows {self._classes} classes, but there are {given} labels.",
                hint="Name them in the option labels, or one a line in labels_file.",
            )


def _size(shape: list[Any]) -> tuple[int, int]:
    height, width = (one if isinstance(one, int) and one > 0 else SIDE for one in shape[2:4])
    return height, width


def _placed(boxes: NDArray[np.float32], shown: Fitted, height: int, width: int) -> NDArray[np.float32]:
    """From pixels of the input to those of the picture, cut off at its rim."""
    shift = np.array([shown.left, shown.top] * 2, np.float32)
    placed = (boxes - shift) / np.float32(shown.scale)
    rim = np.array([width, height] * 2, np.float32)
    return np.asarray(np.clip(placed, 0, rim), np.float32)


def build(options: Options) -> Detector:
    """Load the model and try it once.

    Raises:
        BadOption: no path, another layout, or another number of labels.
        MissingAsset: the file is not there, or is no ONNX model.
    """
    if not options.path:
        raise BadOption(
            "detectors 'yolo_onnx' needs the option path.", hint="Name an ONNX file of a YOLO-style detector."
        )
    return YoloOnnx(_session(Path(options.path), options.threads), _labels(options), options)


def _session(file: Path, threads: int) -> Any:
    import onnxruntime

    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = threads
    settings.log_severity_level = 3  # errors: warnings about the file are not the shopper's
    try:
        return onnxruntime.InferenceSession(str(file), settings, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own classes are not public
        raise MissingAsset(
            f"{file} cannot be opened: {error}.", hint="Name an ONNX file in the option path."
        ) from error


def _labels(options: Options) -> tuple[str, ...]:
    if options.labels:
        return tuple(options.labels)
    if not options.labels_file:
        text = files("daogou.vision").joinpath("coco_labels.txt").read_text(encoding="utf-8")
    elif Path(options.labels_file).is_file():
        text = Path(options.labels_file).read_text(encoding="utf-8")
    else:
        raise MissingAsset(f"There is no {options.labels_file}.", hint="Write one label a line.")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
