"""Variants that cannot be told apart or counted: a code twice, the same options twice, stock below 0."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from daogou.core.product import Product, Variant
from daogou.trust.checks import Check, Finding, Patient


@dataclass(frozen=True)
class Options:
    """None."""


class Variants:
    """Compares variants within a product, and their codes across the shop."""

    def __call__(self, patient: Patient) -> Iterator[Finding]:
        """Faults of each product, then codes that several products use."""
        owners: dict[str, list[str]] = defaultdict(list)
        for product in patient.products:
            yield from _same_options(product)
            yield from _below_zero(product)
            for variant in product.variants:
                if variant.sku:
                    owners[variant.sku].append(product.id)
        for sku, ids in owners.items():
            if len(ids) > 1:
                yield _twice(sku, tuple(dict.fromkeys(ids)))


def _same_options(product: Product) -> Iterator[Finding]:
    seen: dict[tuple[tuple[str, str], ...], Variant] = {}
    for variant in product.variants:
        key = tuple(sorted((name.casefold(), value.casefold()) for name, value in variant.options.items()))
        first = seen.setdefault(key, variant)
        if first is not variant:
            said = ", ".join(f"{name} {value}" for name, value in variant.options.items()) or "no options"
            yield Finding(
                "variants",
                "error",
                (product.id,),
                f"{product.title()!r} has two variants with {said}.",
                "Delete one of them, or add the option that tells them apart.",
                f"{first.sku} and {variant.sku}",
            )


def _below_zero(product: Product) -> Iterator[Finding]:
    for variant in product.variants:
        if variant.stock is not None and variant.stock < 0:
            yield Finding(
                "variants",
                "error",
                (product.id,),
                f"The stock of {variant.sku or product.id} is {variant.stock}.",
                "Count again; write 0 if it is sold out, and leave the field empty if nobody counts.",
            )


def _twice(sku: str, ids: tuple[str, ...]) -> Finding:
    where = "twice in one product" if len(ids) == 1 else f"in {len(ids)} products"
    return Finding(
        "variants",
        "error",
        ids,
        f"The code {sku} is used {where}.",
        "Give every variant a code of its own: orders and stock go by it.",
        sku,
    )


def build(options: Options) -> Check:
    """Nothing to prepare."""
    return Variants()
