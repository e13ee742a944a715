import numpy as np
import pytest
from onnx import TensorProto, helper, save

from daogou.core.errors import BadOption
from daogou.features.image_encoders import ROLE


def network(file, nodes, shape_in, outputs):
    """Saves a graph of the nodes, from "x" to the named outputs."""
    graph = helper.make_graph(
        nodes,
        "small",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape_in)],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
    )
    save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8), file)
    return str(file)


@pytest.fixture
def mean_colour(tmp_path):
    """Two outputs: the mean over the picture, and the picture itself."""
    nodes = [
        helper.make_node("GlobalAveragePool", ["x"], ["pooled"]),
        helper.make_node("Flatten", ["pooled"], ["mean"]),
        helper.make_node("Identity", ["x"], ["maps"]),
    ]
    outputs = {"mean": ["n", 3], "maps": ["n", 3, "h", "w"]}
    return network(tmp_path / "mean.onnx", nodes, ["n", 3, "h", "w"], outputs)


def flat(red, green, blue, height=6, width=4):
    return np.full((height, width, 3), (red, green, blue), np.uint8)


PLAIN = {"mean": [0.0, 0.0, 0.0], "std": [1.0, 1.0, 1.0], "threads": 1}


def test_the_options_say_how_pixels_go_in(mean_colour):
    options = {
        "path": mean_colour,
        "scale": 1.0,
        "mean": [10.0, 20.0, 30.0],
        "std": [2.0, 4.0, 5.0],
        "threads": 1,
    }
    row = ROLE.open("onnx", options).encode([flat(110, 60, 80)])[0]
    np.testing.assert_allclose(row, [50, 10, 10], rtol=1e-6)  # (110-10)/2, (60-20)/4, (80-30)/5


def test_channels_can_be_turned_round(mean_colour):
    row = ROLE.open("onnx", {"path": mean_colour, "channels": "BGR", **PLAIN}).encode([flat(255, 51, 0)])[0]
    np.testing.assert_allclose(row, [0, 0.2, 1], atol=1e-4)  # onnxruntime sums in single precision


def test_a_chosen_output_with_positions_is_averaged_over_them(mean_colour):
    row = ROLE.open("onnx", {"path": mean_colour, "output": "maps", **PLAIN}).encode([flat(255, 51, 0)])[0]
    np.testing.assert_allclose(row, [1, 0.2, 0], atol=1e-4)  # onnxruntime sums in single precision


def test_channels_last_and_a_fixed_batch(tmp_path):
    nodes = [helper.make_node("ReduceMean", ["x"], ["y"], axes=[1, 2], keepdims=0)]
    path = network(tmp_path / "last.onnx", nodes, [4, 8, 8, 3], {"y": [4, 3]})
    encoder = ROLE.open("onnx", {"path": path, "layout": "NHWC", **PLAIN})
    pictures = [flat(51 * i, 0, 255) for i in range(6)]
    np.testing.assert_allclose(
        encoder.encode(pictures)[:, 0], [0, 0.2, 0.4, 0.6, 0.8, 1], atol=1e-4
    )  # onnxruntime sums in single precision


def test_logits_become_probabilities_of_the_named_classes(mean_colour, tmp_path):
    (tmp_path / "classes.txt").write_text("a\nb\nc\n")
    options = {"path": mean_colour, "gives": "logits", "classes": str(tmp_path / "classes.txt"), **PLAIN}
    encoder = ROLE.open("onnx", options)
    shares = encoder.probabilities(np.log(np.array([[1, 2, 5]], np.float32)))
    np.testing.assert_allclose(shares, [[0.125, 0.25, 0.625]], rtol=1e-6)
    (tmp_path / "classes.txt").write_text("a\nb\n")
    with pytest.raises(BadOption, match="3 classes"):
        ROLE.open("onnx", options)


def test_a_misspelt_output_is_refused_with_the_nearest(mean_colour):
    with pytest.raises(BadOption) as caught:
        ROLE.open("onnx", {"path": mean_colour, "output": "maps1"})
    assert "maps" in caught.value.hint


def test_other_options_are_another_space(mean_colour):
    assert (
        ROLE.open("onnx", {"path": mean_colour, **PLAIN}).space
        != ROLE.open("onnx", {"path": mean_colour}).space
    )


def test_a_wrong_layout_is_refused(tmp_path):
    nodes = [helper.make_node("GlobalAveragePool", ["x"], ["y"])]
    path = network(tmp_path / "fixed.onnx", nodes, ["n", 3, 8, 8], {"y": ["n", 3, 1, 1]})
    with pytest.raises(BadOption, match="8 channels, not 3"):
        ROLE.open("onnx", {"path": path, "layout": "NHWC"})


def test_no_network_is_refused(tmp_path):
    (tmp_path / "bad.onnx").write_bytes(b"bad")
    with pytest.raises(BadOption, match=r"bad\.onnx"):
        ROLE.open("onnx", {"path": str(tmp_path / "bad.onnx")})
    with pytest.raises(BadOption, match="path"):
        ROLE.open("onnx")
