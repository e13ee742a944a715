"""Carts joined with the catalogue: what each line is, costs, and whether it can still be bought."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from daogou.core.errors import BadInput, NotFound, ShopError
from daogou.core.product import Language, Product, Variant
from daogou.guide.floor import CartLine, Shop

if TYPE_CHECKING:  # a database's library takes a quarter of a second to import
    from daogou.shoppers.cart import CartItem, Carts

SHOWN_OPTIONS = 12  # of a product's variants in a hint: sizes of one garment, in two colours


class UnknownProduct(NotFound):
    """The shop does not sell it, or no more."""

    code = "unknown_product"


class UnknownVariant(NotFound):
    """The product has no such variant, or no more."""

    code = "unknown_variant"


class OptionNeeded(BadInput):
    """The product comes in several variants, and none is named."""

    code = "option_needed"


class NotInStock(BadInput):
    """It cannot be bought now."""

    code = "not_in_stock"


class TooMany(BadInput):
    """There are not so many."""

    code = "too_many"


@dataclass(frozen=True, slots=True)
class Line:
    """``price`` of one piece, ``list_price`` before a sale; None if unknown. ``title`` of a product that is
    gone is its id. ``problem``: why it cannot be bought as it stands; None if it can."""

    product_id: str
    sku: str
    quantity: int
    title: str
    options: Mapping[str, str] = field(default_factory=dict)
    price: float | None = None
    list_price: float | None = None
    currency: str = ""
    problem: ShopError | None = None

    @property
    def in_stock(self) -> bool:
        """Can be bought now, so many of it."""
        return self.problem is None

    @property
    def total(self) -> float | None:
        """Price times quantity."""
        return None if self.price is None else round(self.price * self.quantity, 2)


@dataclass(frozen=True, slots=True)
class Cart:
    """A cart as it stands now, in the order of being filled."""

    lines: tuple[Line, ...]

    @property
    def totals(self) -> Mapping[str, float]:
        """Currency -> sum over what can be bought and has a price; delivery is not in it."""
        sums: dict[str, list[float]] = {}
        for line in self.lines:
            if line.in_stock and line.total is not None:
                sums.setdefault(line.currency, []).append(line.total)
        return {currency: round(math.fsum(amounts), 2) for currency, amounts in sums.items()}

    @property
    def pieces(self) -> int:
        """How many, of all lines."""
        return sum(line.quantity for line in self.lines)


@dataclass(frozen=True)
class ShopCarts:
    """The carts of one opened shop, by the id of a shopper or of a stranger's visit.

    ``currency`` is that of products which name none. Every method raises StateUnavailable where the database
    does not answer, and BadInput where an id is none.
    """

    shop: Shop
    carts: Callable[[], "Carts"]
    currency: str

    def cart(self, shopper_id: str, language: Language = "en") -> Cart:
        """What is in it, with titles in that language."""
        items = self.carts().items(shopper_id)
        products = {product.id: product for product in self.shop.products([i.product_id for i in items])}
        return Cart(tuple(self._line(item, products.get(item.product_id), language) for item in items))

    def lines(self, shopper_id: str, language: Language) -> Sequence[CartLine]:
        """The same, as the guide speaks of it."""
        return [
            CartLine(line.product_id, line.sku, line.quantity, line.title, line.price, line.currency)
            for line in self.cart(shopper_id, language).lines
        ]

    def add(self, shopper_id: str, product_id: str, sku: str = "", quantity: int = 1) -> None:
        """So many more of it; ``sku`` may be empty where there is but one variant.

        Raises:
            UnknownProduct, UnknownVariant, OptionNeeded, NotInStock, TooMany: as their names say.
            BadInput: fewer than 1, or more than a cart holds.
        """
        items = self.carts().items(shopper_id)
        variant = chosen(self._product(product_id), sku)
        name = variant.sku if variant else ""
        held = sum(item.quantity for item in items if (item.product_id, item.sku) == (product_id, name))
        check_stock(self._product(product_id), variant, held + quantity)
        self.carts().add(shopper_id, product_id, name, quantity)

    def put(self, shopper_id: str, product_id: str, sku: str, quantity: int) -> None:
        """That many of it from now on; 0 takes it out, without ``sku`` every variant of it.

        An empty ``sku`` means the one variant there is, or the one that is in the cart.

        Raises:
            UnknownProduct, UnknownVariant, OptionNeeded, NotInStock, TooMany: as their names say.
            BadInput: fewer than 0, or more than a cart holds.
        """
        held = [i.sku for i in self.carts().items(shopper_id) if i.product_id == product_id]
        if quantity == 0:
            for name in [sku] if sku else held:
                self.carts().remove(shopper_id, product_id, name)
            return
        product = self._product(product_id)
        variant = chosen(product, sku or (held[0] if len(held) == 1 else ""))
        check_stock(product, variant, quantity)
        self.carts().change(shopper_id, product_id, variant.sku if variant else "", quantity)

    def empty(self, shopper_id: str) -> int:
        """Take everything out; how many lines there were."""
        return self.carts().empty(shopper_id)

    def _product(self, product_id: str) -> Product:
        found = self.shop.products([product_id])
        if not found:
            raise _gone(product_id)
        return found[0]

    def _line(self, item: "CartItem", product: Product | None, language: Language) -> Line:
        if product is None:
            return Line(
                item.product_id, item.sku, item.quantity, item.product_id, problem=_gone(item.product_id)
            )
        variant, problem = None, None
        try:
            variant = chosen(product, item.sku)
            check_stock(product, variant, item.quantity)
        except ShopError as error:
            problem = error
        return Line(
            item.product_id,
            item.sku,
            item.quantity,
            product.title(language),
            dict(variant.options) if variant else {},
            variant.price if variant else None,
            variant.list_price if variant else None,
            product.currency or self.currency,
            problem,
        )


def chosen(product: Product, sku: str) -> Variant | None:
    """The variant of that name, or the only one; None of a product without variants.

    Raises:
        UnknownVariant: there is none of that name.
        OptionNeeded: there are several, and no name.
    """
    if sku:
        found = next((variant for variant in product.variants if variant.sku == sku), None)
        if found is None:
            raise UnknownVariant(f"Product {product.id!r} has no variant {sku!r}.", hint=_offered(product))
        return found
    if len(product.variants) > 1:
        raise OptionNeeded(f"Product {product.id!r} comes in several variants.", hint=_offered(product))
    return product.variants[0] if product.variants else None


def check_stock(product: Product, variant: Variant | None, quantity: int) -> None:
    """Nothing, if so many can be bought now.

    Raises:
        NotInStock: none can.
        TooMany: fewer can.
    """
    if variant is None or variant.stock is None:
        return
    name = f"{product.id!r} ({', '.join(variant.options.values()) or variant.sku})"
    if not variant.in_stock:
        raise NotInStock(f"Product {name} is not in stock.", hint=_offered(product))
    if quantity > variant.stock:
        raise TooMany(
            f"Of product {name} there are {variant.stock} in stock, not {quantity}.",
            hint=f"Take {variant.stock} or fewer.",
        )


def _offered(product: Product) -> str:
    """The variants that can be bought, with what tells them apart."""
    there = [variant for variant in product.variants if variant.in_stock]
    if not there:
        return "None of its variants is in stock." if product.variants else "It has no variants."
    shown = [
        f"{v.sku} ({', '.join(f'{name} {value}' for name, value in v.options.items())})"
        for v in there[:SHOWN_OPTIONS]
    ]
    return f"In stock: {', '.join(shown)}{' …' if len(there) > SHOWN_OPTIONS else ''}."


def _gone(product_id: str) -> UnknownProduct:
    return UnknownProduct(f"There is no product {product_id!r}.", hint="Search for it again.")
