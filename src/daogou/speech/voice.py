"""Where somebody speaks: stretches of a recording, from a probability of voice for every 32 ms.

The probabilities come from silero's detector (MIT), whose file faster-whisper carries.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.roles import required
from daogou.speech.decode import RATE_HZ, Sound

FRAME = 512  # samples, 32 ms: what the detector was trained on
BEGIN, END = 0.5, 0.35  # silero's own thresholds: a voice begins above the first and ends below the second
SHORTEST_S = 0.1  # of a stretch; shorter ones are clicks
SPLITTING_S = 0.6  # a pause at least this long is cut out
MARGIN_S = 0.2  # kept before and after, where soft consonants lie


@dataclass(frozen=True, slots=True)
class Stretch:
    """Samples ``start`` (inclusive) to ``end`` (exclusive) of a recording."""

    start: int
    end: int


def voice_probabilities(sound: Sound) -> NDArray[np.float32]:
    """float32 [frames of 32 ms] 0..1.

    Raises:
        MissingDependency: faster-whisper is not installed.
    """
    padded = np.pad(sound, (0, -len(sound) % FRAME))
    probabilities: NDArray[np.float32] = np.asarray(_detector()(padded), np.float32).reshape(-1)
    return probabilities


def stretches(probabilities: Sequence[float] | NDArray[np.float32], samples: int) -> tuple[Stretch, ...]:
    """Where a voice is, in order and apart, with margins; empty if nobody speaks."""
    found: list[Stretch] = []
    for first, last in _runs(probabilities):
        if (last - first) * FRAME < SHORTEST_S * RATE_HZ:
            continue
        start = max(0, first * FRAME - int(MARGIN_S * RATE_HZ))
        end = min(samples, last * FRAME + int(MARGIN_S * RATE_HZ))
        if found and start - found[-1].end < (SPLITTING_S - 2 * MARGIN_S) * RATE_HZ:
            found[-1] = Stretch(found[-1].start, end)
        else:
            found.append(Stretch(start, end))
    return tuple(found)


def _runs(probabilities: Sequence[float] | NDArray[np.float32]) -> list[tuple[int, int]]:
    """Frames (first, behind the last) in which the voice goes on."""
    runs: list[tuple[int, int]] = []
    begun = -1
    for n, probability in enumerate(probabilities):
        if begun < 0 and probability >= BEGIN:
            begun = n
        elif begun >= 0 and probability < END:
            runs.append((begun, n))
            begun = -1
    return [*runs, (begun, len(probabilities))] if begun >= 0 else runs


def joined(sound: Sound, parts: Sequence[Stretch]) -> Sound:
    """The stretches one after the other."""
    return np.concatenate([sound[part.start : part.end] for part in parts])


def original_time(seconds: float, parts: Sequence[Stretch]) -> float:
    """A time in ``joined`` as a time of the recording; behind the end, the end."""
    left = round(seconds * RATE_HZ)
    for part in parts:
        if left <= part.end - part.start:
            return (part.start + left) / RATE_HZ
        left -= part.end - part.start
    return parts[-1].end / RATE_HZ


@lru_cache(maxsize=1)
def _detector() -> Any:
    required("faster_whisper", "finding a voice in a recording", "speech")
    return required("faster_whisper.vad", "finding a voice in a recording", "speech").get_vad_model()
