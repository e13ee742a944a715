"""What of a product can be bought: its variants with options, price and stock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from daogou.core.product import Variant
from daogou.core.rejection import Rejection
from daogou.sources.fields import attribute_name
from daogou.sources.prices import currency_of, money
from daogou.sources.records import Record
from daogou.sources.refusal import Refused
from daogou.sources.values import MAX_ID, identifier, stock, text, texts, truth

MAX_VARIANTS = 2_100  # of one product: Shopify allows 2,048


@dataclass(frozen=True, slots=True)
class Offer:
    """Variants of one row and the currency of their prices ("" if no price named one)."""

    variants: tuple[Variant, ...]
    currency: str


@dataclass(frozen=True, slots=True)
class Offers:
    """Of all rows of one product; ``kept`` are the rows that were not refused."""

    variants: tuple[Variant, ...]
    currency: str
    kept: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class _Siblings:
    """Whether a row is one of several of its product, and whether they differ in colour."""

    are_there: bool
    differ_in_colour: bool


def offers_of(records: Sequence[Record], product_id: str, currency: str) -> tuple[Offers, list[Rejection]]:
    """The variants of a product's rows, and the rows that were refused.

    Raises:
        Refused: the product's only row, or its first, cannot be used.
    """
    variants: dict[str, Variant] = {}
    kept: list[Record] = []
    refused: list[Rejection] = []
    known = ""
    colours = {str(record.fields.get("attributes.colour", "")) for record in records} - {""}
    for record in records:
        try:
            offer = _offer(record, product_id, currency, _Siblings(len(records) > 1, len(colours) > 1))
            known = _same_currency(known, offer.currency)
            renamed = _add(variants, offer.variants)
        except Refused as refusal:
            if record is records[0]:
                raise
            refused.append(refusal.at(record.line, product_id))
        else:
            kept.append(record)
            refused.extend(refusal.at(record.line, product_id, part=True) for refusal in renamed)
    return Offers(tuple(variants.values()), known, tuple(kept)), refused


def _same_currency(known: str, given: str) -> str:
    if known and given and known != given:
        raise Refused(
            "price", given, "is in another currency than the product's other prices", f"use {known}"
        )
    return known or given


def _add(variants: dict[str, Variant], more: Sequence[Variant]) -> list[Refused]:
    """Add them all or none; an article number that is there twice is told apart by the options."""
    new: dict[str, Variant] = {}
    renamed: list[Refused] = []
    for variant in more:
        sku = variant.sku
        if sku in variants or sku in new:
            sku = "-".join([sku, *variant.options.values()])[:MAX_ID]
            advice = "every variant needs its own article number"
            if sku in variants or sku in new:
                raise Refused("sku", variant.sku, "is there twice", advice)
            renamed.append(Refused("sku", variant.sku, "is there twice", f"kept as {sku}; {advice}"))
            variant = replace(variant, sku=sku)
        new[sku] = variant
    if len(variants) + len(new) > MAX_VARIANTS:
        raise Refused("variants", len(new), "are too many", f"at most {MAX_VARIANTS} variants")
    variants.update(new)
    return renamed


def _offer(record: Record, product_id: str, currency: str, siblings: _Siblings) -> Offer:
    given = record.fields.get("variants")
    if given is not None:
        return _listed(given, record.fields, product_id, currency)
    return _of_row(record.fields, product_id, currency, siblings)


def _listed(given: Any, fields: Mapping[str, Any], product_id: str, currency: str) -> Offer:
    """Variants as a list of objects: our own JSON shape."""
    if not isinstance(given, list) or not all(isinstance(v, Mapping) for v in given):
        raise Refused("variants", given, "is no list of objects", 'give [{"sku": "…", "price": 1.0}, …]')
    known = named_currency(fields, currency)
    found: list[Variant] = []
    for number, variant in enumerate(given, 1):
        options = variant.get("options", {})
        if not isinstance(options, Mapping):
            raise Refused("variants.options", options, "is no object", 'give {"size": "M"}')
        price, list_price, unit = _prices(variant, named_currency(variant, known))
        known = _same_currency(known, unit)
        found.append(
            Variant(
                sku=identifier(variant.get("sku") or f"{product_id}-{number}", "variants.sku"),
                options=_options(options),
                price=price,
                list_price=list_price,
                stock=_stock(variant),
            )
        )
    return Offer(tuple(found), known if any(v.price is not None for v in found) else "")


def _options(options: Mapping[str, Any]) -> dict[str, str]:
    named = {
        attribute_name(str(name)): text(value, f"options.{name}"[:80]) for name, value in options.items()
    }
    return {name: value for name, value in named.items() if name and value}


def _of_row(fields: Mapping[str, Any], product_id: str, currency: str, siblings: _Siblings) -> Offer:
    price, list_price, unit = _prices(fields, named_currency(fields, currency))
    left = _stock(fields)
    sizes = texts(fields.get("options.size"), "size")
    options = {"size": sizes[0]} if len(sizes) == 1 else {}
    options |= _row_options(fields, with_colour=siblings.differ_in_colour)
    if price is None and left is None and not sizes and not options and "sku" not in fields:
        return Offer((), "")
    named = "-".join([product_id, *options.values()])[:MAX_ID] if siblings.are_there else product_id
    own = fields.get("sku") or (fields.get("id") if siblings.are_there else None) or named
    variant = Variant(identifier(own, "sku"), options, price, list_price, left)
    return Offer(_in_sizes(variant, sizes) if len(sizes) > 1 else (variant,), unit)


def _row_options(fields: Mapping[str, Any], *, with_colour: bool) -> dict[str, str]:
    """Of the row's option columns but size, which may be several in one cell."""
    named = {
        field.partition(".")[2]: value for field, value in fields.items() if field.startswith("options.")
    }
    named.pop("size", None)
    if with_colour:
        named.setdefault("colour", "/".join(texts(fields.get("attributes.colour"), "attributes.colour")))
    return _options(named)


def _in_sizes(variant: Variant, sizes: Sequence[str]) -> tuple[Variant, ...]:
    """One a size; pieces are counted over all sizes, so each is taken as available while there are any."""
    left = 0 if variant.stock == 0 else None
    skus = (f"{variant.sku}-{size}"[:MAX_ID] for size in sizes)
    options = ({"size": size, **variant.options} for size in sizes)
    return tuple(
        replace(variant, sku=sku, options=o, stock=left) for sku, o in zip(skus, options, strict=True)
    )


def named_currency(fields: Mapping[str, Any], otherwise: str) -> str:
    """The currency column's code, else the feed's.

    Raises:
        Refused: an unknown one.
    """
    given = text(fields.get("currency"), "currency", 20)
    return currency_of(given, "currency", given, otherwise)


def _prices(fields: Mapping[str, Any], currency: str) -> tuple[float | None, float | None, str]:
    """Price, price before the sale, currency; a sale price makes the plain price the one before."""
    price = money(fields.get("price"), "price", currency)
    before = money(fields.get("list_price"), "list_price", currency)
    sale = money(fields.get("sale_price"), "sale_price", currency)
    if sale and (not price or sale[0] < price[0]):
        price, before = sale, before or price
    if price is None:
        return None, None, ""
    is_before = before is not None and before[0] > price[0]
    return price[0], before[0] if before and is_before else None, price[1]


def _stock(fields: Mapping[str, Any]) -> int | None:
    """Pieces; none where the feed says "out of stock", unknown where it only says "in stock"."""
    pieces = stock(fields.get("stock"), "stock")
    if truth(fields.get("availability"), "availability") is False:
        return 0
    return pieces
