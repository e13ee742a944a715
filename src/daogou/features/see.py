"""Pictures in numbers: an Eye (image encoder and colour measure), and many files seen at once.

A *picture row* is float32 [picture_dim]: the encoder's features, then the colour descriptor;
``Eye.features`` and ``Eye.colour`` are the slices.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadPicture
from daogou.core.progress import SILENT, Progress, tracked
from daogou.features.image_encoders import ImageEncoder
from daogou.vision.colour import DESCRIPTOR_DIM, ColourMeasure, measure_colour
from daogou.vision.decode import MAX_BYTES, MAX_PIXELS, decode_picture
from daogou.vision.resize import shrunk

COLOUR_VERSION = 2  # raise it when the colour descriptor changes: rows of different versions do not compare
PREPARED_SIDE = 320  # pixels of the longer side: no encoder in use looks at more
BATCH_SIZE = 16  # pictures encoded at once
Prepare = Callable[[Path], "Glimpse | BadPicture"]
AHEAD = 4  # batches that may wait decoded: enough to never starve the encoder, 20 MB


@dataclass(frozen=True)
class Seen:
    """One picture: its ``row``, float32 [picture_dim]; colour names with shares; the one name for all.

    ``shades``: float32 [SHADES], fine shares of its colours, for what learns a shop's own names of colours.
    """

    row: NDArray[np.float32]
    colours: dict[str, float]
    main_colour: str
    shades: NDArray[np.float32]


@dataclass(frozen=True)
class Glimpse:
    """A picture made ready for the encoder, its colour already measured."""

    picture: NDArray[np.uint8]
    colour: ColourMeasure


class Eye:
    """An image encoder with the colour measure beside it."""

    def __init__(self, encoder: ImageEncoder) -> None:
        self.encoder = encoder
        self.space = f"{encoder.space}+colour{COLOUR_VERSION}"
        self.features = slice(0, encoder.dim)
        self.colour = slice(encoder.dim, encoder.dim + DESCRIPTOR_DIM)
        self.dim = encoder.dim + DESCRIPTOR_DIM

    def glimpse(self, picture: NDArray[np.uint8]) -> Glimpse:
        """What may be done to one picture in any thread, uint8 [h, w, 3] RGB of any size."""
        small = shrunk(picture, PREPARED_SIDE)
        return Glimpse(small, measure_colour(small))

    def see(self, glimpses: Sequence[Glimpse]) -> list[Seen]:
        """What the encoder makes of several."""
        features = self.encoder.encode([g.picture for g in glimpses])
        return [
            Seen(np.concatenate([row, g.colour.descriptor]), g.colour.names, g.colour.main, g.colour.shades)
            for row, g in zip(features, glimpses, strict=True)
        ]

    def look(self, picture: NDArray[np.uint8]) -> Seen:
        """One picture, now."""
        return self.see([self.glimpse(picture)])[0]

    def probabilities(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Class probabilities of picture rows: float32 [n, len(encoder.classes)]."""
        return self.encoder.probabilities(rows[:, self.features])


def see(
    files: Sequence[Path],
    eye: Eye,
    *,
    max_pixels: int = MAX_PIXELS,
    max_bytes: int = MAX_BYTES,
    threads: int = 0,
    progress: Progress = SILENT,
) -> Iterator[tuple[int, Seen | BadPicture]]:
    """(number of the file, what was seen or why not), in the order of ``files``.

    Threads read, decode and measure ahead while the encoder works on the batch before.
    """

    def prepare(file: Path) -> Glimpse | BadPicture:
        try:
            data = _read(file, max_bytes)
            limits = {"max_pixels": max_pixels, "max_bytes": max_bytes}
            return eye.glimpse(decode_picture(data, side=PREPARED_SIDE, **limits))
        except BadPicture as reason:
            return reason

    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        prepared = _ahead(pool, prepare, files)
        yield from tracked(_in_batches(prepared, eye), progress, "Seeing pictures", len(files))


def _read(file: Path, max_bytes: int) -> bytes:
    """One byte more than allowed tells the decoder that there are too many, without reading them all."""
    try:
        with file.open("rb") as stream:
            return stream.read(max_bytes + 1)
    except OSError as error:
        raise BadPicture(f"The picture cannot be read: {error.strerror or error}.") from error


def _ahead(
    pool: ThreadPoolExecutor, prepare: Prepare, files: Sequence[Path]
) -> Iterator[Glimpse | BadPicture]:
    """Results in order, at most a few batches of them in memory."""
    rest = iter(files)
    waiting: deque[Future[Glimpse | BadPicture]] = deque()
    waiting.extend(pool.submit(prepare, file) for file in islice(rest, BATCH_SIZE * AHEAD))
    try:
        while waiting:
            result = waiting.popleft().result()
            waiting.extend(pool.submit(prepare, file) for file in islice(rest, 1))
            yield result
    finally:
        for future in waiting:  # the reader stopped early
            future.cancel()


def _in_batches(
    prepared: Iterator[Glimpse | BadPicture], eye: Eye
) -> Iterator[tuple[int, Seen | BadPicture]]:
    numbered = enumerate(prepared)
    while batch := list(islice(numbered, BATCH_SIZE)):
        good = [(number, item) for number, item in batch if isinstance(item, Glimpse)]
        seen = dict(zip([n for n, _ in good], eye.see([g for _, g in good]), strict=True)) if good else {}
        for number, item in batch:
            yield number, item if isinstance(item, BadPicture) else seen[number]
