"""Products and hits as the tools answer them."""

from collections.abc import Iterable

from daogou.assembly.shop import Shop
from daogou.core.product import Product
from daogou.core.ranking import Hit, Reason
from daogou.surfaces.http.cards import list_price_of
from daogou.surfaces.mcp.answers import Because, Card
from daogou.surfaces.mcp.telling import short


def cards_of(shop: Shop, ranking: Iterable[Hit], language: str) -> list[Card]:
    """Of every hit whose product is still there, with its reasons."""
    hits = list(ranking)
    products = {product.id: product for product in shop.products([hit.product_id for hit in hits])}
    return [
        card(shop, products[hit.product_id], language, hit.because)
        for hit in hits
        if hit.product_id in products
    ]


def card(shop: Shop, product: Product, language: str, because: Iterable[Reason] = ()) -> Card:
    """One product."""
    price = product.price
    return Card(
        id=product.id,
        title=short(product.title(language)),
        brand=short(product.brand),
        category=[short(part) for part in product.category],
        price=price,
        list_price=list_price_of(product, price),
        currency=product.currency or shop.settings.shop.currency,
        in_stock=product.in_stock,
        url=product.url,
        because=[
            Because(
                kind=reason.kind,
                what=short(reason.what),
                weight=round(float(reason.weight), 6),
                product=reason.product,
            )
            for reason in because
        ],
    )
