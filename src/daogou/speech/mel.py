"""Log-mel features: how loud each band of hearing is, every 10 ms.

As Whisper takes them (Radford et al. 2022): a Hann window of 25 ms, power spectrum, Slaney's mel bands,
logarithm of base 10 floored 8 below the loudest, shifted and scaled to about -1..1.5.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from daogou.speech.decode import RATE_HZ, Sound

WINDOW, HOP = 400, 160  # samples: 25 ms and 10 ms
BANDS = 80
FLOOR = 1e-10  # of a power, so that silence has a logarithm
# Slaney's mel scale: linear below 1,000 Hz (3 mel per 200 Hz), logarithmic above (27 mel for 6.4 times)
LINEAR_HZ, BREAK_HZ = 200.0 / 3, 1000.0
LOG_STEP = np.log(6.4) / 27.0


def log_mel(sound: Sound, bands: int = BANDS) -> NDArray[np.float32]:
    """float32 [bands, frames of 10 ms], about -1..1.5; ``frames = samples // 160``.

    ``sound`` has at least 201 samples, or its ends could not be mirrored.
    """
    power = _power(sound)
    mel = np.log10(np.maximum(mel_filters(bands) @ power, FLOOR))
    scaled: NDArray[np.float32] = ((np.maximum(mel, mel.max() - 8.0) + 4.0) / 4.0).astype(np.float32)
    return scaled


def _power(sound: Sound) -> NDArray[np.float64]:
    """[201, frames]; the ends are mirrored, as in torch.stft."""
    padded = np.pad(sound.astype(np.float64), WINDOW // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP]
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)
    spectrum = np.fft.rfft(frames * window, axis=1)
    power: NDArray[np.float64] = np.abs(spectrum[: len(sound) // HOP]).T ** 2
    return power


@lru_cache(maxsize=4)
def mel_filters(bands: int = BANDS) -> NDArray[np.float64]:
    """[bands, 201]: triangles of equal area, evenly spaced in mel from 0 to 8,000 Hz."""
    frequencies = np.fft.rfftfreq(WINDOW, 1 / RATE_HZ)
    edges = _hertz(np.linspace(0.0, _mel(RATE_HZ / 2), bands + 2))
    rising = (frequencies - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - frequencies) / (edges[2:] - edges[1:-1])[:, None]
    filters: NDArray[np.float64] = np.maximum(0.0, np.minimum(rising, falling))
    return filters * (2.0 / (edges[2:] - edges[:-2]))[:, None]


def _mel(hertz: float) -> float:
    if hertz < BREAK_HZ:
        return hertz / LINEAR_HZ
    return float(BREAK_HZ / LINEAR_HZ + np.log(hertz / BREAK_HZ) / LOG_STEP)


def _hertz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    at = BREAK_HZ / LINEAR_HZ
    return np.where(mel < at, mel * LINEAR_HZ, BREAK_HZ * np.exp(LOG_STEP * (mel - at)))
