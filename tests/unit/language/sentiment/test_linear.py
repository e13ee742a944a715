import numpy as np
import pytest

from daogou.core.errors import BadInput, CorruptAsset
from daogou.language.sentiment.linear import LinearChoice, choice_from, codes_of, teach_choice


def test_chances_are_the_shares_of_sigmoids_of_summed_weights():
    codes = codes_of(["red", "blue"])
    weights = np.array([[1.0, 0.0], [0.0, 2.0]], dtype=np.float32)
    choice = LinearChoice(("a", "b"), codes, weights, np.array([0.0, 0.5], dtype=np.float32))
    sigmoids = 1 / (1 + np.exp(-np.array([1.0, 2.5])))
    expected = sigmoids / sigmoids.sum()
    assert choice.chances(["red", "blue", "red", "unknown"]) == pytest.approx(expected)


@pytest.mark.parametrize("labels", [("yes", "no"), ("yes", "no", "other")])
def test_it_learns_what_a_feature_stands_for_and_survives_saving(labels):
    examples = [[f"is {label}", "always"] for label in labels for _ in range(10)]
    choice = teach_choice(examples, [label for label in labels for _ in range(10)], cost=10.0)
    for label in labels:
        assert choice.best([f"is {label}"])[0] == label
    again = choice_from(choice.arrays("which"), "which")
    assert again.labels == choice.labels
    assert again.chances(["is yes"]) == pytest.approx(choice.chances(["is yes"]), abs=1e-3)


def test_a_chance_of_two_labels_is_that_of_scikit_learn():
    linear = pytest.importorskip("sklearn.linear_model")
    examples, labels = [["x"], ["x"], ["y"], ["y"]], ["yes", "yes", "no", "yes"]
    choice = teach_choice(examples, labels, cost=1.0)
    rows = np.array([code in codes_of(e) for e in examples for code in choice.codes]).reshape(4, 2)
    model = linear.LogisticRegression(C=1.0, solver="liblinear", random_state=0).fit(rows, labels)
    assert choice.chances(["y"])[1] == pytest.approx(model.predict_proba(rows)[2, 1], abs=1e-3)


def test_one_label_teaches_nothing():
    with pytest.raises(BadInput, match="One label"):
        teach_choice([["x"], ["y"]], ["yes", "yes"], cost=1.0)


def test_a_file_without_a_part_is_named():
    with pytest.raises(CorruptAsset, match="which_labels"):
        choice_from({}, "which")
