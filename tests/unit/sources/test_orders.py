from datetime import UTC, datetime

import pytest

from daogou.core.errors import BadFeed
from daogou.core.product import Product, Variant
from daogou.core.rejection import Rejection
from daogou.sources.demo.orders import PEOPLE, STATUSES, drawn_orders
from daogou.sources.orders import order_rows

TODAY = datetime(2026, 6, 1, tzinfo=UTC)
SOLD = [Product(f"p{n}", {"en": f"Thing {n}"}, variants=(Variant(f"p{n}-M", price=10.0),)) for n in range(5)]


def test_rows_of_a_csv_that_belong_to_one_order_are_one_order(tmp_path):
    file = tmp_path / "orders.csv"
    file.write_text("order_id,status,sku\na,pending,x\na,pending,y\nb,shipped,x\n", encoding="utf-8")
    rows = dict(order_rows(file))
    assert rows == {
        2: {"order_id": "a", "status": "pending", "items": [{"sku": "x"}, {"sku": "y"}]},
        4: {"order_id": "b", "status": "shipped", "items": [{"sku": "x"}]},
    }


def test_a_line_that_is_no_object_is_refused_with_its_number(tmp_path):
    file = tmp_path / "orders.jsonl"
    file.write_text('{"order_id": "a"}\n\n[1]\nnonsense\n', encoding="utf-8")
    found = list(order_rows(file))
    assert found[0] == (1, {"order_id": "a"})
    assert [(number, isinstance(row, Rejection)) for number, row in found[1:]] == [(3, True), (4, True)]


def test_another_format_is_refused(tmp_path):
    with pytest.raises(BadFeed):
        order_rows(tmp_path / "orders.xlsx")


def test_the_demo_has_an_order_in_each_status_for_each_invented_person():
    rows = list(drawn_orders(SOLD, 7, TODAY))
    assert len(rows) == len(PEOPLE) * len(STATUSES)
    assert rows == list(drawn_orders(SOLD, 7, TODAY))
    assert all(row["email"].endswith("@example.com") for row in rows)
