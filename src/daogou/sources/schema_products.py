"""A schema.org Product or ProductGroup in our fields (https://schema.org/Product)."""

from collections.abc import Iterator, Mapping
from typing import Any

from daogou.sources.fields import attribute_name

PRODUCT_TYPES = frozenset(
    ("Product", "ProductGroup", "IndividualProduct", "ProductModel", "SomeProducts", "Vehicle")
)
_ATTRIBUTES = {"color": "colour", "material": "material", "pattern": "pattern", "audience": "audience"}
_IDS = (
    "productGroupID",
    "productID",
    "sku",
    "gtin",
    "gtin13",
    "gtin14",
    "gtin12",
    "gtin8",
    "mpn",
    "@id",
    "url",
)


def is_product(node: Mapping[str, Any]) -> bool:
    """Whether its type is a product of some kind."""
    return any(
        str(kind).rpartition("/")[2].rpartition(":")[2] in PRODUCT_TYPES for kind in _list(node.get("@type"))
    )


def fields_of(node: Mapping[str, Any]) -> dict[str, Any]:
    """Field -> raw value, as ``sources/conversion.py`` checks them."""
    variants = [v for v in _list(node.get("hasVariant")) if isinstance(v, Mapping)]
    sources = [*_list(node.get("image")), *(image for v in variants for image in _list(v.get("image")))]
    fields: dict[str, Any] = {
        "id": next((_text(node[name]) for name in _IDS if node.get(name)), None),
        "brand": _name(node.get("brand")) or _name(node.get("manufacturer")),
        "category": _category(node.get("category")),
        "url": _text(node.get("url")),
        "pictures": [_picture(source) for source in sources],
        "videos": _media(node, "VideoObject"),
        "models": _media(node, "3DModel"),
    }
    fields |= _in_languages("title", node.get("name")) | _in_languages("description", node.get("description"))
    fields |= _attributes(node, variants)
    if offers := list(_offers(node, variants)):
        fields["variants"] = offers
        fields["currency"] = next((o["currency"] for o in offers if o["currency"]), "")
    return {field: value for field, value in fields.items() if value not in (None, "", [], {})}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> Any:
    """The text of a value that may be wrapped: ``{"@value": "x"}``, ``["x"]``; others stay as they are."""
    if isinstance(value, list) and value:
        value = value[0]
    return value.get("@value") if isinstance(value, Mapping) and "@value" in value else value


def _name(value: Any) -> Any:
    value = _text(value)
    return _text(value.get("name")) if isinstance(value, Mapping) else value


def _in_languages(field: str, value: Any) -> dict[str, Any]:
    """``title.zh`` and ``title.en`` where the texts say their language, else ``title``."""
    found: dict[str, Any] = {}
    for text in _list(value):
        language = text.get("@language", "") if isinstance(text, Mapping) else ""
        short = str(language).casefold().partition("-")[0]
        found.setdefault(f"{field}.{short}" if short in ("en", "zh") else field, _text(text))
    return found


def _category(value: Any) -> Any:
    """Several categories are several ways to say it: the one with the longest path."""
    named = [name for name in map(_name, _list(value)) if isinstance(name, str)]
    return max(named, key=lambda name: name.count(">"), default=_name(value))


def _picture(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    return {
        "source": _text(value.get("url") or value.get("contentUrl")),
        "alt": _text(value.get("caption") or ""),
    }


def _media(node: Mapping[str, Any], kind: str) -> list[Any]:
    """Addresses of the things about it of that type: the file's own, or those of its encodings."""
    about = [m for name in ("subjectOf", "video") for m in _list(node.get(name)) if isinstance(m, Mapping)]
    found = []
    for medium in about:
        if kind in {str(k).rpartition("/")[2].rpartition(":")[2] for k in _list(medium.get("@type"))}:
            encodings = [e for e in _list(medium.get("encoding")) if isinstance(e, Mapping)]
            found += [
                _text(part.get("contentUrl")) for part in (medium, *encodings) if part.get("contentUrl")
            ]
    return found


def _attributes(node: Mapping[str, Any], variants: list[Mapping[str, Any]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for source in (node, *variants):
        for name, ours in _ATTRIBUTES.items():
            found.setdefault(f"attributes.{ours}", []).extend(_audience(v) for v in _list(source.get(name)))
        for extra in _list(source.get("additionalProperty")):
            if isinstance(extra, Mapping) and isinstance(extra.get("name"), str):
                name = f"attributes.{attribute_name(extra['name'])}"
                found.setdefault(name, []).extend(map(_text, _list(extra.get("value"))))
    return found


def _audience(value: Any) -> Any:
    """``{"suggestedGender": "female"}``, ``{"name": "red"}`` or plain text."""
    if not isinstance(value, Mapping):
        return value
    return _text(
        value.get("suggestedGender") or value.get("audienceType") or value.get("name") or value.get("@value")
    )


def _offers(node: Mapping[str, Any], variants: list[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """One a variant; where there are none, one for the product: several offers are sellers of one thing."""
    if not variants and not node.get("offers") and not node.get("size"):
        return
    for source in variants or [node]:
        offer = _best(source.get("offers"))
        specification = _best(offer.get("priceSpecification"))
        options = {
            n: _name(source.get(n)) for n in ("size", *(("color",) if variants else ())) if source.get(n)
        }
        yield {
            "sku": _text(source.get("sku") or offer.get("sku")),
            "options": options,
            "price": _text(_given(offer.get("price"), offer.get("lowPrice"), specification.get("price"))),
            "currency": _text(offer.get("priceCurrency") or specification.get("priceCurrency") or ""),
            "availability": _text(offer.get("availability")),
            "stock": _text(_best(offer.get("inventoryLevel")).get("value")),
        }


def _given(*values: Any) -> Any:
    """The first that is there; a price of 0 is."""
    return next((value for value in values if value is not None), None)


def _best(offers: Any) -> Mapping[str, Any]:
    """The first that is an object; an empty one where there is none."""
    return next((offer for offer in _list(offers) if isinstance(offer, Mapping)), {})
