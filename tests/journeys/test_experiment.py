"""A drawn shop tries another recommender: on half of its shoppers, in drafted shelves, and not untaught."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from daogou.assembly.open import open_shop
from daogou.recommend.arms import Whose, arm_of
from daogou.recommend.shelf import Shelf

pytestmark = pytest.mark.slow
AB = '{"name" = "try-ease", "other" = {"name" = "ease"}}'
WHOSE = {"own": Whose("item_knn", "try-ease:own"), "other": Whose("ease", "try-ease:other")}


@pytest.fixture(scope="module")
def folder(drawn_shop: Callable[..., Path]) -> Path:
    return drawn_shop(recommender='{"name" = "item_knn"}', experiment=AB)


def change(folder: Path, ours: str, theirs: str) -> None:
    settings = folder / "shop.toml"
    text = settings.read_text(encoding="utf-8")
    assert ours in text
    settings.write_text(text.replace(ours, theirs), encoding="utf-8")


def shelves(folder: Path) -> dict[str, Shelf]:
    """What each of the shop's regulars is shown."""
    shop = open_shop(folder)
    regulars = Counter(event.shopper_id for event in shop.shoppers().events("improve"))
    return {one: shop.shelf("for_you", shopper_id=one, k=6) for one, _ in regulars.most_common(20)}


def test_each_shopper_sees_the_recommender_of_their_arm(folder: Path) -> None:
    shown = shelves(folder)
    assert {arm_of("try-ease", shopper) for shopper in shown} == {"own", "other"}
    for shopper, shelf in shown.items():
        whose = WHOSE[arm_of("try-ease", shopper)]
        assert shelf.recommender == whose.recommender
        assert {shelf.chosen_by(hit.product_id) for hit in shelf.ranking} <= {whose}


def test_drafted_shelves_have_products_of_both_and_stay_for_the_day(folder: Path) -> None:
    drafted = AB.replace('"}}', '"}, "kind" = "interleaving"}')
    change(folder, AB, drafted)
    try:
        first, again = shelves(folder), shelves(folder)
    finally:
        change(folder, drafted, AB)
    assert first == again
    both = {shelf.chosen_by(hit.product_id) for shelf in first.values() for hit in shelf.ranking}
    assert both == set(WHOSE.values())
    for shelf in first.values():
        assert len({hit.product_id for hit in shelf.ranking}) == len(shelf.ranking)


def test_what_was_not_taught_is_not_tried(folder: Path) -> None:
    untaught = AB.replace('"ease"}', '"als"}')
    change(folder, AB, untaught)
    try:
        shown = shelves(folder)
    finally:
        change(folder, untaught, AB)
    assert {shelf.recommender for shelf in shown.values()} == {"item_knn"}
    assert not any(shelf.whose for shelf in shown.values())
