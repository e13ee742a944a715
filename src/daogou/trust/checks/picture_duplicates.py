"""One picture on several products: a copy of a product, a wrong picture, or a placeholder."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from daogou.core.product import Product
from daogou.trust.checks import Check, Finding, Patient
from daogou.trust.likeness import SAME, Likeness


@dataclass(frozen=True)
class Options:
    """``alike``: cosine of two pictures from which on they are the same. ``placeholder``: from so many
    products of different categories on, a picture is no picture of any of them."""

    alike: float = SAME
    placeholder: int = 6


class PictureDuplicates:
    """Groups products by what their pictures look like, however they are saved."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def __call__(self, patient: Patient) -> Iterator[Finding]:
        """One finding per picture; none if nobody looked at the pictures."""
        if patient.pictures is None:
            return
        for rows in Likeness(patient.pictures).groups(self._options.alike):
            yield self._finding([patient.products[row] for row in rows])

    def _finding(self, products: Sequence[Product]) -> Finding:
        ids = tuple(product.id for product in products)
        kinds = {product.category for product in products}
        if len(products) >= self._options.placeholder and len(kinds) > 1:
            what = f"One picture stands for {len(products)} products of {len(kinds)} categories."
            fix = "If it is a placeholder, leave it away: a search by picture would find it everywhere."
        else:
            what = f"{products[0].title()!r} and {len(products) - 1} more have the same picture."
            fix = "If it is one product, keep one, the others as its variants; else exchange the picture."
        return Finding("picture_duplicates", "warning", ids, what, fix, _titles(products))


def _titles(products: Sequence[Product]) -> str:
    return "; ".join(product.title() for product in products[:5])


def build(options: Options) -> Check:
    """Nothing to prepare."""
    return PictureDuplicates(options)
