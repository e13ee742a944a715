"""Products without a picture, or with one that cannot be used."""

from collections.abc import Iterator
from dataclasses import dataclass

from daogou.core.product import Product
from daogou.trust.checks import Check, Finding, Patient


@dataclass(frozen=True)
class Options:
    """None."""


class Pictures:
    """Asks whether there is a picture, and what became of it when it was opened."""

    def __call__(self, patient: Patient) -> Iterator[Finding]:
        """Errors, because a product that nobody can see does not sell."""
        for product in patient.products:
            reason = patient.picture_problems.get(product.id)
            if not product.pictures:
                yield _missing(product)
            elif reason:
                yield _broken(product, reason)
            if useless := patient.media_problems.get(product.id):
                yield _useless(product, useless)


def _missing(product: Product) -> Finding:
    return Finding(
        "pictures",
        "error",
        (product.id,),
        f"{product.title()!r} has no picture.",
        "Add a picture of at least 400 pixels a side, the product alone before a plain ground.",
    )


def _broken(product: Product, reason: str) -> Finding:
    return Finding(
        "pictures",
        "error",
        (product.id,),
        f"The picture of {product.title()!r} cannot be used. {reason}",
        "Save the picture again as JPEG, PNG or WebP, check its address, and import the feed again.",
        product.pictures[0].source,
    )


def _useless(product: Product, reason: str) -> Finding:
    return Finding(
        "pictures",
        "warning",
        (product.id,),
        f"A video or 3D model of {product.title()!r} cannot be used. {reason}",
        "Mend the file or its address in the feed, or switch them off under [pictures].",
    )


def build(options: Options) -> Check:
    """Nothing to prepare."""
    return Pictures()
