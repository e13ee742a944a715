"""Products as plain dictionaries and back: the shape stored in the catalogue and sent over HTTP."""

from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from daogou.core.product import Product


@cache
def _adapter() -> TypeAdapter[Product]:
    return TypeAdapter(Product)


def product_to_dict(product: Product) -> dict[str, Any]:
    """JSON-ready, without the fields that are empty."""
    record = asdict(product)
    return {key: value for key, value in record.items() if value or key in ("id", "titles")}


def product_from_dict(record: Mapping[str, Any]) -> Product:
    """The product that ``product_to_dict`` took apart.

    Raises:
        pydantic.ValidationError: the record is of another shape.
    """
    return _adapter().validate_python(dict(record))


def product_to_json(product: Product) -> bytes:
    """One compact JSON document."""
    return _adapter().dump_json(product, exclude_defaults=True)


def product_from_json(document: bytes | str) -> Product:
    """The product that ``product_to_json`` wrote."""
    return _adapter().validate_json(document)
