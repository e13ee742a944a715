"""The parser's weights survive being made small."""

import numpy as np

from daogou.vision.parsing_weights import read_weights, write_weights


def test_kernels_come_back_within_half_a_step_of_their_channel(tmp_path):
    random = np.random.default_rng(0)
    kernel = (
        random.normal(size=(5, 4, 3, 3)).astype(np.float32)
        * np.array([1, 10, 0.1, 1, 0], np.float32)[:, None, None, None]
    )
    write_weights({"one.kernel": kernel}, tmp_path / "w.npz")
    back = read_weights(tmp_path / "w.npz")["one.kernel"]
    step = np.abs(kernel).max(axis=(1, 2, 3), keepdims=True) / 127
    assert back.dtype == np.float32
    assert (np.abs(back - kernel) <= step / 2 + 1e-6).all()


def test_biases_and_kernels_of_single_channels_keep_float16s_precision(tmp_path):
    bias, kernel = np.array([0.123, -4.5], np.float32), np.full((2, 1, 3, 3), 0.777, np.float32)
    write_weights({"one.bias": bias, "one.kernel": kernel}, tmp_path / "w.npz")
    back = read_weights(tmp_path / "w.npz")
    assert np.array_equal(back["one.bias"], bias.astype(np.float16).astype(np.float32))
    assert np.array_equal(back["one.kernel"], kernel.astype(np.float16).astype(np.float32))
