"""How much of onnxruntime's own speed the whole stage "see" keeps."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from daogou.core.errors import BadOption
from daogou.features.lite_encoder import EfficientNetLite, network_input
from daogou.features.see import BATCH_SIZE, Eye, see
from daogou.vision.decode import decode_picture
from daogou.vision.resize import padded

ROUNDS = 3  # taken in turn, so that a busy moment hits both; the median counts


@dataclass(frozen=True)
class SeeRate:
    """Pictures a second: from files to rows, and of onnxruntime on ready-made inputs of the same pictures."""

    see: float
    bare: float

    @property
    def ratio(self) -> float:
        """1 would mean that reading, decoding, resizing and measuring colour cost nothing."""
        return self.see / self.bare


def measure_see(files: Sequence[Path], eye: Eye, *, rounds: int = ROUNDS) -> SeeRate:
    """Time both over the same files, which must be good pictures.

    Raises:
        BadOption: the eye's encoder is none of the EfficientNet-Lite family, or there are no files.
    """
    encoder = eye.encoder
    if not isinstance(encoder, EfficientNetLite) or not files:
        raise BadOption("The rate of seeing needs some pictures and an EfficientNet-Lite encoder.")
    ready = [
        network_input(
            [padded(decode_picture(f.read_bytes()), encoder.side) for f in files[i : i + BATCH_SIZE]]
        )
        for i in range(0, len(files), BATCH_SIZE)
    ]
    encoder.run(ready[0])  # the first run allocates

    def bare() -> None:
        for pixels in ready:
            encoder.run(pixels)

    def whole() -> None:
        for _ in see(files, eye):
            pass

    timed = [(_seconds(whole), _seconds(bare)) for _ in range(rounds)]
    return SeeRate(len(files) / median(w for w, _ in timed), len(files) / median(b for _, b in timed))


def _seconds(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
