"""Where somebody speaks, from probabilities of voice per frame of 32 ms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.speech.voice import FRAME, Stretch, joined, original_time, stretches, voice_probabilities

MARGIN = 3_200  # .2 s


def probabilities(*runs: tuple[int, float]) -> list[float]:
    return [p for frames, p in runs for _ in range(frames)]


def test_silence_has_no_stretch():
    assert stretches([0.01] * 100, 51_200) == ()


def test_a_stretch_gets_margins():
    found = stretches(probabilities((20, 0.0), (30, 0.9), (50, 0.0)), 100 * FRAME)
    assert found == (Stretch(20 * FRAME - MARGIN, 50 * FRAME + MARGIN),)


def test_margins_do_not_leave_the_recording():
    assert stretches([0.9] * 10, 10 * FRAME) == (Stretch(0, 10 * FRAME),)


def test_a_click_is_no_voice():
    # three frames are 96 ms, four are 128
    assert stretches(probabilities((20, 0.0), (3, 0.9), (20, 0.0)), 43 * FRAME) == ()
    assert len(stretches(probabilities((20, 0.0), (4, 0.9), (20, 0.0)), 44 * FRAME)) == 1


def test_a_voice_goes_on_while_it_is_only_doubtful():
    # .4 would not begin a stretch, but does not end one
    found = stretches(probabilities((10, 0.4), (10, 0.6), (10, 0.4), (40, 0.1)), 70 * FRAME)
    assert found == (Stretch(10 * FRAME - MARGIN, 30 * FRAME + MARGIN),)


def test_a_short_pause_stays_and_a_long_one_goes():
    short = probabilities((20, 0.9), (18, 0.0), (20, 0.9))  # 576 ms
    long = probabilities((20, 0.9), (20, 0.0), (20, 0.9))  # 640 ms
    assert len(stretches(short, 58 * FRAME)) == 1
    assert len(stretches(long, 60 * FRAME)) == 2


def test_times_of_the_joined_sound_are_found_in_the_recording():
    parts = (Stretch(16_000, 32_000), Stretch(64_000, 80_000))
    assert len(joined(np.zeros(96_000, np.float32), parts)) == 32_000
    assert original_time(0.5, parts) == 1.5
    assert original_time(1.25, parts) == 4.25
    assert original_time(9.0, parts) == 5.0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=200))
def test_stretches_are_in_order_apart_and_inside(values):
    found = stretches(values, len(values) * FRAME)
    edges = [edge for part in found for edge in (part.start, part.end)]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(values) * FRAME for edge in edges)


def test_neither_silence_nor_a_tone_is_a_voice():
    pytest.importorskip("faster_whisper", reason="the extra speech is not installed")
    tone = 0.3 * np.sin(2 * np.pi * 440 * np.arange(32_100) / 16_000).astype(np.float32)
    for sound in (np.zeros(32_100, np.float32), tone):
        found = voice_probabilities(sound)
        assert found.shape == (63,)
        assert stretches(found, len(sound)) == ()
