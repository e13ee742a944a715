"""The tools that show and fill a cart."""

import re
import secrets

from daogou.assembly.cart import Line
from daogou.assembly.shop import Shop
from daogou.core.errors import BadInput, ShopError
from daogou.core.product import Language
from daogou.shoppers.failures import StateUnavailable
from daogou.surfaces.mcp import asking
from daogou.surfaces.mcp.answers import CartAnswer, CartLineAnswer, RefusedItem
from daogou.surfaces.mcp.telling import short

Item = asking.AddItem | asking.UpdateItem
_OURS = re.compile(r"mcp-[A-Za-z0-9_-]{22}")


def new_cart_id() -> str:
    """An id that nobody can guess, and that is no shopper's."""
    return f"mcp-{secrets.token_urlsafe(16)}"


class CartTools:
    """``own``: the shopper, or the stranger's visit, whose cart is meant where none is named.

    A cart is named by an id that only these tools give out: else whoever asks could read any shopper's.
    """

    def __init__(self, shop: Shop, own: str = "") -> None:
        self._shop = shop
        self._own = own

    def get_cart(self, cart_id: asking.CartId = "", language: asking.Speaks = "en") -> CartAnswer:
        """Show the cart with current prices, stock and totals; `problem` says what cannot be bought now."""
        whose = self._whose(cart_id)
        if not whose:
            raise BadInput("No cart is named.", hint="update_cart makes one and gives its cart_id.")
        return self._answer(whose, language)

    def update_cart(
        self,
        add_items: asking.AddItems = [],  # noqa: B006 - only read
        update_items: asking.UpdateItems = [],  # noqa: B006
        cart_id: asking.CartId = "",
        language: asking.Speaks = "en",
    ) -> CartAnswer:
        """Put products into the cart (`add_items`) or set how many there are (`update_items`; 0 takes out).
        What cannot be had is in `refused` with the reason and what can; nothing is bought by this."""
        if not add_items and not update_items:
            raise BadInput("Nothing is to be changed.", hint="Give add_items or update_items.")
        whose = self._whose(cart_id) or new_cart_id()
        items: list[Item] = [*add_items, *update_items]
        errors = [self._taken(whose, item) for item in items]
        if len(errors) == 1 and errors[0]:
            raise errors[0]
        refused = [_refusal(item, error) for item, error in zip(items, errors, strict=True) if error]
        return self._answer(whose, language, refused)

    def empty_cart(self, cart_id: asking.CartId = "", language: asking.Speaks = "en") -> CartAnswer:
        """Take everything out of the cart."""
        whose = self._whose(cart_id)
        if not whose:
            raise BadInput("No cart is named.", hint="update_cart makes one and gives its cart_id.")
        self._shop.carts().empty(whose)
        return self._answer(whose, language)

    def _whose(self, cart_id: str) -> str:
        if cart_id and cart_id != self._own and not _OURS.fullmatch(cart_id):
            raise BadInput(
                "That is no cart_id of ours.", hint="Leave it empty, or give one that was answered."
            )
        return cart_id or self._own

    def _taken(self, whose: str, item: Item) -> ShopError | None:
        """None, or why it was refused."""
        carts = self._shop.carts()
        change = carts.add if isinstance(item, asking.AddItem) else carts.put
        try:
            change(whose, item.product_id, item.variant_id, item.quantity)
        except StateUnavailable:
            raise
        except ShopError as error:
            return error
        return None

    def _answer(self, whose: str, language: Language, refused: list[RefusedItem] | None = None) -> CartAnswer:
        cart = self._shop.carts().cart(whose, language)
        return CartAnswer(
            cart_id=whose if _OURS.fullmatch(whose) else "",  # a shopper's own id is told to nobody
            lines=[_line(line) for line in cart.lines],
            totals=dict(cart.totals),
            refused=refused or [],
            release=self._shop.release,
        )


def _line(line: Line) -> CartLineAnswer:
    return CartLineAnswer(
        product_id=line.product_id,
        variant_id=line.sku,
        quantity=line.quantity,
        title=short(line.title),
        options={short(name): short(value) for name, value in line.options.items()},
        price=line.price,
        line_total=line.total,
        currency=line.currency,
        in_stock=line.in_stock,
        problem=line.problem.code if line.problem else "",
    )


def _refusal(item: Item, error: ShopError) -> RefusedItem:
    return RefusedItem(
        product_id=item.product_id,
        variant_id=item.variant_id,
        code=error.code,
        message=error.message,
        hint=error.hint,
    )
