import pytest

from daogou.core.product import Product, Variant
from daogou.guide.service.from_catalogue import hundredths, wares_of
from daogou.guide.service.things import Ware


def test_each_variant_with_a_price_is_a_ware():
    variants = (Variant("a", {"size": "M"}, 19.99, stock=3), Variant("b"), Variant("c", price=5.0))
    dress = Product("p", {"en": "Dress", "zh": "连衣裙"}, variants=variants)
    assert list(wares_of([dress, Product("q", {"en": "Hat"})], "zh")) == [
        Ware("a", "p", "连衣裙", {"size": "M"}, 1999, 3),
        Ware("c", "p", "连衣裙", {}, 500, None),
    ]


@pytest.mark.parametrize(("price", "cents"), [(0.1, 10), (19.99, 1999), (1.005, 101), (4.35, 435), (0, 0)])
def test_prices_are_whole_hundredths(price, cents):
    assert hundredths(price) == cents
