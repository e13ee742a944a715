"""Orders of the demo shop by invented people, an order in each status; the same seed gives the same."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from daogou.core.product import Product

# nobody real: example.com is kept for examples, and the towns are those of nursery rhymes
PEOPLE = (
    ("Mei", "Chen", "mei@example.com", "310000", "Hangzhou"),
    ("Tom", "Baker", "tom@example.com", "10115", "Gotham"),
    ("Ivy", "Woods", "ivy@example.com", "20457", "Banbury"),
    ("小满", "陆", "xiaoman@example.com", "200001", "上海"),
)
STATUSES = (
    ("pending", 1),
    ("processed", 2),
    ("shipped", 3),
    ("delivered", 5),
    ("delivered", 40),
    ("cancelled", 9),
)
FIRST = 1001


def drawn_orders(products: Sequence[Product], seed: int, today: datetime) -> Iterator[dict[str, Any]]:
    """Rows as ``sources.orders`` reads them; ``today``: days since delivery are counted back from it."""
    random = Random(f"orders {seed}")
    sold = [product for product in products if any(one.price is not None for one in product.variants)]
    for number, (place, (status, days)) in enumerate(
        ((place, of) for place in range(len(PEOPLE)) for of in STATUSES), start=FIRST
    ):
        first, last, email, postcode, city = PEOPLE[place]
        came = {"delivered_at": (today - timedelta(days=days)).isoformat()} if status == "delivered" else {}
        tracking = [f"DEMO{number}"] if status in ("shipped", "delivered") else []
        pieces = [_piece(random, product) for product in random.sample(sold, min(len(sold), 1 + number % 2))]
        yield {
            "order_id": str(number), "status": status, "email": email, "first_name": first, "last_name": last,
            "line1": "Demo Street 1", "city": city, "postcode": postcode, "country": "Demo",
            "payment": "Demo card 0000", "tracking": tracking, "items": pieces, **came,
        }  # fmt: skip


def _piece(random: Random, product: Product) -> dict[str, Any]:
    variant = random.choice([one for one in product.variants if one.price is not None])
    return {"sku": variant.sku, "quantity": 1}
