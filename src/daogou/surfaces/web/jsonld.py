"""A product in schema.org's words, for search engines, safe inside a script element."""

import json
from typing import Any

from markupsafe import Markup

from daogou.core.product import Product

# "</script>" or "<!--" inside a string would end the element; these three cannot be written otherwise
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def product_jsonld(product: Product, language: str, currency: str, origin: str, address: str) -> Markup:
    """JSON-LD of a product whose page is ``origin + address``."""
    record: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "productID": product.id,
        "name": product.title(language),
        "description": product.description(language),
        "category": " > ".join(product.category),
        "url": origin + address,
    }
    if product.brand:
        record["brand"] = {"@type": "Brand", "name": product.brand}
    if product.price is not None:
        record["offers"] = _offer(product, currency)
    return script_safe(record)


def script_safe(record: dict[str, Any]) -> Markup:
    """JSON that ends no script element."""
    text = json.dumps(record, ensure_ascii=False)
    for character, escape in _UNSAFE.items():
        text = text.replace(character, escape)
    return Markup(text)


def _offer(product: Product, currency: str) -> dict[str, Any]:
    availability = "InStock" if product.in_stock else "OutOfStock"
    return {
        "@type": "Offer",
        "price": product.price,
        "priceCurrency": product.currency or currency,
        "availability": f"https://schema.org/{availability}",
    }
