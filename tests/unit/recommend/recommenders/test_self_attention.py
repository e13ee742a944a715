import numpy as np
import pytest

from daogou.core.errors import BadOption
from daogou.core.progress import SILENT
from daogou.recommend.history import history_of
from daogou.recommend.interactions import interactions_of
from daogou.recommend.lesson import Lesson
from daogou.recommend.recommenders import ROLE

SMALL = {"dim": 8, "heads": 1, "blocks": 1, "dropout": 0.1, "learning_rate": 0.01, "epochs": 4}
CYCLE = [history_of([(start + step) % 5 for step in range(4)]) for start in range(5)] * 4


@pytest.fixture(scope="module")
def recommender():
    pytest.importorskip("torch")
    lesson = Lesson(interactions_of(CYCLE, 6))
    return ROLE.open("self_attention", SMALL).fit(lesson, seed=0, progress=SILENT)


def test_what_comes_next_in_the_cycle_is_first(recommender):
    scores = recommender.scores([history_of([3, 4, 0]), history_of([1, 2, 3])])
    assert scores.argmax(axis=1).tolist() == [1, 4]
    assert (scores[:, :5] > 0).all()
    assert not scores[:, 5].any(), "nothing is known of the sixth product"


def test_the_order_of_acts_counts(recommender):
    one, other = recommender.scores([history_of([0, 1, 2]), history_of([2, 1, 0])])
    assert one.argmax() != other.argmax()


def test_evidence_is_what_the_chance_loses(recommender):
    history = history_of([0, 1, 2])
    evidence = recommender.explain(history, 3)
    assert evidence[0].kind == "sequence"
    assert evidence[0].product == 2
    with_all, without = (
        recommender.scores([one])[0, 3] / (len(one) / (len(one) + 1))
        for one in (history, history.without([2]))
    )
    assert evidence[0].weight == pytest.approx(with_all - without, rel=1e-4)


def test_products_of_equal_traits_have_vectors_though_nobody_acted_on_them():
    pytest.importorskip("torch")
    lesson = Lesson(interactions_of(CYCLE, 6), {}, [("colour:red",)] * 6)
    taught = ROLE.open("self_attention", SMALL).fit(lesson, seed=0, progress=SILENT)
    assert taught.scores([history_of([5])]).any()
    untold = ROLE.open("self_attention", SMALL | {"traits": False}).fit(lesson, seed=0, progress=SILENT)
    assert not untold.scores([history_of([5])]).any()


@pytest.mark.parametrize(("option", "value"), [("heads", 3), ("dropout", 1.0), ("held_out", -0.1)])
def test_numbers_that_cannot_be_are_refused(option, value):
    with pytest.raises(BadOption, match=option):
        ROLE.open("self_attention", {option: value})


def test_unknown_products_score_nothing_and_are_similar_to_nothing(recommender):
    assert not recommender.similar(5).any()
    assert np.isfinite(recommender.similar(0)).all()
