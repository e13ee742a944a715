import json

import numpy as np
import pytest

from daogou.core.errors import BadOption, MissingAsset
from daogou.core.progress import SILENT
from daogou.features.alignments import ROLE as ALIGNMENTS
from daogou.features.alignments import Pairs
from daogou.features.image_encoders import ROLE
from daogou.features.see import Eye
from daogou.features.text_encoders import ROLE as TEXT_ENCODERS

VISION = {"image_size": 32, "layers": 1, "width": 64, "patch_size": 16}
WORDS = {"context_length": 16, "vocab_size": 49408, "width": 64, "heads": 2, "layers": 1}


@pytest.fixture(scope="module")
def open_clip(torchvision_operators):
    return pytest.importorskip("open_clip", reason="needs open_clip_torch")


@pytest.fixture
def folder(open_clip, tmp_path):
    torch = pytest.importorskip("torch", reason="needs torch")
    config = {"model_cfg": {"embed_dim": 24, "vision_cfg": VISION, "text_cfg": WORDS}, "preprocess_cfg": {}}
    (tmp_path / "open_clip_config.json").write_text(json.dumps(config))
    model = open_clip.model.CLIP(embed_dim=24, vision_cfg=VISION, text_cfg=WORDS)
    torch.save(model.state_dict(), tmp_path / "open_clip_pytorch_model.bin")
    return tmp_path


def test_both_towers_share_one_space_and_need_no_aligning(folder):
    image = ROLE.open("open_clip", {"model": str(folder)})
    text = TEXT_ENCODERS.open("open_clip", {"model": str(folder)})
    eye = Eye(image)
    picture = np.random.default_rng(0).integers(0, 255, (40, 30, 3)).astype(np.uint8)
    alignment = ALIGNMENTS.open("shared").fit(
        Pairs(np.zeros((0, eye.dim), np.float32), []), eye, text, seed=0, progress=SILENT
    )
    rows = eye.see([eye.glimpse(picture)])[0].row[None]
    placed = alignment.place_pictures(rows)
    np.testing.assert_allclose(np.linalg.norm(placed, axis=1), 1, atol=1e-5)
    assert alignment.place_texts(text.encode(["a dress"]), ["a dress"]).shape == placed.shape == (1, 24)


def test_a_folder_without_weights_is_refused_rather_than_random(folder):
    (folder / "open_clip_pytorch_model.bin").unlink()
    with pytest.raises(MissingAsset, match="open_clip cannot load"):
        ROLE.open("open_clip", {"model": str(folder)})


def test_an_unknown_name_is_refused(open_clip):
    with pytest.raises(BadOption, match="ViT-B-99"):
        ROLE.open("open_clip", {"model": "ViT-B-99"})
