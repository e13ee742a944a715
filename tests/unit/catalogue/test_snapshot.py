"""A release's products: frozen, and read a row at a time."""

from daogou.catalogue.snapshot import Snapshot, write_snapshot
from daogou.core.product import Product


def test_rows_come_back_in_order_and_by_id(tmp_path):
    products = [Product(id=f"p{n}", titles={"zh": f"第{n}件", "en": f"No {n}"}) for n in range(5)]
    assert write_snapshot(tmp_path, products) == 5
    snapshot = Snapshot(tmp_path)
    assert list(snapshot) == products
    assert snapshot[snapshot.row_of["p3"]] == products[3]
    assert snapshot[-1] == products[-1]


def test_a_shop_without_products_has_an_empty_one(tmp_path):
    write_snapshot(tmp_path, [])
    assert list(Snapshot(tmp_path)) == []
