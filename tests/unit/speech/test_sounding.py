"""Pitch, loudness, rate and pauses of made sounds with known answers; mel bands against the definition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.speech.mel import log_mel, mel_filters
from daogou.speech.pitch import pitches
from daogou.speech.sounding import Cues, cues
from daogou.speech.voice import Stretch

RATE = 16_000


def buzz(hertz: np.ndarray) -> np.ndarray:
    """A voice-like sound whose pitch follows ``hertz``, one value a sample: ten harmonics, falling off."""
    phase = 2 * np.pi * np.cumsum(hertz) / RATE
    waves = sum(np.sin(n * phase) / n for n in range(1, 11))
    return (0.2 * waves).astype(np.float32)


def steady(hertz: float, seconds: float = 1.0) -> np.ndarray:
    return buzz(np.full(int(seconds * RATE), hertz))


def whole(sound: np.ndarray) -> tuple[Stretch, ...]:
    return (Stretch(0, len(sound)),)


@pytest.mark.parametrize("hertz", [90, 120.5, 180, 250, 380])
def test_the_pitch_of_a_steady_voice_is_found(hertz):
    found = pitches(steady(hertz))
    assert len(found) > 80
    assert np.median(found) == pytest.approx(hertz, rel=0.01)


def test_noise_and_silence_have_no_pitch():
    noise = np.random.default_rng(0).normal(0, 0.1, RATE).astype(np.float32)
    assert len(pitches(noise)) < 10
    assert len(pitches(np.zeros(RATE, np.float32))) == 0
    assert len(pitches(np.zeros(100, np.float32))) == 0


def test_pitch_movement_is_in_semitones_whoever_speaks():
    # a glide over one octave: the 10th to the 90th percentile span .8 of 12 semitones, half of it is 4.8
    for low in (90, 180):
        glide = buzz(low * 2 ** np.linspace(0, 1, 2 * RATE))
        found = cues(glide, whole(glide))
        assert found is not None
        assert found.pitch_movement == pytest.approx(4.8, abs=0.2)


def test_a_louder_recording_has_the_same_cues():
    voice = buzz(120 * 2 ** np.linspace(0, 0.5, 2 * RATE)) * (1 + 0.5 * np.sin(np.arange(2 * RATE) / 800))
    quiet, loud = cues(voice * 0.2, whole(voice)), cues(voice.astype(np.float32), whole(voice))
    assert quiet is not None
    assert loud is not None
    assert quiet.as_numbers() == pytest.approx(loud.as_numbers(), abs=0.05)


@pytest.mark.parametrize("rate", [3, 5])
def test_syllables_are_counted_by_bursts_of_loudness(rate):
    times = np.arange(3 * RATE) / RATE
    voice = (steady(150, 3.0) * np.sin(np.pi * rate * times) ** 2).astype(np.float32)
    found = cues(voice, whole(voice))
    assert found is not None
    assert found.rate == pytest.approx(rate, abs=0.4)


def test_pauses_are_the_share_of_silence_between_the_words():
    voice = steady(150, 4.0)
    found = cues(voice, (Stretch(0, RATE), Stretch(3 * RATE, 4 * RATE)))
    assert found is not None
    assert found.pauses == pytest.approx(0.5)


def test_too_little_voice_tells_nothing():
    voice = steady(150, 0.9)
    assert cues(voice, whole(voice)) is None


def test_a_usual_voice_tells_no_feeling():
    numbers = Cues(5.5, 8.5, 3.3, 0.15).as_numbers()
    assert (numbers["hurry"], numbers["upset"], numbers["hesitation"]) == pytest.approx((0, 0, 0))


def test_fast_is_a_hurry_halting_is_hesitation_and_both_together_neither():
    assert Cues(5.5, 8.5, 5.0, 0.0).as_numbers()["hurry"] == pytest.approx(1.0)
    assert Cues(5.5, 8.5, 3.3, 0.4).as_numbers()["hesitation"] == pytest.approx(1.0)
    both = Cues(5.5, 8.5, 5.0, 0.4).as_numbers()
    assert (both["hurry"], both["hesitation"]) == pytest.approx((0, 0))


def test_a_lively_voice_is_upset_only_if_it_is_loud_as_well():
    assert Cues(10.5, 8.5, 3.3, 0.15).as_numbers()["upset"] == pytest.approx(0.0)
    assert Cues(10.5, 12.0, 3.3, 0.15).as_numbers()["upset"] == pytest.approx(1.0)


@given(st.floats(0, 40), st.floats(0, 40), st.floats(0, 20), st.floats(0, 1))
def test_what_the_guide_reads_is_bounded(pitch, loudness, rate, pauses):
    numbers = Cues(pitch, loudness, rate, pauses).as_numbers()
    assert all(-1 <= numbers[name] <= 1 for name in ("hurry", "upset", "hesitation"))


def test_log_mel_has_a_column_every_ten_milliseconds():
    features = log_mel(steady(150))
    assert features.shape == (80, 100)
    assert features.dtype == np.float32


def test_a_tone_lights_the_band_that_it_lies_in():
    # 1,000 Hz is 15 mel of 45.245 (8,000 Hz); 81 steps, the first centre at step 1: 15 / 45.245 * 81 - 1 =
    # 25.85
    tone = np.sin(2 * np.pi * 1000 * np.arange(RATE) / RATE).astype(np.float32)
    assert log_mel(tone)[:, 50].argmax() == 26


def test_the_range_is_eight_powers_of_ten_at_most():
    features = log_mel(np.concatenate([np.zeros(RATE, np.float32), steady(150)]))
    assert features.max() - features.min() == pytest.approx(2.0)


def test_bands_have_equal_area():
    filters = mel_filters(20)  # wide enough to be sampled finely by 40 Hz steps
    assert filters.sum(axis=1) * 40 == pytest.approx(np.ones(20), rel=0.1)


def test_the_bands_are_those_of_the_recogniser():
    library = pytest.importorskip(
        "faster_whisper.feature_extractor", reason="the extra speech is not installed"
    )
    theirs = library.FeatureExtractor().mel_filters
    assert mel_filters() == pytest.approx(np.asarray(theirs), abs=1e-6)
