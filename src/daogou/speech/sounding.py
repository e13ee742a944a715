"""How a message sounds: cues of emotion that compare a speaker with themselves.

Pitch in semitones around the message's own median, loudness in decibels around its own, so that a deep or a
quiet voice is not taken for a sad one. Rate and pauses are those of speech in general: a message of seconds
says nothing of how its speaker talks on other days. The cues lean an answer's tone; they decide nothing.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.speech.decode import RATE_HZ, Sound
from daogou.speech.pitch import HOP, pitches
from daogou.speech.voice import Stretch

LEAST_S = 1.0  # of voice; shorter ones have no movement to speak of
# Usual: the median of 48 plain messages (44 spoken orders in English, 4 sentences in Chinese). Much: so far
# above it that one in ten of them gets half way there.
USUAL_SEMITONES, MUCH_SEMITONES = 5.5, 10.5
USUAL_DB, MUCH_DB = 8.5, 12.0
USUAL_RATE, FAST_RATE = 3.3, 5.0
# those messages have no pauses at all; somebody who looks for words is silent for a third of the time or more
USUAL_PAUSES, HALTING_PAUSES = 0.15, 0.4
BURST_DB = 2.0  # a burst of loudness stands out from the dips beside it by this much
SMOOTH_FRAMES = 7  # 70 ms: shorter than a syllable


@dataclass(frozen=True, slots=True)
class Cues:
    """As measured: semitones and decibels are half the span from the 10th to the 90th percentile."""

    pitch_movement: float
    loudness_movement: float
    rate: float  # bursts of loudness per second of voice
    pauses: float  # 0..1: silence between the first word and the last

    def as_numbers(self) -> Mapping[str, float]:
        """By name, with ``hurry``, ``upset`` and ``hesitation`` (-1..1; 0 is usual) for the guide."""
        moved = _scaled(self.pitch_movement, USUAL_SEMITONES, MUCH_SEMITONES)
        loud = _scaled(self.loudness_movement, USUAL_DB, MUCH_DB)
        fast = _scaled(self.rate, USUAL_RATE, FAST_RATE)
        halting = _scaled(self.pauses, USUAL_PAUSES, HALTING_PAUSES)
        return asdict(self) | {
            "hurry": _bounded(fast - max(0.0, halting)),
            "upset": _bounded(min(moved, loud)),  # both: a lively voice alone may be a glad one
            "hesitation": _bounded(halting - max(0.0, fast)),
        }


def cues(sound: Sound, parts: tuple[Stretch, ...]) -> Cues | None:
    """Cues of a message whose voice is in ``parts``; nothing where there is too little of it."""
    voiced_s = sum(part.end - part.start for part in parts) / RATE_HZ
    if voiced_s < LEAST_S:
        return None
    frames = [_levels(sound[part.start : part.end]) for part in parts]
    loud = np.concatenate(frames)
    heard = loud[loud > loud.max() - 30.0]  # the rest is the room
    span_s = (parts[-1].end - parts[0].start) / RATE_HZ
    return Cues(
        _movement(_semitones(np.concatenate([pitches(sound[p.start : p.end]) for p in parts]))),
        _movement(heard),
        sum(_bursts(levels) for levels in frames) / voiced_s,
        1.0 - voiced_s / span_s,
    )


def _levels(sound: Sound) -> NDArray[np.float64]:
    """Decibels every 10 ms, smoothed over 70."""
    frames = sound[: len(sound) // HOP * HOP].reshape(-1, HOP).astype(np.float64)
    power = np.convolve((frames**2).mean(axis=1), np.ones(SMOOTH_FRAMES) / SMOOTH_FRAMES, mode="same")
    levels: NDArray[np.float64] = 10 * np.log10(np.maximum(power, 1e-10))
    return levels


def _bursts(levels: NDArray[np.float64]) -> int:
    """Peaks of loudness within 20 dB of the loudest that stand out from both sides."""
    from scipy.signal import find_peaks

    peaks, _ = find_peaks(levels, height=levels.max() - 20.0, prominence=BURST_DB)
    return len(peaks)


def _semitones(hertz: NDArray[np.float64]) -> NDArray[np.float64]:
    return 12 * np.log2(hertz / np.median(hertz)) if len(hertz) else np.zeros(0)


def _movement(values: NDArray[np.float64]) -> float:
    if not len(values):
        return 0.0
    low, high = np.percentile(values, [10, 90])
    return float(high - low) / 2


def _scaled(value: float, usual: float, much: float) -> float:
    """0 at what is usual, 1 at much."""
    return (value - usual) / (much - usual)


def _bounded(value: float) -> float:
    return max(-1.0, min(1.0, value))
