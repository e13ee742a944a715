"""What a list of products shows of each one."""

from dataclasses import dataclass
from urllib.parse import quote

from daogou.core.product import Product, Variant


@dataclass(frozen=True, slots=True)
class Card:
    """A product in a list. ``list_price`` is above ``price``, or None if there is no sale.

    ``picture`` is the address of its picture, without a width; empty if it has none.
    """

    id: str
    title: str
    brand: str
    category: str
    price: float | None
    list_price: float | None
    currency: str
    is_available: bool
    picture: str
    alt: str
    page: str


def card_of(product: Product, language: str, default_currency: str) -> Card:
    """The card of a product, its title in that language if there is one."""
    title, price = product.title(language), product.price
    return Card(
        id=product.id,
        title=title,
        brand=product.brand,
        category=product.category[-1] if product.category else "",
        price=price,
        list_price=list_price_of(product, price),
        currency=product.currency or default_currency,
        is_available=product.in_stock,
        picture=picture_address(product.id, 0) if product.pictures else "",
        alt=(product.pictures[0].alt if product.pictures else "") or title,
        page=page_address(product.id),
    )


def list_price_of(product: Product, shown: float | None) -> float | None:
    """The price before the sale of the variant whose price is shown; None if that one is not on sale."""
    before = [v.list_price for v in product.variants if v.price == shown and _is_on_sale(v)]
    return max((price for price in before if price is not None), default=None)


def _is_on_sale(variant: Variant) -> bool:
    return variant.price is not None and variant.list_price is not None and variant.list_price > variant.price


def picture_address(product_id: str, number: int) -> str:
    """Where a product's picture is served."""
    return f"/v1/pictures/{quote(product_id, safe='')}/{number}"


def video_address(product_id: str, number: int) -> str:
    """Where a product's video is served."""
    return f"/v1/videos/{quote(product_id, safe='')}/{number}"


def view_address(product_id: str, number: int, view: int) -> str:
    """Where a view of a product's 3D model is served."""
    return f"/v1/views/{quote(product_id, safe='')}/{number}/{view}"


def page_address(product_id: str) -> str:
    """The product's page."""
    return f"/products/{quote(product_id, safe='')}"
