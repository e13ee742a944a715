"""Annotate fashion pictures that nothing was taught of: category, colour, for whom, season and occasion."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.product import Product
from daogou.core.progress import Progress
from daogou.evaluation.fashion import look_twice_at, read_fashion
from daogou.evaluation.tasks import Measurement, Task
from daogou.features import image_encoders
from daogou.features.see import Eye
from daogou.graph.annotation.annotator import Annotator
from daogou.graph.annotation.feed_labels import feed_labels
from daogou.graph.annotation.labels import Label
from daogou.graph.annotation.teaching import teach

# kind of label -> the name of the data's column
COLUMNS = {
    "category": "articleType",
    "colour": "baseColour",
    "audience": "gender",
    "season": "season",
    "occasion": "usage",
}
BINS = 10  # of confidence, for the calibration error
PROTOCOL = (
    "Every product whose id answers a title query is left out of teaching and is the test. The annotator is "
    "taught on the others' pictures and columns as a build does; how views are weighed, and all that makes "
    "probabilities of scores, is chosen on held-out parts of those. Accuracy: the likeliest label, as the "
    "data spells it, over the test products that have one. *_calibration_error: mean gap between confidence "
    "and accuracy over ten bins of confidence (lower is better). *_commonest: always the commonest label."
)


@dataclass(frozen=True)
class Options:
    """``threads``: for the model, 0 for as many as there are cores."""

    threads: int = 0


@dataclass(frozen=True)
class AnnotateFashion:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Teach on one part, annotate the other.

        Raises:
            NotFound: ``fashion/`` is not in the data folder.
            BadPicture: one of its pictures cannot be decoded.
        """
        fashion = read_fashion(data)
        eye = Eye(image_encoders.ROLE.open("efficientnet_lite0", {"threads": self.options.threads}))
        rows, shades = look_twice_at(fashion.files, eye, progress)
        unseen = frozenset().union(*fashion.qrels["title"].values())
        is_test = np.array([product.id in unseen for product in fashion.products])
        taught = [product for product in fashion.products if product.id not in unseen]
        tested = [product for product in fashion.products if product.id in unseen]
        annotator = teach(taught, rows[~is_test], shades[~is_test], eye, seed=seed, progress=progress)
        return Measurement(
            measured(annotator, taught, tested, rows[is_test], shades[is_test]), PROTOCOL, fashion.read
        )


def measured(
    annotator: Annotator,
    taught: Sequence[Product],
    tested: Sequence[Product],
    rows: NDArray[np.float32],
    shades: NDArray[np.float32],
) -> dict[str, float]:
    """Accuracy, calibration error and the commonest label's accuracy of every kind."""
    found = annotator.unbiased([product.id for product in tested], rows, shades)
    metrics: dict[str, float] = {}
    for kind, column in COLUMNS.items():
        truth = [feed_labels(product).get(kind, ()) for product in tested]
        known = [n for n, values in enumerate(truth) if values]
        best = [found[n][kind][0] for n in known]
        right = np.array([label.value in truth[n] for n, label in zip(known, best, strict=True)])
        metrics[f"{column}_accuracy"] = float(right.mean())
        metrics[f"{column}_calibration_error"] = _calibration_error(best, right)
        metrics[f"{column}_commonest"] = _commonest(kind, taught, [truth[n] for n in known])
    return metrics


def _calibration_error(labels: Sequence[Label], right: NDArray[np.bool_]) -> float:
    confidence = np.array([label.confidence for label in labels])
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [
        abs(confidence[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins)
    ]
    return float(sum(gaps))


def _commonest(kind: str, taught: Sequence[Product], truth: Sequence[tuple[str, ...]]) -> float:
    values = [value for product in taught for value in feed_labels(product).get(kind, ())[:1]]
    commonest = max(sorted(set(values)), key=values.count)
    return float(np.mean([commonest in own for own in truth]))


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return AnnotateFashion(options)
