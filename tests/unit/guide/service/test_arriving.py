import pytest

from daogou.core.rejection import Rejection
from daogou.guide.service.arriving import arrived
from daogou.guide.service.things import Ware

WARE = Ware("x", "p", "Scarf", {"size": "M"}, 1250)
ROW = {
    "order_id": "a",
    "status": "pending",
    "email": "Ann@Example.com",
    "items": [{"sku": "x", "quantity": 2}],
}


def taken(**more):
    return arrived(3, {**ROW, **more}, {"x": WARE}.get, "EUR")


def test_name_and_price_come_from_the_catalogue():
    customer, order = taken()
    assert customer.id == order.customer_id == "ann@example.com"
    assert [line.name for line in order.lines] == ["Scarf", "Scarf"]
    assert sum(order.paid.values()) == order.total == 2500
    assert order.currency == "EUR"


def test_of_a_cancelled_order_everything_was_paid_back():
    assert sum(taken(status="cancelled")[1].paid.values()) == 0


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"status": "gone"}, "status"),
        ({"email": "nobody"}, "email"),
        ({"items": []}, "items"),
        ({"items": [{"sku": "unknown"}]}, "items.sku"),
        ({"hue": "red"}, "hue"),
        ({"delivered_at": "2026-06-01T12:00:00"}, "delivered_at"),
    ],
)
def test_a_wrong_row_is_refused_by_line_and_field(wrong, field):
    refused = taken(**wrong)
    assert isinstance(refused, Rejection)
    assert (refused.line, refused.field) == (3, field)
