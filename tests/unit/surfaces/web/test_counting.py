"""What a page shows is counted with what chose it, each product for itself."""

from dataclasses import replace
from datetime import timedelta

from small_shop import SmallShop

from daogou.recommend.arms import Whose
from daogou.recommend.shelf import Shelf
from daogou.shoppers.times import now
from daogou.surfaces.server import create_app


class Tried(SmallShop):
    """Every second product for a shopper is another recommender's."""

    def shelf(self, name, **asked) -> Shelf:
        shelf = super().shelf(name, **asked)
        if name != "for_you":
            return shelf
        arms = (Whose("small", "try:own"), Whose("ease", "try:other"))
        return replace(shelf, whose={hit.product_id: arms[n % 2] for n, hit in enumerate(shelf.ranking)})


def test_each_product_of_a_drafted_shelf_is_counted_for_what_chose_it(clients, tmp_path):
    shop = Tried(tmp_path)
    visitor = clients(create_app(shop))
    visitor.post("/you/acts", json={"kind": "view", "product_id": "dress-1"})
    visitor.get("/")
    day = timedelta(days=1)
    shown = [row.impression for row in shop.shoppers().impressions(now() - day, now() + day)]
    of_shelf = sorted((one for one in shown if one.shelf == "for_you"), key=lambda one: one.place)
    assert [(one.recommender, one.arm) for one in of_shelf[:2]] == [
        ("small", "try:own"),
        ("ease", "try:other"),
    ]
    assert {(one.recommender, one.arm) for one in shown if one.shelf == "trending"} == {("small", "")}
