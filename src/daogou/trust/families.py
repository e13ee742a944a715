"""Products that may be compared with one another: those of the narrowest category that has enough of them."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from daogou.core.product import Product

Family = tuple[str, ...]  # a category path from the broadest on


def families(products: Sequence[Product], at_least: int) -> dict[Family, list[int]]:
    """Family -> rows of its products; a product of a small category joins the broader one, if that is enough.

    Products without a category, or with one that stays too small, are in no family; so is what is left of a
    broad category beside its narrow ones, if that is too little.
    """
    sizes = Counter(path for product in products for path in _paths(product))
    grouped: dict[Family, list[int]] = defaultdict(list)
    for row, product in enumerate(products):
        fitting = next((path for path in _paths(product) if sizes[path] >= at_least), None)
        if fitting is not None:
            grouped[fitting].append(row)
    return {family: rows for family, rows in grouped.items() if len(rows) >= at_least}


def _paths(product: Product) -> list[Family]:
    """The product's categories, the narrowest first."""
    return [product.category[:length] for length in range(len(product.category), 0, -1)]
