"""YOLO's three layouts, decoded by hand."""

from pathlib import Path

import numpy as np
import pytest

from daogou.core.errors import BadOption, MissingAsset
from daogou.vision.decode import decode_picture
from daogou.vision.detectors import ROLE
from daogou.vision.yolo import boxes_and_scores, cells, fitted, layout_of

DATA = Path(__file__).parents[4] / "shared" / "data"
CELLS = 16 + 4 + 1  # of an input of 32 x 32


def constant_model(folder: Path, output: np.ndarray) -> str:
    """An ONNX file that gives these rows whatever the picture, which it multiplies by nothing."""
    from onnx import TensorProto, helper, numpy_helper, save

    nodes = [
        helper.make_node("ReduceMax", ["images"], ["most"], keepdims=0),
        helper.make_node("Mul", ["most", "nothing"], ["zero"]),
        helper.make_node("Add", ["rows", "zero"], ["output"]),
    ]
    weights = [
        numpy_helper.from_array(output[None].astype(np.float32), "rows"),
        numpy_helper.from_array(np.array(0, np.float32), "nothing"),
    ]
    graph = helper.make_graph(
        nodes,
        "constant",
        [helper.make_tensor_value_info("images", TensorProto.FLOAT, [1, 3, 32, 32])],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, None)],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    save(model, folder / "model.onnx")
    return str(folder / "model.onnx")


def opened(folder: Path, output: np.ndarray, **options: object):
    return ROLE.open(
        "yolo_onnx", {"path": constant_model(folder, output), "labels": ["cap", "bag"], **options}
    )


def test_an_input_has_a_cell_for_each_stride():
    assert cells(32, 32) == CELLS
    assert cells(640, 640) == 8400


def test_the_layout_is_told_from_the_shape():
    assert layout_of((CELLS, 7), 32, 32) == "yolox"
    assert layout_of((3 * CELLS, 7), 32, 32) == "yolov5"
    assert layout_of((6, CELLS), 32, 32) == "yolov8"
    assert layout_of((CELLS + 1, 7), 32, 32) is None
    assert layout_of((1000,), 32, 32) is None


def test_yolox_counts_from_its_cell_in_strides():
    output = np.zeros((CELLS, 7), np.float32)
    # row 16 + 1: the second cell of the first row of stride 16
    output[17] = (0.5, 0.25, np.log(2), np.log(0.5), 0.5, 0.2, 0.8)
    boxes, scores = boxes_and_scores(output, "yolox", 32, 32)
    # centre (1.5, .25) strides = (24, 4); size 32 x 8
    np.testing.assert_allclose(boxes[17], (8, 0, 40, 8))
    np.testing.assert_allclose(scores[17], (0.1, 0.4))


def test_yolov5_gives_pixels_and_objectness():
    output = np.zeros((3 * CELLS, 7), np.float32)
    output[5] = (10, 20, 4, 6, 0.5, 1.0, 0.0)
    boxes, scores = boxes_and_scores(output, "yolov5", 32, 32)
    np.testing.assert_allclose(boxes[5], (8, 17, 12, 23))
    np.testing.assert_allclose(scores[5], (0.5, 0))


def test_yolov8_gives_a_column_a_cell_and_no_objectness():
    output = np.zeros((6, CELLS), np.float32)
    output[:, 3] = (10, 20, 4, 6, 0.25, 0.75)
    boxes, scores = boxes_and_scores(output, "yolov8", 32, 32)
    np.testing.assert_allclose(boxes[3], (8, 17, 12, 23))
    np.testing.assert_allclose(scores[3], (0.25, 0.75))


def test_yolox_sees_blue_first_in_the_upper_left_corner():
    shown = fitted(np.full((16, 32, 3), (10, 20, 30), np.uint8), 32, 32, "yolox")
    assert shown.pixels.shape == (1, 3, 32, 32)
    np.testing.assert_array_equal(shown.pixels[0, :, 0, 0], (30, 20, 10))
    np.testing.assert_array_equal(shown.pixels[0, :, 20, 0], (114, 114, 114))
    assert (shown.scale, shown.left, shown.top) == (1, 0, 0)


def test_the_others_see_red_first_in_the_middle_from_0_to_1():
    shown = fitted(np.full((32, 64, 3), (255, 0, 51), np.uint8), 32, 32, "yolov8")
    np.testing.assert_allclose(shown.pixels[0, :, 16, 5], (1, 0, 0.2))
    np.testing.assert_allclose(shown.pixels[0, :, 2, 5], 114 / 255)
    assert (shown.scale, shown.left, shown.top) == (0.5, 0, 8)


def test_boxes_come_back_in_pixels_of_the_picture(tmp_path):
    output = np.zeros((6, CELLS), np.float32)
    output[:, 0] = (16, 16, 8, 4, 0.1, 0.9)
    found = opened(tmp_path, output).detect(np.zeros((32, 64, 3), np.uint8))  # shrunk by 2, shifted down by 8
    assert [(one.label, round(one.score, 3)) for one in found] == [("bag", 0.9)]
    assert found[0].box == pytest.approx((24, 12, 40, 20))


def test_of_overlapping_boxes_of_a_label_the_surest_stays(tmp_path):
    output = np.zeros((6, CELLS), np.float32)
    output[:, 0] = (10, 10, 10, 10, 0.8, 0)
    output[:, 1] = (11, 10, 10, 10, 0.7, 0)  # overlap 9 / 11
    output[:, 2] = (11, 10, 10, 10, 0, 0.6)  # another label
    output[:, 3] = (25, 25, 10, 10, 0.5, 0)
    output[:, 4] = (25, 10, 10, 10, 0.2, 0)  # not sure enough
    found = opened(tmp_path, output).detect(np.zeros((32, 32, 3), np.uint8))
    assert [(one.label, round(one.score, 2)) for one in found] == [("cap", 0.8), ("bag", 0.6), ("cap", 0.5)]


def test_a_box_in_the_padding_is_nothing(tmp_path):
    output = np.zeros((6, CELLS), np.float32)
    output[:, 0] = (16, 3, 8, 4, 0.9, 0)  # above the picture, which begins at 8
    assert opened(tmp_path, output).detect(np.zeros((32, 64, 3), np.uint8)) == ()


def test_another_number_of_labels_is_refused(tmp_path):
    with pytest.raises(BadOption, match="2 classes, but there are 3"):
        opened(tmp_path, np.zeros((6, CELLS)), labels=["a", "b", "c"])


def test_without_labels_cocos_are_meant(tmp_path):
    with pytest.raises(BadOption, match="2 classes, but there are 80"):
        opened(tmp_path, np.zeros((6, CELLS)), labels=[])


def test_labels_are_read_from_a_file(tmp_path):
    file = tmp_path / "labels.txt"
    file.write_text("# mine\ncap\n\n bag \n")
    assert opened(tmp_path, np.zeros((6, CELLS)), labels=[], labels_file=str(file)).labels == ("cap", "bag")


def test_an_output_of_another_kind_is_refused_with_its_shape(tmp_path):
    with pytest.raises(BadOption, match=r"\(5, 5\)"):
        opened(tmp_path, np.zeros((5, 5)))


def test_a_missing_or_broken_file_is_named(tmp_path):
    (tmp_path / "broken.onnx").write_bytes(b"no model")
    for name in ("absent.onnx", "broken.onnx"):
        with pytest.raises(MissingAsset, match=name):
            ROLE.open("yolo_onnx", {"path": str(tmp_path / name)})
    with pytest.raises(BadOption, match="path"):
        ROLE.open("yolo_onnx")


@pytest.mark.real
def test_yolox_nano_sees_the_person_on_a_street_photo():
    model, photo = DATA / "weights" / "yolox_nano.onnx", DATA / "street" / "photos" / "0175.jpg"
    if not (model.is_file() and photo.is_file()):
        pytest.skip("no YOLOX-nano or street photos in the data folder")
    picture = decode_picture(photo.read_bytes())
    found = ROLE.open("yolo_onnx", {"path": str(model), "threads": 1}).detect(picture)
    assert found[0].label == "person"
    assert found[0].score > 0.8
    mask = decode_picture((DATA / "street" / "masks" / "0175.png").read_bytes())[:, :, 0] > 0
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    true = (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
    assert np.abs(np.subtract(found[0].box, true)).max() < 0.06 * picture.shape[0]
