import numpy as np
import pytest

from daogou.core.errors import BadOption, MissingAsset
from daogou.features.text_encoders import ROLE

torch = pytest.importorskip("torch", reason="needs torch")


@pytest.fixture(scope="module", autouse=True)
def transformers(torchvision_operators):
    pytest.importorskip("sentence_transformers", reason="needs sentence-transformers")
    return pytest.importorskip("transformers", reason="needs sentence-transformers")


@pytest.fixture(scope="module")
def bert(tmp_path_factory, transformers):
    folder = tmp_path_factory.mktemp("bert")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "red", "blue", "dress", "query", ":"]
    (folder / "vocab.txt").write_text("\n".join(words))
    config = transformers.BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
    )
    transformers.BertModel(config).save_pretrained(folder)
    transformers.BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


def test_a_plain_bert_is_the_mean_of_its_tokens(bert, transformers):
    tokens = transformers.AutoTokenizer.from_pretrained(bert)(["red dress"], return_tensors="pt")
    with torch.inference_mode():
        states = transformers.AutoModel.from_pretrained(bert)(**tokens).last_hidden_state[0]
    mean = states.mean(dim=0).numpy()
    row = ROLE.open("sentence_transformers", {"model": str(bert)}).encode(["red dress"])[0]
    np.testing.assert_allclose(row, mean / np.linalg.norm(mean), atol=1e-5)


def test_a_prefix_goes_before_every_text_and_makes_another_space(bert):
    plain = ROLE.open("sentence_transformers", {"model": str(bert)})
    prefixed = ROLE.open("sentence_transformers", {"model": str(bert), "prefix": "query: "})
    np.testing.assert_allclose(prefixed.encode(["red"]), plain.encode(["query: red"]), atol=1e-6)
    assert prefixed.space != plain.space


def test_text_after_the_last_token_is_not_read(bert):
    encoder = ROLE.open("sentence_transformers", {"model": str(bert), "max_tokens": 4})
    rows = encoder.encode(["red dress", "red dress blue blue"])
    np.testing.assert_allclose(rows[0], rows[1], atol=1e-6)


def test_a_model_must_be_named():
    with pytest.raises(BadOption, match="model"):
        ROLE.open("sentence_transformers")


def test_a_folder_without_a_model_is_a_missing_asset(tmp_path):
    with pytest.raises(MissingAsset) as caught:
        ROLE.open("sentence_transformers", {"model": str(tmp_path)})
    assert "folder" in caught.value.hint
