"""How long it takes to find a person's joints in a photo the size of a phone's screen."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.assets import asset_path
from daogou.core.errors import NotFound
from daogou.core.progress import Progress, tracked
from daogou.evaluation.tasks import Measurement, Task
from daogou.vision import poses
from daogou.vision.decode import decode_picture
from daogou.vision.litert import open_network

PROTOCOL = (
    "BlazePose ({size}) through LiteRT, {threads} thread(s); medians of {repeats} repeats on one street "
    "photo of {width} x {height} pixels, after {warm} others. crop_ms: the landmark model alone on a square "
    "of 256 pixels, as published figures have it; photo_ms: detector, crop, landmarks and the person's mask "
    "in the photo's pixels; without_mask_ms: the same without the mask; best_ is the quickest repeat, which "
    "other work on the machine disturbs least. found: share of {photos} photos in which somebody was found."
)
WARM = 5
CROP_SIDE = 256


@dataclass(frozen=True)
class Options:
    """``size``: lite, full or heavy; ``threads``: of LiteRT; ``repeats``: timed; ``photos``: in which people
    are counted."""

    size: str = "full"
    threads: int = 2
    repeats: int = 50
    photos: int = 40


class PoseSpeed:
    """The task."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """See the contract.

        Raises:
            NotFound: ``street/`` is not in the data folder.
        """
        options = self._options
        files = sorted((data / "street" / "photos").glob("*.jpg"))[: options.photos]
        if not files:
            raise NotFound(f"There is no {data / 'street'}.", hint="Name the data folder with --data.")
        photo = decode_picture(files[0].read_bytes())
        metrics = {**self._photo_times(photo), **self._crop_times(seed)}
        metrics["found"] = self._found(files, progress)
        protocol = PROTOCOL.format(
            size=options.size,
            threads=options.threads,
            repeats=options.repeats,
            warm=WARM,
            photos=len(files),
            height=photo.shape[0],
            width=photo.shape[1],
        )
        return Measurement(metrics, protocol, tuple(files))

    def _photo_times(self, photo: NDArray[np.uint8]) -> dict[str, float]:
        times: dict[str, float] = {}
        for name, mask in (("photo", True), ("without_mask", False)):
            given = {"size": self._options.size, "threads": self._options.threads, "mask": mask}
            finder = poses.ROLE.open("blazepose", given)
            times |= named(name, milliseconds(partial(finder.find, photo), self._options.repeats))
        return times

    def _crop_times(self, seed: int) -> dict[str, float]:
        file = asset_path(f"blazepose-{self._options.size}")
        network = open_network(file, self._options.threads, "the task pose-speed", half=True)
        crop = np.random.default_rng(seed).random((CROP_SIDE, CROP_SIDE, 3), np.float32)
        return named("crop", milliseconds(partial(network, crop), self._options.repeats))

    def _found(self, files: list[Path], progress: Progress) -> float:
        finder = poses.ROLE.open("blazepose", {"size": self._options.size, "people": 1, "mask": False})
        photos = tracked(files, progress, "Finding people", len(files))
        return float(np.mean([len(finder.find(decode_picture(file.read_bytes()))) for file in photos]))


def milliseconds(work: Callable[[], object], repeats: int) -> NDArray[np.float64]:
    """float64 [repeats]: how long each call took, after a few that are not counted."""
    for _ in range(WARM):
        work()
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return np.array(times)


def named(what: str, times: NDArray[np.float64]) -> dict[str, float]:
    """The median and the least."""
    return {f"{what}_ms": float(np.median(times)), f"best_{what}_ms": float(times.min())}


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return PoseSpeed(options)
