import numpy as np
import pytest

from daogou.language.intents.network import Network, Schedule, _slopes, averaged, teach_network

GENTLE = Schedule(hidden=16, epochs=5)


def test_the_slopes_are_those_of_finite_differences() -> None:
    random = np.random.default_rng(0)
    weights = [random.normal(size=shape).astype(np.float32) for shape in ((4, 5), (6, 3))]
    rows, labels = random.normal(size=(7, 3)).astype(np.float32), random.integers(0, 3, 7)
    schedule = Schedule(dropped_in=0, dropped_hidden=0, smoothing=0.1)
    first, second = _slopes(weights, rows, labels, schedule, random)

    def loss(wide: list[np.ndarray]) -> float:
        hidden = np.maximum(rows @ wide[0][:-1] + wide[0][-1], 0)
        scores = hidden @ wide[1][:-1] + wide[1][-1]
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        targets = np.eye(3)[labels] * 0.9 + 0.1 / 3
        return float(-(targets * logs).sum(axis=1).mean())

    for which, slope in enumerate((first, second)):
        for place in np.ndindex(*slope.shape):
            moved = []
            for step in (1e-5, -1e-5):
                wide = [w.astype(np.float64) for w in weights]
                wide[which][place] += step
                moved.append(loss(wide))
            assert np.isclose((moved[0] - moved[1]) / 2e-5, slope[place], atol=1e-4)


def test_it_learns_what_no_line_parts() -> None:
    vectors = np.array([[1, 1], [-1, -1], [1, -1], [-1, 1]] * 20, dtype=np.float32) / np.sqrt(2)
    labels = np.array([0, 0, 1, 1] * 20)
    network = teach_network(vectors.astype(np.float32), labels, 2, seed=0, schedule=Schedule(hidden=32))
    assert (network(vectors[:4]).argmax(axis=1) == labels[:4]).all()


def test_the_same_seed_teaches_the_same() -> None:
    vectors = np.eye(4, dtype=np.float32)
    one, other = (teach_network(vectors, np.array([0, 0, 1, 1]), 2, seed=3, schedule=GENTLE) for _ in "12")
    np.testing.assert_array_equal(one.second, other.second)


def test_the_mean_of_several_is_one_network() -> None:
    random = np.random.default_rng(5)

    def drawn(*shape: int) -> np.ndarray:
        return random.standard_normal(shape).astype(np.float32)

    several = [Network(drawn(5, 3), drawn(4, 2)) for _ in range(3)]
    vectors = drawn(7, 4)
    mean = np.mean([one(vectors) for one in several], axis=0)
    assert averaged(several)(vectors) == pytest.approx(mean, abs=1e-5)
