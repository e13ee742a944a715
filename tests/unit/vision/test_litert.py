"""Networks through LiteRT: what they say does not depend on how they are asked."""

import os

import numpy as np
import pytest

from daogou.core.assets import asset, asset_path, is_present
from daogou.core.errors import MissingAsset
from daogou.vision.litert import has_half, open_network

DETECTOR = "blazepose-detector"
fetched = pytest.mark.skipif(
    not is_present(asset(DETECTOR)), reason=f"{DETECTOR} not fetched: daogou models pull"
)


def square(side: int) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (side, side, 3), np.uint8)


@fetched
@pytest.mark.parametrize("half", [False, True])
def test_reading_in_place_says_what_a_call_says(half):
    network = open_network(asset_path(DETECTOR), 1, "a test", half=half)
    picture = square(network.side)
    called = network(picture / np.float32(127.5) - 1)
    read = network.read(picture, 127.5, 1.0, lambda said: [one.copy() for one in said])
    assert [one.shape for one in read] == [(2254, 12), (2254, 1)]
    for one, other in zip(called, read, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-4)


@fetched
@pytest.mark.skipif(not has_half(), reason="the processor does not reckon with 16 bits a number")
def test_sixteen_bits_say_nearly_the_same():
    whole = open_network(asset_path(DETECTOR), 1, "a test")
    half = open_network(asset_path(DETECTOR), 1, "a test", half=True)
    pixels = np.full((whole.side, whole.side, 3), 0.25, np.float32)
    for one, other in zip(whole(pixels), half(pixels), strict=True):
        assert not np.array_equal(one, other)
        assert np.corrcoef(one.ravel(), other.ravel())[0, 1] > 0.999


@fetched
def test_what_others_write_while_a_network_is_compiled_is_kept(capfd, monkeypatch):
    """Only the library's own chatter is left out."""
    compiled = pytest.importorskip("ai_edge_litert.compiled_model").CompiledModel
    from_file = compiled.from_file

    def speaks(*given, **named):
        os.write(2, b"somebody else\nWARNING: [npu_registry.cc:34] there is none\n")
        return from_file(*given, **named)

    monkeypatch.setattr(compiled, "from_file", speaks)
    monkeypatch.setattr("daogou.vision.litert.has_half", lambda: True)
    open_network(asset_path(DETECTOR), 1, "a test", half=True)
    written = capfd.readouterr().err
    assert "somebody else" in written
    assert "npu_registry" not in written


def test_what_is_no_model_is_refused(tmp_path):
    pytest.importorskip("ai_edge_litert.interpreter")
    file = tmp_path / "no.tflite"
    file.write_bytes(b"no model")
    with pytest.raises(MissingAsset, match="no TFLite model"):
        open_network(file, 1, "a test", half=True)
