import numpy as np

from daogou.language.intents.mixing import Mixing, balanced_threshold, keeping_threshold, learn_mixing


def test_mixing_is_a_normalised_product_by_hand() -> None:
    dense, sparse = np.log([[0.5, 0.5]]).astype(np.float32), np.log([[0.8, 0.2]]).astype(np.float32)
    np.testing.assert_allclose(Mixing(1, 2)(dense, sparse), [[0.64 / 0.68, 0.04 / 0.68]], rtol=1e-5)


def test_an_overconfident_judge_is_cooled_to_how_often_it_is_right() -> None:
    dense = np.log(np.tile([[0.99, 0.01]], (100, 1))).astype(np.float32)
    labels = np.array([0] * 70 + [1] * 30)
    chances = learn_mixing([dense, np.full_like(dense, np.log(0.5))], labels)(dense, np.zeros_like(dense))
    np.testing.assert_allclose(chances[0], [0.7, 0.3], atol=0.01)


def test_of_three_judges_the_one_who_knows_is_believed() -> None:
    labels = np.tile([0, 1], 50)
    guessing = np.log(np.full((100, 2), 0.5)).astype(np.float32)
    knowing = np.log(np.where(np.eye(2)[labels] > 0, 0.9, 0.1)).astype(np.float32)
    mixing = learn_mixing([guessing, guessing, knowing], labels)
    assert mixing(guessing, guessing, knowing)[:, 0][:2].round().tolist() == [1, 0]
    assert mixing.read > 1  # surer than it says, as it is always right


def test_without_held_out_labels_the_mixing_is_the_start() -> None:
    nothing = np.empty((0, 2), dtype=np.float32)
    assert learn_mixing([nothing, nothing], np.empty(0, dtype=np.intp)) == Mixing()


def test_the_balanced_threshold_parts_inside_from_outside() -> None:
    sure = np.array([0.9, 0.8, 0.4, 0.3])
    inside = np.array([True, True, False, False])
    assert np.isclose(balanced_threshold(sure, inside, inside), 0.6)


def test_without_messages_from_outside_all_is_answered() -> None:
    everything = np.ones(2, dtype=bool)
    assert balanced_threshold(np.array([0.2, 0.9]), everything, everything) == 0


def test_the_keeping_threshold_refuses_all_that_it_may() -> None:
    sure = np.array([0.2, 0.4, 0.6, 0.8])
    right = np.array([False, True, True, True])
    assert np.isclose(keeping_threshold(sure, right, 0.75), 0.3)
    assert np.isclose(keeping_threshold(sure, right, 0.5), 0.5)
    assert keeping_threshold(sure, right, 0.9) == 0
