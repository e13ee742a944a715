"""Bytes become sound of one rate, or a reason why not."""

import io
import wave

import numpy as np
import pytest

from daogou.core.errors import BadSound
from daogou.speech.decode import RATE_HZ, decode_sound, sniff


def wav(seconds: float, rate: int = 16_000, channels: int = 1, hertz: float = 440.0) -> bytes:
    times = np.arange(int(seconds * rate)) / rate
    tone = (0.5 * np.sin(2 * np.pi * hertz * times) * 32767).astype("<i2")
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.repeat(tone, channels).tobytes())
    return out.getvalue()


def encoded(kind: str, codec: str, seconds: float = 1.0) -> bytes:
    """A tone in the container and codec that a browser or phone would send."""
    av = pytest.importorskip("av", reason="the extra speech is not installed")
    out = io.BytesIO()
    with av.open(out, "w", format=kind) as container:
        stream = container.add_stream(codec, rate=48_000, layout="mono")
        samples = (0.5 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * 48_000)) / 48_000)).astype(
            np.float32
        )
        frame = av.AudioFrame.from_ndarray(
            (samples * 32767).astype(np.int16)[None], format="s16", layout="mono"
        )
        frame.sample_rate = 48_000
        resampler = av.AudioResampler(format=stream.format, layout="mono", rate=48_000)
        fifo = av.AudioFifo()
        for part in resampler.resample(frame):
            fifo.write(part)
        while (piece := fifo.read(960, partial=True)) is not None:
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return out.getvalue()


def strongest_hertz(sound: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(sound))
    return float(np.argmax(spectrum) * RATE_HZ / len(sound))


@pytest.fixture(autouse=True)
def _needs_av(request):
    if "without_av" not in request.keywords:
        pytest.importorskip("av", reason="the extra speech is not installed")


@pytest.mark.parametrize(("rate", "channels"), [(16_000, 1), (44_100, 2), (8_000, 1), (48_000, 1)])
def test_every_rate_and_number_of_channels_becomes_16_kilohertz_mono(rate, channels):
    sound = decode_sound(wav(1.0, rate, channels))
    assert sound.dtype == np.float32
    assert len(sound) == pytest.approx(RATE_HZ, abs=100)
    assert strongest_hertz(sound) == pytest.approx(440, abs=2)
    assert np.abs(sound).max() == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize(
    ("kind", "codec"), [("webm", "libopus"), ("ogg", "libopus"), ("mp3", "libmp3lame"), ("flac", "flac")]
)
def test_what_browsers_and_phones_send_is_heard(kind, codec):
    sound = decode_sound(encoded(kind, codec))
    assert len(sound) / RATE_HZ == pytest.approx(1.0, abs=0.1)
    assert strongest_hertz(sound) == pytest.approx(440, abs=3)


def test_an_empty_recording_is_refused():
    with pytest.raises(BadSound, match="empty"):
        decode_sound(b"")


def test_other_bytes_are_refused_with_what_is_accepted():
    with pytest.raises(BadSound, match=r"accepted: WAV, Ogg, WebM, FLAC, MP4, MP3"):
        decode_sound(b"%PDF-1.7 and so on")


def test_a_playlist_is_no_recording():
    assert sniff(b"#EXTM3U\nhttp://127.0.0.1/") == ""


def test_too_many_bytes_are_refused_before_anything_is_decoded():
    with pytest.raises(BadSound, match="at most 1,000 are read"):
        decode_sound(wav(1.0), max_bytes=1_000)


def test_a_recording_whose_header_says_it_is_too_long_is_refused():
    with pytest.raises(BadSound, match=r"lasts 3\.0 s; at most 2 s") as caught:
        decode_sound(wav(3.0), max_seconds=2.0)
    assert caught.value.hint


def test_a_header_that_lies_about_its_length_does_not_get_past():
    # recorded live, a browser's file does not know its length: cut out of a stream, neither does this one
    stream = encoded("ogg", "libopus", seconds=3.0)
    last_page = stream.rfind(b"OggS")
    with pytest.raises(BadSound, match=r"longer than 1 s|at most 1 s"):
        decode_sound(stream[:last_page], max_seconds=1.0)


@pytest.mark.parametrize("cut", [20, 50, 200])
def test_a_damaged_recording_is_refused_and_never_crashes(cut):
    with pytest.raises(BadSound):
        decode_sound(encoded("webm", "libopus")[:cut])


def test_a_recording_without_samples_is_refused():
    with pytest.raises(BadSound):
        decode_sound(wav(0.0))
