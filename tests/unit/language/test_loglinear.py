import numpy as np
import pytest

from daogou.core.errors import CorruptAsset
from daogou.language.loglinear import (
    LogLinear,
    Question,
    Schedule,
    hashed,
    load_loglinear,
    train_loglinear,
)

COLOURS, SHAPES = ["red", "blue", "green"], ["round", "square"]


def question(wanted: str) -> Question:
    """Which of three is red? Shapes say nothing."""
    candidates = tuple(hashed([c, SHAPES[i % 2]]) for i, c in enumerate(COLOURS))
    return Question(candidates, (COLOURS.index(wanted),))


def test_probabilities_are_those_of_the_formula():
    model = LogLinear()
    model.weights[hashed(["a", "b"])] = [1.0, 2.0]
    shares = model.probabilities([hashed(["a"]), hashed(["a", "b"]), hashed(["unknown"])])
    powers = np.exp([1.0, 3.0, 0.0])
    assert shares == pytest.approx(powers / powers.sum())


def test_it_learns_which_feature_matters():
    model = train_loglinear([question("red")] * 20, Schedule(epochs=50), seed=0)
    sure = model.probabilities(question("red").candidates)
    assert sure.argmax() == 0
    assert sure[0] > 0.9


def test_of_several_right_candidates_the_sum_is_made_likely():
    both = Question(question("red").candidates, (0, 2))
    model = train_loglinear([both] * 20, Schedule(epochs=20), seed=0)
    assert model.probabilities(both.candidates)[[0, 2]].sum() > 0.95


def test_one_step_is_adagrads():
    two = Question((hashed(["x"]), hashed(["y"])), (0,))
    model = train_loglinear([two], Schedule(epochs=1, rate=0.1, penalty=0.0), seed=0)
    # from zero both are likely by half: the slopes are -.5 and .5, each step is rate * slope / |slope|
    assert model.weights[hashed(["x"])[0]] == pytest.approx(0.1, rel=1e-4)
    assert model.weights[hashed(["y"])[0]] == pytest.approx(-0.1, rel=1e-4)


def test_the_same_seed_gives_the_same_weights():
    questions = [question(c) for c in COLOURS] * 10
    first, second = (train_loglinear(questions, Schedule(), seed=3) for _ in range(2))
    assert np.array_equal(first.weights, second.weights)


def test_what_is_saved_is_what_is_read(tmp_path):
    model = train_loglinear([question("blue")] * 9, Schedule(), seed=0)
    model.save(tmp_path / "m.npz")
    again = load_loglinear(tmp_path / "m.npz")
    assert np.allclose(again.weights, model.weights, atol=1e-3)


def test_another_file_is_refused(tmp_path):
    np.savez(tmp_path / "m.npz", something=np.zeros(2))
    with pytest.raises(CorruptAsset):
        load_loglinear(tmp_path / "m.npz")
