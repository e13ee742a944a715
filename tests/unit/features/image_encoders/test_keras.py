import numpy as np
import pytest

from daogou.core.errors import BadOption
from daogou.features.image_encoders import ROLE

# keras 3.15 on torch 2.13 turns tensors into arrays in the way of numpy 1; numpy 2 warns and does it
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
PICTURE = np.random.default_rng(0).integers(0, 255, (224, 224, 3)).astype(np.uint8)


@pytest.fixture(scope="module")
def keras():
    pytest.importorskip("torch", reason="needs torch")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KERAS_BACKEND", "torch")
        keras = pytest.importorskip("keras", reason="needs keras")
    keras.utils.set_random_seed(0)
    return keras


def saved(keras, folder, model, **options):
    network = getattr(keras.applications, model)(weights=None, **options)
    network.save_weights(folder / "a.weights.h5")
    return network, str(folder / "a.weights.h5")


def test_the_probabilities_are_the_networks_own(keras, tmp_path):
    network, weights = saved(keras, tmp_path, "MobileNetV2")
    pixels = keras.applications.mobilenet_v2.preprocess_input(PICTURE[None].astype(np.float32))
    encoder = ROLE.open("keras", {"model": "MobileNetV2", "weights": weights})
    found = encoder.probabilities(encoder.encode([PICTURE]))
    np.testing.assert_allclose(found, network.predict_on_batch(pixels), atol=1e-6)
    assert encoder.classes[0] == "tench"


def test_a_network_whose_last_layer_is_no_classifier_has_no_classes(keras, tmp_path):
    _, weights = saved(keras, tmp_path, "MobileNetV3Small")
    encoder = ROLE.open("keras", {"model": "MobileNetV3Small", "weights": weights})
    rows = encoder.encode([PICTURE])
    assert rows.shape == (1, encoder.dim)
    assert encoder.classes == ()


@pytest.mark.slow
@pytest.mark.parametrize(("model", "dim"), [("VGG16", 4096), ("ResNet50", 2048), ("InceptionV3", 2048)])
def test_the_well_known_networks_load(keras, tmp_path, model, dim):
    _, weights = saved(keras, tmp_path, model)
    encoder = ROLE.open("keras", {"model": model, "weights": weights})
    assert encoder.encode([PICTURE, PICTURE[:100]]).shape == (2, dim)


def test_classes_of_its_own_are_named_by_a_file(keras, tmp_path):
    _, weights = saved(keras, tmp_path, "MobileNetV2", classes=3)
    (tmp_path / "classes.txt").write_text("dress\nshirt\nboot\n")
    options = {"model": "MobileNetV2", "weights": weights, "classes": str(tmp_path / "classes.txt")}
    encoder = ROLE.open("keras", options)
    assert encoder.classes == ("dress", "shirt", "boot")
    assert encoder.probabilities(encoder.encode([PICTURE])).shape == (1, 3)


def test_a_misspelt_network_is_refused_with_the_nearest(keras):
    with pytest.raises(BadOption) as caught:
        ROLE.open("keras", {"model": "ResNet5O"})
    assert "ResNet50" in caught.value.hint


def test_a_second_framework_in_one_process_is_refused(keras):
    pytest.importorskip("jax", reason="needs jax")
    with pytest.raises(BadOption, match="already runs on 'torch'"):
        ROLE.open("keras", {"backend": "jax"})


def test_weights_of_another_network_are_refused(keras, tmp_path):
    (tmp_path / "a.weights.h5").write_bytes(b"no weights")
    with pytest.raises(BadOption, match="MobileNetV2"):
        ROLE.open("keras", {"model": "MobileNetV2", "weights": str(tmp_path / "a.weights.h5")})
