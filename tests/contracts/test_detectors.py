"""Every detector keeps the contract; one whose model is not on this machine is skipped."""

import cv2
import numpy as np
import pytest

from daogou.core.assets import asset, is_present
from daogou.vision.detectors import ROLE

NEEDED = {"garment_boxes": ("blazepose-detector", "blazepose-full")}  # backends that fetch a model


def options_of(name: str, folder) -> dict[str, object]:
    """What opens the backend here; skips where its model is not at hand."""
    if absent := [one for one in NEEDED.get(name, ()) if not is_present(asset(one))]:
        pytest.skip(f"{absent} not fetched: daogou models pull")
    return small_yolo(folder) if name == "yolo_onnx" else {}


def small_yolo(folder) -> dict[str, object]:
    """YOLOX's layout without learning: where a cell is dark, a thing of class 1 and of its stride's width is.

    The input is 64 x 64; the strides 8, 16 and 32 give 64 + 16 + 4 rows of centre offsets, log sizes,
    objectness and two class scores.
    """
    from onnx import TensorProto, helper, numpy_helper, save

    nodes, weights, rows = [], [], []
    for stride in (8, 16, 32):
        weights += [
            numpy_helper.from_array(
                np.full((1, 3, stride, stride), -1 / 3 / stride**2, np.float32), f"dark{stride}"
            ),
            numpy_helper.from_array(np.array([1, 1, -1], np.int64), f"shape{stride}"),
        ]
        nodes += [
            helper.make_node(
                "Conv", ["images", f"dark{stride}"], [f"mean{stride}"], strides=[stride, stride]
            ),
            helper.make_node("Reshape", [f"mean{stride}", f"shape{stride}"], [f"flat{stride}"]),
        ]
        rows.append(f"flat{stride}")
    # mean of the cell m in 0..255 -> objectness 1 - m / 255; the other columns are constant
    scale = np.array([[0], [0], [0], [0], [1 / 255], [0], [0]], np.float32)
    shift = np.array([[0.5], [0.5], [0], [0], [1], [0.1], [0.9]], np.float32)
    weights += [numpy_helper.from_array(scale, "scale"), numpy_helper.from_array(shift, "shift")]
    nodes += [
        helper.make_node("Concat", rows, ["cells"], axis=2),
        helper.make_node("Mul", ["cells", "scale"], ["scaled"]),
        helper.make_node("Add", ["scaled", "shift"], ["columns"]),
        helper.make_node("Transpose", ["columns"], ["output"], perm=[0, 2, 1]),
    ]
    graph = helper.make_graph(
        nodes,
        "small",
        [helper.make_tensor_value_info("images", TensorProto.FLOAT, [1, 3, 64, 64])],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 84, 7])],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    save(model, folder / "small.onnx")
    return {"path": str(folder / "small.onnx"), "labels": ["bright", "dark"], "threads": 1}


@pytest.fixture(scope="module", params=ROLE.names())
def detector(request, tmp_path_factory):
    return ROLE.open(request.param, options_of(request.param, tmp_path_factory.mktemp(request.param)))


def noise(height: int, width: int) -> np.ndarray:
    random = np.random.default_rng(height * 1000 + width)
    return np.clip(random.normal(random.uniform(0, 255, 3), 30, (height, width, 3)), 0, 255).astype(np.uint8)


def puppet(height: int = 300, width: int = 200) -> np.ndarray:
    """A drawn figure in a shirt before a plain background."""
    picture = np.full((height, width, 3), 235, np.uint8)
    middle = width // 2
    cv2.ellipse(picture, (middle, 50), (20, 27), 0, 0, 360, (224, 172, 140), -1)
    cv2.rectangle(picture, (middle - 45, 85), (middle + 45, 190), (40, 70, 160), -1)
    cv2.rectangle(picture, (middle - 35, 190), (middle + 35, 285), (50, 50, 60), -1)
    return picture


@pytest.mark.parametrize("size", [(1, 1), (2, 150), (120, 7), (96, 128), (301, 203)])
def test_boxes_lie_within_pictures_of_any_size_and_are_not_empty(detector, size):
    for found in detector.detect(noise(*size)):
        left, top, right, bottom = found.box
        assert 0 <= left < right <= size[1]
        assert 0 <= top < bottom <= size[0]


def test_what_is_found_has_a_known_label_and_a_chance_the_surest_first(detector):
    found = detector.detect(puppet())
    assert all(one.label in detector.labels for one in found)
    scores = [one.score for one in found]
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)


def test_nothing_is_on_a_plain_bright_wall(detector):
    assert detector.detect(np.full((128, 128, 3), 250, np.uint8)) == ()


def test_the_picture_is_left_as_it_was(detector):
    picture = puppet()
    before = picture.copy()
    detector.detect(picture)
    assert np.array_equal(picture, before)


def test_the_same_picture_gives_the_same_boxes(detector):
    assert detector.detect(puppet()) == detector.detect(puppet())


def test_labels_are_different_words(detector):
    assert detector.labels
    assert len(set(detector.labels)) == len(detector.labels)
    assert all(label == label.strip() and label for label in detector.labels)
