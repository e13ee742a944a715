import numpy as np
import pytest
from PIL import Image

from daogou.core.errors import BadOption
from daogou.features.image_encoders import ROLE


@pytest.fixture(scope="module")
def timm(torchvision_operators):
    return pytest.importorskip("timm", reason="needs timm")


@pytest.fixture(scope="module")
def torch():
    return pytest.importorskip("torch", reason="needs torch")


PICTURE = np.random.default_rng(0).integers(0, 255, (90, 60, 3)).astype(np.uint8)


def saved(timm, torch, folder, model, **options):
    torch.manual_seed(1)
    network = timm.create_model(model, **options).eval()
    torch.save(network.state_dict(), folder / f"{model}.pth")
    return network, str(folder / f"{model}.pth")


@pytest.mark.parametrize("model", ["test_efficientnet", "test_vit", "test_resnet"])
def test_the_probabilities_are_the_networks_own(timm, torch, tmp_path, model):
    network, weights = saved(timm, torch, tmp_path, model)
    config = timm.data.resolve_model_data_config(network)
    pixels = timm.data.create_transform(**config, is_training=False)(Image.fromarray(PICTURE))
    with torch.inference_mode():
        expected = network(pixels[None]).softmax(dim=1).numpy()
    encoder = ROLE.open("timm", {"model": model, "weights": weights})
    np.testing.assert_allclose(encoder.probabilities(encoder.encode([PICTURE])), expected, atol=1e-5)
    assert encoder.classes[0] == "tench"


@pytest.mark.slow
@pytest.mark.parametrize(("model", "dim"), [("vgg11", 4096), ("resnet18", 512), ("inception_v3", 2048)])
def test_the_well_known_networks_load(timm, torch, tmp_path, model, dim):
    _, weights = saved(timm, torch, tmp_path, model)
    encoder = ROLE.open("timm", {"model": model, "weights": weights})
    assert encoder.encode([PICTURE]).shape == (1, dim) == (1, encoder.dim)


def test_a_checkpoint_with_classes_of_its_own_names_them_by_a_file(timm, torch, tmp_path):
    _, weights = saved(timm, torch, tmp_path, "test_resnet", num_classes=3)
    (tmp_path / "classes.txt").write_text("dress\nshirt\nboot\n")
    encoder = ROLE.open(
        "timm", {"model": "test_resnet", "weights": weights, "classes": str(tmp_path / "classes.txt")}
    )
    assert encoder.classes == ("dress", "shirt", "boot")
    with pytest.raises(BadOption, match="no checkpoint of test_resnet"):
        ROLE.open("timm", {"model": "test_resnet", "weights": weights})


def test_other_weights_are_another_space(timm, torch, tmp_path):
    _, weights = saved(timm, torch, tmp_path, "test_resnet")
    first = ROLE.open("timm", {"model": "test_resnet", "weights": weights})
    torch.save(timm.create_model("test_resnet").state_dict(), weights)
    assert ROLE.open("timm", {"model": "test_resnet", "weights": weights}).space != first.space


def test_a_misspelt_model_is_refused_with_the_nearest(timm):
    with pytest.raises(BadOption) as caught:
        ROLE.open("timm", {"model": "resnet5O"})
    assert "resnet50" in caught.value.hint


@pytest.mark.parametrize("content", [None, b"", b"no checkpoint"])
def test_a_missing_or_damaged_checkpoint_is_refused(timm, tmp_path, content):
    file = tmp_path / "weights.pth"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BadOption, match=r"weights\.pth"):
        ROLE.open("timm", {"model": "test_resnet", "weights": str(file)})
