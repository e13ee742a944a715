"""Products side by side: what differs, what is the same, what is not known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from daogou.core.product import Language, Product
from daogou.guide.answer import Evidence, Table
from daogou.guide.floor import Shop
from daogou.guide.traits import ORDER, price_of, product_evidence, rating_of, trait_evidence, traits
from daogou.guide.wording import wording
from daogou.search.labels import field_label

FEWEST, MOST = 2, 4  # more columns than four are read by nobody


@dataclass(frozen=True, slots=True)
class Row:
    """``cells``: a text per product, "" where it is not known; ``proofs``: evidence of each, None there."""

    field: str
    heading: str
    cells: tuple[str, ...]
    proofs: tuple[Evidence | None, ...]

    @property
    def is_same(self) -> bool:
        """Whether all are equal."""
        return len(set(self.cells)) == 1

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Of the cells that are known."""
        return tuple(proof for proof in self.proofs if proof is not None)


@dataclass(frozen=True)
class Comparison:
    """``rows``: those in which at least one product says something."""

    products: tuple[Product, ...]
    rows: tuple[Row, ...]
    language: Language

    @property
    def differing(self) -> tuple[Row, ...]:
        """Rows whose cells are not all equal."""
        return tuple(row for row in self.rows if not row.is_same)

    @property
    def same(self) -> tuple[Row, ...]:
        """Rows whose cells are."""
        return tuple(row for row in self.rows if row.is_same)

    @property
    def gaps(self) -> tuple[tuple[str, tuple[Product, ...]], ...]:
        """(heading, products of which it is not known)."""
        lacking = (
            (row.heading, tuple(p for p, cell in zip(self.products, row.cells, strict=True) if not cell))
            for row in self.rows
        )
        return tuple((heading, products) for heading, products in lacking if products)

    def table(self) -> Table:
        """The differences; what is not known is said to be."""
        unknown = wording("compare")("unknown", self.language)
        rows = tuple((row.heading, *(cell or unknown for cell in row.cells)) for row in self.differing)
        return Table(tuple(product.title(self.language) for product in self.products), rows)


def compared(products: Sequence[Product], shop: Shop, language: Language) -> Comparison:
    """Price, attributes, sizes in stock and rating of each."""
    rows = (
        _price(products, language),
        *_traits(products, shop, language),
        _brand(products, language),
        _sizes(products, language),
        _rating(products, shop, language),
    )
    return Comparison(tuple(products), tuple(row for row in rows if any(row.cells)), language)


def rating_text(reviews: Sequence[Mapping[str, object]], language: Language) -> str:
    """``4.6 of 5 from 12 reviews``; "" without reviews."""
    mean, count = rating_of(reviews)
    if not count:
        return ""
    return wording("compare")(
        "rated" if count > 1 else "rated_once", language, 0, rating=f"{mean:.1f}", count=count
    )


def _price(products: Sequence[Product], language: Language) -> Row:
    proofs = tuple(product_evidence(p, language) if price_of(p) else None for p in products)
    return Row("price", field_label("price", language), tuple(price_of(p) for p in products), proofs)


def _traits(products: Sequence[Product], shop: Shop, language: Language) -> Iterator[Row]:
    known = [traits(product, shop.concepts, language) for product in products]
    names = dict.fromkeys(name for of in known for name in of)
    ordered = sorted(names, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))
    for name in ordered:
        # "red, white" and "white, red" are the same
        order = list(dict.fromkeys(value for of in known for value in of.get(name, ())))
        cells = [_joined(sorted(of.get(name, ()), key=order.index), language) for of in known]
        yield _row(name, products, cells, language)


def _brand(products: Sequence[Product], language: Language) -> Row:
    return _row("brand", products, [product.brand.strip() for product in products], language)


def _sizes(products: Sequence[Product], language: Language) -> Row:
    heading = wording("compare")("sizes", language)
    cells = [_joined(product.sizes, language) or _sold_out(product, language) for product in products]
    proofs = tuple(
        Evidence("attribute", f"product:{p.id}/size", f"{p.title(language)}: {heading}: {cell}")
        if cell
        else None
        for p, cell in zip(products, cells, strict=True)
    )
    return Row("size", heading, tuple(cells), proofs)


def _sold_out(product: Product, language: Language) -> str:
    """Of a product that comes in sizes, that none can be bought."""
    has_sizes = any("size" in variant.options for variant in product.variants)
    return wording("compare")("sold_out", language) if has_sizes else ""


def _rating(products: Sequence[Product], shop: Shop, language: Language) -> Row:
    heading = wording("compare")("rating", language)
    cells = tuple(rating_text(shop.reviews(product.id), language) for product in products)
    proofs = tuple(
        Evidence("review", f"review:{p.id}", f"{p.title(language)}: {cell}") if cell else None
        for p, cell in zip(products, cells, strict=True)
    )
    return Row("rating", heading, cells, proofs)


def _row(name: str, products: Sequence[Product], cells: Sequence[str], language: Language) -> Row:
    proofs = tuple(
        trait_evidence(product, name, cell, language) if cell else None
        for product, cell in zip(products, cells, strict=True)
    )
    return Row(name, field_label(name, language), tuple(cells), proofs)


def _joined(values: Sequence[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(values)
