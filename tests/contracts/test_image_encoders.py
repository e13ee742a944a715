"""Every image encoder keeps the contract; big ones are stood in for by small ones with random weights."""

import json
from pathlib import Path

import numpy as np
import pytest

from daogou.features.image_encoders import ROLE

# keras 3.15 on torch 2.13 turns tensors into arrays in the way of numpy 1; numpy 2 warns and does it
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def small_timm(folder: Path) -> dict[str, object]:
    timm = pytest.importorskip("timm", reason="needs timm")
    torch = pytest.importorskip("torch", reason="needs torch")
    torch.manual_seed(0)
    torch.save(timm.create_model("test_efficientnet").state_dict(), folder / "weights.pth")
    return {"model": "test_efficientnet", "weights": str(folder / "weights.pth")}


def small_keras(folder: Path) -> dict[str, object]:
    keras = pytest.importorskip("keras", reason="needs keras")
    keras.utils.set_random_seed(0)
    keras.applications.MobileNetV2(weights=None).save_weights(folder / "small.weights.h5")
    return {"model": "MobileNetV2", "weights": str(folder / "small.weights.h5")}


def small_clip(folder: Path) -> dict[str, object]:
    open_clip = pytest.importorskip("open_clip", reason="needs open_clip_torch")
    torch = pytest.importorskip("torch", reason="needs torch")
    torch.manual_seed(0)
    vision = {"image_size": 32, "layers": 1, "width": 64, "patch_size": 16}
    words = {"context_length": 16, "vocab_size": 49408, "width": 64, "heads": 2, "layers": 1}
    config = {"model_cfg": {"embed_dim": 24, "vision_cfg": vision, "text_cfg": words}, "preprocess_cfg": {}}
    (folder / "open_clip_config.json").write_text(json.dumps(config))
    model = open_clip.model.CLIP(embed_dim=24, vision_cfg=vision, text_cfg=words)
    torch.save(model.state_dict(), folder / "open_clip_pytorch_model.bin")
    return {"model": str(folder)}


def small_onnx(folder: Path) -> dict[str, object]:
    """One convolution of stride 8, whose mean over the picture scores five classes."""
    from onnx import TensorProto, helper, numpy_helper, save

    kernel = np.random.default_rng(0).normal(size=(5, 3, 8, 8)).astype(np.float32)
    graph = helper.make_graph(
        [helper.make_node("Conv", ["pixels", "kernel"], ["maps"], strides=[8, 8])],
        "small",
        [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["n", 3, 32, 32])],
        [helper.make_tensor_value_info("maps", TensorProto.FLOAT, ["n", 5, 4, 4])],
        [numpy_helper.from_array(kernel, "kernel")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    save(model, folder / "small.onnx")
    (folder / "classes.txt").write_text("# five\ndress\nshirt\nboot\nbag\nwatch\n")
    return {
        "path": str(folder / "small.onnx"),
        "gives": "logits",
        "classes": str(folder / "classes.txt"),
        "threads": 1,
    }


def options_of(name: str, folder: Path) -> dict[str, object]:
    """What opens a small instance of the backend; none are needed for one that finds its own model."""
    makers = {"timm": small_timm, "keras": small_keras, "open_clip": small_clip, "onnx": small_onnx}
    return makers[name](folder) if name in makers else {}


@pytest.fixture(scope="module", params=ROLE.names())
def opened(request, tmp_path_factory, monkeypatch_module):
    """(encoder, name, options), each backend opened once for all tests."""
    if request.param in ("timm", "open_clip"):
        request.getfixturevalue("torchvision_operators")
    monkeypatch_module.setenv("KERAS_BACKEND", "torch")
    options = options_of(request.param, tmp_path_factory.mktemp(request.param))
    return ROLE.open(request.param, options), request.param, options


@pytest.fixture(scope="module")
def monkeypatch_module():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module")
def encoder(opened):
    return opened[0]


@pytest.fixture(scope="module")
def pictures():
    """Noise over colours, of different sizes and proportions."""
    random = np.random.default_rng(3)
    sizes = [(64, 64), (120, 50), (33, 301), (224, 224), (8, 8)]
    return [
        np.clip(random.normal(random.uniform(0, 255, 3), 40, (height, width, 3)), 0, 255).astype(np.uint8)
        for height, width in sizes
    ]


def test_rows_are_finite_float32_of_the_promised_width(encoder, pictures):
    rows = encoder.encode(pictures)
    assert rows.dtype == np.float32
    assert rows.shape == (len(pictures), encoder.dim)
    assert np.isfinite(rows).all()


def test_no_pictures_give_no_rows(encoder):
    assert encoder.encode([]).shape == (0, encoder.dim)


def test_a_batch_equals_its_pictures_one_by_one(encoder, pictures):
    many = [*pictures, *pictures[::-1], *pictures, *pictures]  # more than a batch
    single = np.concatenate([encoder.encode([picture]) for picture in pictures])
    rows = encoder.encode(many)
    scale = np.abs(single).max()
    np.testing.assert_allclose(rows[:5] / scale, single / scale, atol=1e-4)
    np.testing.assert_allclose(rows[5:10] / scale, single[::-1] / scale, atol=1e-4)


def test_different_pictures_get_different_features(encoder, pictures):
    rows = encoder.encode(pictures)
    rows = rows / np.abs(rows).max()  # random weights may give tiny numbers
    assert len(np.unique(rows.round(6), axis=0)) == len(pictures)


def test_probabilities_are_a_distribution_over_the_named_classes(encoder, pictures):
    shares = encoder.probabilities(encoder.encode(pictures))
    assert shares.dtype == np.float32
    assert shares.shape == (len(pictures), len(encoder.classes))
    assert (shares >= 0).all()
    if encoder.classes:
        np.testing.assert_allclose(shares.sum(axis=1), 1, atol=1e-4)
        assert all(isinstance(name, str) and name for name in encoder.classes)
    assert encoder.probabilities(np.zeros((0, encoder.dim), np.float32)).shape == (0, len(encoder.classes))


def test_pictures_are_left_as_they_were(encoder, pictures):
    before = [picture.copy() for picture in pictures]
    encoder.encode(pictures)
    assert all(np.array_equal(a, b) for a, b in zip(before, pictures, strict=True))


def test_opening_again_gives_the_same_space_and_the_same_features(opened, pictures):
    encoder, name, options = opened
    again = ROLE.open(name, options)
    assert again.space == encoder.space
    rows = encoder.encode(pictures)
    np.testing.assert_allclose(again.encode(pictures), rows, atol=1e-4 * np.abs(rows).max())


def test_the_space_names_the_backend(opened):
    encoder, name, _ = opened
    assert encoder.space.startswith(name.partition("_lite")[0])
