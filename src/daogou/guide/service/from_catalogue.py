"""The catalogue's products as the order book's wares."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from daogou.core.product import Product
from daogou.guide.service.things import Ware


def wares_of(products: Iterable[Product], language: str = "en") -> Iterator[Ware]:
    """Every variant that has a price; a product without variants has none to exchange for, and no price.

    ``language``: of the names.
    """
    for product in products:
        for variant in product.variants:
            if variant.price is not None:
                yield Ware(
                    variant.sku,
                    product.id,
                    product.title(language),
                    dict(variant.options),
                    hundredths(variant.price),
                    variant.stock,
                )


def hundredths(price: float) -> int:
    """``hundredths(12.5)`` is 1250; half a hundredth counts as a whole one."""
    return int((Decimal(str(price)) * 100).to_integral_value(ROUND_HALF_UP))
