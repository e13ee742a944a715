"""Our words as JSON: plain dictionaries in the shapes that ``answers.py`` documents."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from starlette.responses import Response

from daogou.assembly.shop import Shop
from daogou.core.product import Product, Variant
from daogou.core.query import Constraint, Query
from daogou.core.ranking import Hit
from daogou.search.answer import Answer, Chip, Facet
from daogou.surfaces.http.cards import card_of, list_price_of, page_address, picture_address

Shape = dict[str, Any]
_REVIEW_FIELDS = ("rating", "text", "language", "author", "at")


def json_response(shape: Shape, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Compact UTF-8 JSON."""
    return Response(_json(shape), status, headers, "application/json")


def _json(shape: Shape) -> bytes:
    try:
        return orjson.dumps(shape)
    except orjson.JSONEncodeError:
        # a lone surrogate cannot be UTF-8; it can only come from a client, and goes back as a question mark
        return json.dumps(shape, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def search_shape(shop: Shop, query: Query, answer: Answer, photo: str) -> Shape:
    """A ``SearchAnswer``."""
    return {
        "asked": _asked(query, photo),
        "total": answer.total,
        "hits": hits_shape(shop, answer.ranking, query.language),
        "facets": [_facet(facet) for facet in answer.facets],
        "understood": {
            "language": answer.understood.language,
            "words": answer.understood.words,
            "chips": [_chip(chip) for chip in answer.understood.chips],
            "corrections": dict(answer.understood.corrections),
        },
        "price_range": list(map(_number, answer.price_range)) if answer.price_range else None,
        "notes": list(answer.notes),
        "timings_ms": {name: round(value, 3) for name, value in answer.timings_ms.items()},
        "release": shop.release,
    }


def hits_shape(shop: Shop, ranking: Iterable[Hit], language: str) -> list[Shape]:
    """``HitAnswer`` of every product that is still there."""
    hits = list(ranking)
    products = {product.id: product for product in shop.products([hit.product_id for hit in hits])}
    return [_hit(shop, hit, products[hit.product_id], language) for hit in hits if hit.product_id in products]


def _hit(shop: Shop, hit: Hit, product: Product, language: str) -> Shape:
    return {
        "product": card_shape(shop, product, language),
        "score": _number(hit.score),
        "because": [
            {
                "kind": reason.kind,
                "what": reason.what,
                "weight": _number(reason.weight),
                "product": reason.product,
            }
            for reason in hit.because
        ],
    }


def card_shape(shop: Shop, product: Product, language: str) -> Shape:
    """A ``CardAnswer``."""
    card = card_of(product, language, shop.settings.shop.currency)
    return {
        "id": card.id,
        "title": card.title,
        "brand": card.brand,
        "category": card.category,
        "price": card.price,
        "list_price": card.list_price,
        "currency": card.currency,
        "in_stock": card.is_available,
        "picture": card.picture,
        "page": card.page,
    }


def product_shape(shop: Shop, product: Product, language: str) -> Shape:
    """A ``ProductAnswer``."""
    return {
        "id": product.id,
        "title": product.title(language),
        "description": product.description(language),
        "titles": dict(product.titles),
        "descriptions": dict(product.descriptions),
        "brand": product.brand,
        "category": list(product.category),
        "attributes": {name: list(values) for name, values in product.attributes.items()},
        "variants": [_variant(variant) for variant in product.variants],
        "pictures": [
            {"address": picture_address(product.id, number), "alt": picture.alt, "role": picture.role}
            for number, picture in enumerate(product.pictures)
        ],
        "price": product.price,
        "list_price": list_price_of(product, product.price),
        "currency": product.currency or shop.settings.shop.currency,
        "in_stock": product.in_stock,
        "url": product.url,
        "page": page_address(product.id),
    }


def reviews_shape(reviews: Sequence[Mapping[str, Any]]) -> Shape:
    """A ``ReviewsAnswer``."""
    ratings = [float(review["rating"]) for review in reviews]
    stars = Counter(round(rating) for rating in ratings)
    return {
        "count": len(reviews),
        "mean": round(math.fsum(ratings) / len(ratings), 2) if ratings else None,
        "ratings": {str(star): stars[star] for star in (5, 4, 3, 2, 1)},
        # who wrote it stays with the shop: the author's name is shown, the shopper's id is not
        "reviews": [{name: review.get(name, "") for name in _REVIEW_FIELDS} for review in reviews],
    }


def filter_shape(constraint: Constraint) -> Shape:
    """A ``FilterAnswer``."""
    return {
        "key": constraint.key,
        "field": constraint.field,
        "values": list(constraint.values),
        "low": constraint.low,
        "high": constraint.high,
        "excluded": constraint.excluded,
        "words": constraint.words,
    }


def _asked(query: Query, photo: str) -> Shape:
    return {
        "text": query.text,
        "language": query.language,
        "filters": [filter_shape(constraint) for constraint in query.filters],
        "dropped": sorted(query.dropped),
        "sort": query.sort,
        "k": query.k,
        "offset": query.offset,
        "facets": query.facets,
        "like": query.like,
        "photo": photo,
    }


def _chip(chip: Chip) -> Shape:
    return {**filter_shape(chip.constraint), "label": chip.label}


def _facet(facet: Facet) -> Shape:
    values = [
        {"value": v.value, "label": v.label, "count": v.count, "chosen": v.chosen} for v in facet.values
    ]
    return {"field": facet.field, "label": facet.label, "values": values}


def _variant(variant: Variant) -> Shape:
    return {
        "sku": variant.sku,
        "options": dict(variant.options),
        "price": variant.price,
        "list_price": variant.list_price,
        "stock": variant.stock,
        "in_stock": variant.in_stock,
    }


def _number(value: float) -> float:
    return round(float(value), 6)  # a score's seventh digit says nothing
