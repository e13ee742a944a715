import numpy as np
import pytest

from daogou.assembly.steps import listen
from daogou.core.progress import SILENT
from daogou.guide.examples import Example, add_owner_examples
from daogou.language.intents.classifier import IntentClassifier
from daogou.language.intents.teaching import Examples, teach_intents


class Spelling:
    """Vectors by the letters of a text; counts what it is asked."""

    space = "spelling"

    def __init__(self) -> None:
        self.texts = 0

    def encode(self, texts: list[str]) -> np.ndarray:
        self.texts += len(texts)
        rows = np.array([[text.count(letter) + 0.01 for letter in "aeiou的我"] for text in texts], np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("DAOGOU_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def quickly(examples: Examples, *, seed: int, **_: object) -> IntentClassifier:
    """Taught from every fiftieth example."""
    rows = range(0, len(examples.texts), 50)
    few = Examples(
        [examples.texts[row] for row in rows], examples.vectors[rows], [examples.labels[row] for row in rows]
    )
    return teach_intents(few, seed=seed, validation=few)


def test_what_our_examples_teach_is_kept_for_the_next_shop_and_an_owners_is_not(home, tmp_path):
    encoder = Spelling()
    for name in ("first", "second", "own"):
        (tmp_path / name).mkdir()
    listen.run(tmp_path / "first", tmp_path, encoder, 0, SILENT, teach=quickly)
    taught = encoder.texts
    assert taught > 0
    listen.run(tmp_path / "second", tmp_path, encoder, 0, SILENT, teach=quickly)
    assert encoder.texts == taught
    first, second = (listen.intents_in(tmp_path / name) for name in ("first", "second"))
    vectors = encoder.encode(["red dress"])
    np.testing.assert_array_equal(
        first.probabilities(["red dress"], vectors), second.probabilities(["red dress"], vectors)
    )
    add_owner_examples(tmp_path / listen.OWN, [Example("do you do bra fittings?", "hand_over")])
    before = encoder.texts
    listen.run(tmp_path / "own", tmp_path, encoder, 0, SILENT, teach=quickly)
    assert encoder.texts > before
    assert len(list((home / "taught").iterdir())) == 1
