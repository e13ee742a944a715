import numpy as np
import pytest

from daogou.core.errors import BadOption
from daogou.core.progress import SILENT
from daogou.recommend.history import history_of
from daogou.recommend.interactions import interactions_of
from daogou.recommend.lesson import Lesson
from daogou.recommend.recommenders import ROLE

NOBODY = interactions_of([], 4)
TRAITS = [("brand:a", "colour:red"), ("brand:a",), ("colour:red",), ()]


def test_scores_are_what_the_walks_come_to():
    recommender = ROLE.open("knowledge_graph", {"fading": 0.5}).fit(
        Lesson(NOBODY, {}, TRAITS), seed=0, progress=SILENT
    )
    # two relations of weight 1/2; from 0 half the walks of each end at 0 and half at the other product
    np.testing.assert_allclose(recommender.scores([history_of([0])])[0], [2, 1, 1, 0])
    # 1 is older and counts half: 4 * .5 * .5 * (.5 to 0, .5 to 1)
    np.testing.assert_allclose(recommender.scores([history_of([1, 0])])[0], [2.5, 1.5, 1, 0])
    np.testing.assert_allclose(recommender.similar(0), [0, 1, 1, 0])


def test_evidence_names_the_product_and_the_entity_on_the_path():
    recommender = ROLE.open("knowledge_graph").fit(Lesson(NOBODY, {}, TRAITS), seed=0, progress=SILENT)
    (evidence,) = recommender.explain(history_of([3, 0]), 2)
    assert (evidence.kind, evidence.product, evidence.what) == ("path", 0, "colour:red")
    assert evidence.weight == pytest.approx(1)


def test_links_of_the_feed_are_walked_and_can_be_left_aside():
    lesson = Lesson(NOBODY, {}, (), {"goes_with": np.array([[0, 3]])})
    recommender = ROLE.open("knowledge_graph").fit(lesson, seed=0, progress=SILENT)
    assert recommender.scores([history_of([0])])[0].tolist() == [0, 0, 0, 4]
    assert recommender.explain(history_of([0]), 3)[0].what == "goes_with"
    without = ROLE.open("knowledge_graph", {"links": False}).fit(lesson, seed=0, progress=SILENT)
    assert not without.scores([history_of([0])]).any()


def test_relations_that_shoppers_follow_count_more():
    acts = interactions_of([history_of([0, 1])] * 5, 4)
    recommender = ROLE.open("knowledge_graph", {"acts": False}).fit(
        Lesson(acts, {}, TRAITS), seed=0, progress=SILENT
    )
    scores = recommender.scores([history_of([0])])[0]
    assert scores[1] > 0.9
    assert scores[2] < 0.01


@pytest.mark.parametrize("fading", [0.0, 1.5])
def test_a_fading_out_of_range_is_refused(fading):
    with pytest.raises(BadOption, match="fading"):
        ROLE.open("knowledge_graph", {"fading": fading})
