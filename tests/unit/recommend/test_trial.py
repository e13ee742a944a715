"""An experiment's shelf says of each product what chose it."""

import pytest

from daogou.core.ranking import Hit
from daogou.recommend.arms import Whose, arm_of
from daogou.recommend.trial import Trial

NAMES = {"own": "hybrid", "other": "ease"}
RANKINGS = {
    "own": tuple(Hit(name, 1.0) for name in "abc"),
    "other": tuple(Hit(name, 2.0) for name in "cde"),
}


@pytest.mark.parametrize("arm", ["own", "other"])
def test_a_shopper_of_an_arm_sees_its_recommenders_shelf(arm):
    shopper = next(name for name in map(str, range(99)) if arm_of("try", name) == arm)
    shelf = Trial("try", False, NAMES).shelf(RANKINGS.__getitem__, 3, shopper, "key")
    assert shelf.ranking == RANKINGS[arm]
    assert shelf.recommender == NAMES[arm]
    assert {shelf.chosen_by(hit.product_id) for hit in shelf.ranking} == {Whose(NAMES[arm], f"try:{arm}")}


def test_a_drafted_shelf_has_products_of_both_with_their_own_scores():
    shelf = Trial("try", True, NAMES).shelf(RANKINGS.__getitem__, 4, "ann", "key")
    assert len({hit.product_id for hit in shelf.ranking}) == 4
    for hit in shelf.ranking:
        whose = shelf.chosen_by(hit.product_id)
        arm = whose.arm.partition(":")[2]
        assert whose.recommender == NAMES[arm]
        assert hit in RANKINGS[arm]


def test_a_product_of_no_experiment_is_the_shelfs_recommenders():
    shelf = Trial("try", False, NAMES).shelf(RANKINGS.__getitem__, 3, "ann", "key")
    assert shelf.chosen_by("elsewhere") == Whose(shelf.recommender)
