"""Bytes of unknown origin into sound, or a reason why not.

Bounded before anything is decoded: the bytes, the container (only those named here are tried), the seconds
that the header promises; and while decoding: the seconds that really come, since a header may lie. PyAV
carries FFmpeg's libraries in its wheel.
"""

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadSound
from daogou.core.roles import required

RATE_HZ = 16_000  # what Whisper and silero's detector were trained on
MAX_BYTES = 10_000_000  # five minutes of a browser's Opus, and a minute of uncompressed stereo
MAX_SECONDS = 60.0  # a message to a clerk; two windows of Whisper

# FFmpeg's name of the container, and what stands where in such a file
SIGNATURES: tuple[tuple[str, str, int, bytes], ...] = (
    ("WAV", "wav", 8, b"WAVE"),
    ("Ogg", "ogg", 0, b"OggS"),
    ("WebM", "matroska", 0, b"\x1a\x45\xdf\xa3"),
    ("FLAC", "flac", 0, b"fLaC"),
    ("MP4", "mp4", 4, b"ftyp"),  # what Safari records
    ("MP3", "mp3", 0, b"ID3"),
    *(("MP3", "mp3", 0, bytes((0xFF, second))) for second in (0xFB, 0xFA, 0xF3, 0xF2, 0xE3, 0xE2)),
)
ACCEPTED = ", ".join(dict.fromkeys(name for name, *_ in SIGNATURES))

Sound = NDArray[np.float32]
"""float32 [samples], -1..1, one channel, 16,000 samples a second."""


def sniff(data: bytes) -> str:
    """FFmpeg's name of the container that the first bytes tell (``"ogg"``), or an empty string."""
    return next((kind for _, kind, at, mark in SIGNATURES if data.startswith(mark, at)), "")


def decode_sound(data: bytes, *, max_seconds: float = MAX_SECONDS, max_bytes: int = MAX_BYTES) -> Sound:
    """float32 [samples] at 16,000 Hz, all channels as one.

    Raises:
        BadSound: with the reason.
        MissingDependency: PyAV is not installed.
    """
    kind = _suitable(data, max_bytes)
    av = required("av", "listening to a recording", "speech")
    try:
        # the format is forced, so that no playlist can lead anywhere else
        with av.open(io.BytesIO(data), mode="r", format=kind, metadata_errors="ignore") as container:
            _refuse_long(container.duration or 0, av.time_base, max_seconds)
            if not container.streams.audio:
                raise BadSound("There is no sound in this file.")
            return _decoded(av, container, int(max_seconds * RATE_HZ))
    except BadSound:
        raise
    except Exception as error:
        # On hostile bytes the decoders raise nearly anything
        raise BadSound(f"The recording is damaged: {error or type(error).__name__}.") from error


def _suitable(data: bytes, max_bytes: int) -> str:
    if not data:
        raise BadSound("The recording is empty.")
    if len(data) > max_bytes:
        raise BadSound(f"The recording has {len(data):,} bytes; at most {max_bytes:,} are read.")
    kind = sniff(data)
    if not kind:
        raise BadSound(f"These bytes are no recording that can be heard; accepted: {ACCEPTED}.")
    return kind


def _refuse_long(duration: int, time_base: int, max_seconds: float) -> None:
    seconds = duration / time_base
    if seconds > max_seconds:
        raise BadSound(
            f"The recording lasts {seconds:.1f} s; at most {max_seconds:g} s are heard.",
            hint="Say it in fewer words, or in two messages.",
        )


def _decoded(av: Any, container: Any, max_samples: int) -> Sound:
    resampler = av.AudioResampler(format="fltp", rate=RATE_HZ)
    pieces: list[Sound] = []
    total = 0
    for frame in container.decode(audio=0):
        frame.pts = None  # browsers' first timestamps are at times wrong; order is enough
        for part in resampler.resample(frame):
            pieces.append(part.to_ndarray().mean(axis=0))
            total += len(pieces[-1])
        if total > max_samples:
            raise BadSound(
                f"The recording lasts longer than {max_samples / RATE_HZ:g} s, the most that are heard."
            )
    pieces.extend(part.to_ndarray().mean(axis=0) for part in resampler.resample(None))
    sound = np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
    if not len(sound):
        raise BadSound("The recording holds no sound.")
    return np.clip(np.nan_to_num(sound), -1, 1).astype(np.float32)
