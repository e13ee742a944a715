"""How long the garment parser takes for a picture."""

import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

from daogou.core.progress import Progress, tracked
from daogou.evaluation.street import read_street
from daogou.evaluation.tasks import Measurement, Task
from daogou.vision import segmenters

PROTOCOL = (
    "{count} street photos of the validation split, decoded beforehand, one after the other: pose, parts "
    "and the areas at the photo's size; {threads} threads. Median and 95th percentile, the first photo "
    "left out."
)


@dataclass(frozen=True)
class Options:
    """``pictures``: how many; ``threads``: the issue counts two cores."""

    pictures: int = 40
    threads: int = 2


@dataclass(frozen=True)
class ParseSpeed:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Time every photo.

        Raises:
            NotFound: ``street/`` is not in the data folder.
            MissingAsset: the parser's model could not be fetched.
        """
        street = read_street(data, "validation")
        count = min(self.options.pictures, len(street.photos))
        pictures = [street.picture(row) for row in range(count)]
        parser = segmenters.ROLE.open("garment_parser", {"threads": self.options.threads})
        parser.segment(pictures[0])  # the first run allocates
        times = []
        for picture in tracked(islice(pictures, count), progress, "Parsing", count):
            start = time.perf_counter()
            parser.segment(picture)
            times.append((time.perf_counter() - start) * 1000)
        metrics = {"median_ms": median(times), "p95_ms": sorted(times)[int(0.95 * (len(times) - 1))]}
        protocol = PROTOCOL.format(count=count, threads=self.options.threads)
        return Measurement(metrics, protocol, (street.table, *street.photos[:count]))


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return ParseSpeed(options)
