from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from daogou.core.errors import CorruptAsset
from daogou.language.encoder.classifier import TextClassifier, load_classifier
from daogou.language.encoder.encoder import Encoder, padded, summary
from daogou.language.encoder.teaching import Lessons, teach_classifier

torch = pytest.importorskip("torch", reason="needs PyTorch")

QUICK = Lessons(epochs=40, batch=4, rate=3e-3, head_rate=1e-2, longest=20)
TEXTS = ["good a", "bad a", "a good b", "a bad b", "good good", "bad bad", "b good", "b bad"]
RIGHT = np.array([0, 1] * 4)


@pytest.fixture(scope="module")
def taught(tiny: Encoder) -> TextClassifier:
    return teach_classifier(TEXTS, RIGHT, 2, seed=0, encoder=tiny, lessons=QUICK)


@pytest.mark.parametrize("taught", [1, 2, 9])
def test_pytorch_reads_as_numpy_does_and_gives_back_what_it_was_given(tiny: Encoder, taught: int) -> None:
    from daogou.language.encoder.encoder_training import TorchEncoder, summaries

    network = TorchEncoder(tiny, 0.1, taught).eval()
    numbers = [tiny.base.cut(text, 30).numbers for text in ("good", "bad good a b")]
    with torch.no_grad():
        rows = summaries(*network(network.given(numbers))).numpy()
    for place, states in tiny(numbers):
        np.testing.assert_allclose(rows[place], summary(states), atol=0.1)  # products have 8 bits
    again = network.exported().weights
    for field in fields(again):
        np.testing.assert_array_equal(getattr(again, field.name), getattr(tiny.weights, field.name))


def test_it_learns_what_tells_texts_apart(taught: TextClassifier) -> None:
    assert taught(TEXTS).argmax(axis=1).tolist() == RIGHT.tolist()
    assert taught(["a a good", "b bad a"]).argmax(axis=1).tolist() == [0, 1]


def test_only_the_last_layers_are_taught(tiny: Encoder) -> None:
    lessons = replace(QUICK, layers=1, epochs=1)
    weights = teach_classifier(TEXTS, RIGHT, 2, seed=0, encoder=tiny, lessons=lessons).encoder.weights
    np.testing.assert_array_equal(weights.wide[0], tiny.weights.wide[0])
    assert np.abs(weights.wide[1] - tiny.weights.wide[1]).max() > 0


def test_the_last_layer_is_taught_most_and_equal_seeds_alike(tiny: Encoder, taught: TextClassifier) -> None:
    moved = np.abs(taught.encoder.weights.wide - tiny.weights.wide).mean(axis=(1, 2))
    assert moved.min() > 0
    assert moved[1] > moved[0]
    again = teach_classifier(TEXTS, RIGHT, 2, seed=0, encoder=tiny, lessons=QUICK)
    np.testing.assert_allclose(again(TEXTS), taught(TEXTS), atol=1e-5)


def test_it_is_saved_and_loaded(tiny: Encoder, taught: TextClassifier, tmp_path: Path) -> None:
    taught.save(tmp_path / "taught.npz")
    again = load_classifier(tmp_path / "taught.npz", tiny)
    np.testing.assert_allclose(again(TEXTS), taught(TEXTS), atol=0.05)
    np.savez(tmp_path / "other.npz", numbers=np.zeros(3))
    with pytest.raises(CorruptAsset, match="lacks look of its layers"):
        load_classifier(tmp_path / "other.npz", tiny)
    (tmp_path / "text.npz").write_text("no weights")
    with pytest.raises(CorruptAsset, match="no taught encoder"):
        load_classifier(tmp_path / "text.npz", tiny)


def test_the_filler_is_the_vocabulary_s(tiny: Encoder) -> None:
    numbers, _ = padded([[0], [0, 2]])
    assert numbers[0, 1] == tiny.base.cutter._of.numbers["<pad>"]
