"""The rate of seeing is measured on the same pictures, both ways."""

import numpy as np
import pytest
from PIL import Image

from daogou.core.errors import BadOption
from daogou.evaluation.see_rate import SeeRate, measure_see
from daogou.features.lite_encoder import EfficientNetLite
from daogou.features.see import Eye


class Session:
    """Stands for onnxruntime: counts the pictures it is given."""

    def __init__(self):
        self.pictures = 0

    def run(self, names, inputs):
        self.pictures += len(inputs["picture"])
        return [np.zeros((len(inputs["picture"]), 1_284), np.float32)]


def test_both_ways_see_every_picture_once_a_round(tmp_path):
    files = [tmp_path / f"{n}.png" for n in range(20)]
    for file in files:
        Image.new("RGB", (40, 40), "red").save(file)
    session = Session()
    weights = {"_fc.weight": np.zeros((5, 1_280), np.float32), "_fc.bias": np.zeros(5, np.float32)}
    eye = Eye(EfficientNetLite(session, weights, "small", 32))
    warm_up = session.pictures + 16  # the first ready-made batch, run once
    rate = measure_see(files, eye, rounds=2)
    assert session.pictures - warm_up == 2 * 2 * len(files)
    assert rate.see > 0
    assert rate.bare > 0


def test_the_ratio_is_see_over_bare():
    assert SeeRate(see=80.0, bare=100.0).ratio == 0.8


def test_no_pictures_are_refused():
    with pytest.raises(BadOption):
        measure_see(
            [],
            Eye(
                EfficientNetLite(
                    Session(), {"_fc.weight": np.zeros((5, 1_280)), "_fc.bias": np.zeros(5)}, "small", 32
                )
            ),
        )
