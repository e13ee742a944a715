"""The pitch of a voice, every 10 ms where there is one: normalised autocorrelation (Boersma 1993).

The autocorrelation of a windowed frame is divided by the window's own, which undoes the window's taper; the
highest peak between 75 and 400 Hz is the period, where it is high enough for a voice.
"""

import numpy as np
from numpy.typing import NDArray

from daogou.speech.decode import RATE_HZ, Sound

FRAME, HOP = 640, 160  # samples: 40 ms hold three periods of the lowest pitch; every 10 ms
LOWEST_HZ, HIGHEST_HZ = 75.0, 400.0  # Boersma's floor; above 400 few speak
VOICED = 0.5  # of the peak; Boersma's threshold is .45
QUIETEST = 0.05  # of the loudest frame's amplitude: below it there is no voice to measure
# an octave lower fits a periodic sound just as well; the shorter period wins if it is nearly as high
OCTAVE = 0.9


def pitches(sound: Sound) -> NDArray[np.float64]:
    """Hertz of the voiced frames, float64 [at most samples // 160]."""
    if len(sound) < FRAME:
        return np.zeros(0)
    frames = np.lib.stride_tricks.sliding_window_view(sound.astype(np.float64), FRAME)[::HOP]
    centred = frames - frames.mean(axis=1, keepdims=True)
    loudness = np.sqrt((centred**2).mean(axis=1))
    loud = centred[loudness > max(QUIETEST * loudness.max(), 1e-5)]
    if not len(loud):
        return np.zeros(0)
    correlation = _autocorrelation(loud)
    found = np.array([_pitch(row) for row in correlation])
    return found[found > 0]


def _autocorrelation(frames: NDArray[np.float64]) -> NDArray[np.float64]:
    """[frames, lags up to the longest period], 1 at lag 0."""
    window = np.hanning(FRAME)
    longest = int(RATE_HZ / LOWEST_HZ) + 2
    own = _correlated(window[None])[:, :longest]
    raw = _correlated(frames * window)[:, :longest]
    normal: NDArray[np.float64] = (raw / raw[:, :1]) / (own / own[:, :1])
    return normal


def _correlated(frames: NDArray[np.float64]) -> NDArray[np.float64]:
    """By way of the power spectrum, padded to twice the length so that nothing wraps around."""
    return np.fft.irfft(np.abs(np.fft.rfft(frames, 2 * FRAME, axis=1)) ** 2, axis=1)


def _pitch(correlation: NDArray[np.float64]) -> float:
    """Hertz, or 0 where there is no voice."""
    first = int(RATE_HZ / HIGHEST_HZ)
    inner = correlation[first:-1]
    peaks = (
        np.flatnonzero((inner > correlation[first - 1 : -2]) & (inner >= correlation[first + 1 :])) + first
    )
    if not len(peaks):
        return 0.0
    best = correlation[peaks].max()
    if best < VOICED:
        return 0.0
    lag = int(peaks[correlation[peaks] >= OCTAVE * best][0])
    return float(RATE_HZ / (lag + _offset(*correlation[lag - 1 : lag + 2])))


def _offset(left: float, middle: float, right: float) -> float:
    """Where a parabola through three points has its top, -.5...5."""
    bend = left - 2 * middle + right
    return 0.0 if bend == 0 else 0.5 * (left - right) / bend
