import numpy as np

from daogou.language.intents.mixing import Mixing, Wanted, balanced_threshold, leading_threshold, learn_mixing


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


def test_the_leading_threshold_leads_as_far_over_both_wanted_shares_as_it_can() -> None:
    sure = np.array([0.9] * 98 + [0.4] * 2 + [0.3] * 70 + [0.45] * 10 + [0.95] * 20)
    inside = np.arange(200) < 100
    # bars and leads in standard errors: .35: 1.00, .70: 2.3, 2.0; .425: .98, .70: 1.4, 2.0; .675: .98, .80
    assert np.isclose(leading_threshold(sure, inside, inside, Wanted(0.95, 0.60)), 0.35)
    # were more wanted outside: 2.3, -1.1; 1.4, -1.1; 1.4, 1.1 in standard errors
    assert np.isclose(leading_threshold(sure, inside, inside, Wanted(0.95, 0.75)), 0.675)
