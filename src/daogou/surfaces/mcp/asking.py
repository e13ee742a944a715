"""What the tools take: arguments with descriptions and bounds, and how they become core's words."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from daogou.core.errors import BadQuery
from daogou.core.product import Language
from daogou.core.query import Constraint
from daogou.shoppers.cart import MAX_QUANTITY
from daogou.surfaces.http.asking import MAX_FILTERS, MAX_OFFSET, MAX_TEXT, clean_text

MAX_LIMIT = 50  # products in one answer: more than a language model reads with attention
MAX_IDS = 50
MAX_ITEMS = 20  # of a cart, in one call

ShortText = Annotated[str, Field(max_length=MAX_TEXT)]
ProductId = Annotated[
    str, Field(min_length=1, max_length=MAX_TEXT, description="A product's id, as search_catalog gives it.")
]
AnyProductId = Annotated[str, Field(max_length=MAX_TEXT)]
Words = Annotated[list[ShortText], Field(min_length=1, max_length=MAX_FILTERS)]
Options = Annotated[dict[ShortText, ShortText], Field(max_length=MAX_FILTERS)]
Speaks = Annotated[Language, Field(description="Of titles and labels: zh or en.")]
Limit = Annotated[int, Field(ge=1, le=MAX_LIMIT, description="How many products.")]
Cursor = Annotated[
    str, Field(pattern=r"^\d{0,5}$", description="`cursor` of the answer before, for the next page.")
]
CartId = Annotated[
    str, Field(max_length=64, description="`cart_id` of the answer before; empty: the cart of this session.")
]


class Strict(BaseModel):
    """An unknown argument is refused: silence would look like obedience."""

    model_config = ConfigDict(extra="forbid")


class PriceRange(Strict):
    """In whole units of the shop's currency: 300 is 300 yuan, not 3."""

    min: float | None = Field(None, ge=0, allow_inf_nan=False, description="At least.")
    max: float | None = Field(None, ge=0, allow_inf_nan=False, description="At most.")


class Filters(Strict):
    """All must hold; of several values of one field any suffices. Values as `narrow_by` spells them."""

    categories: list[ShortText] = Field(
        default=[], max_length=MAX_FILTERS, description="Any of these.", examples=[["Dresses"]]
    )
    price: PriceRange | None = Field(None, description="In whole units of the shop's currency.")
    available: bool = Field(False, description="Only what is in stock.")
    attributes: dict[ShortText, Words] = Field(
        default={},
        max_length=MAX_FILTERS,
        description="Field -> values, any of which suffices.",
        examples=[{"colour": ["red"], "brand": ["Lanhe"]}],
    )
    exclude: dict[ShortText, Words] = Field(
        default={}, max_length=MAX_FILTERS, description="What must not be.", examples=[{"material": ["wool"]}]
    )

    def constraints(self) -> tuple[Constraint, ...]:
        """In core's words.

        Raises:
            BadQuery: a price range without an end, or upside down.
        """
        found = [Constraint(name, _clean(values)) for name, values in self.attributes.items()]
        found += [Constraint(name, _clean(values), excluded=True) for name, values in self.exclude.items()]
        if self.categories:
            found.append(Constraint("category", _clean(self.categories)))
        if self.price:
            found.append(_price(self.price))
        if self.available:
            found.append(Constraint("in_stock"))
        return tuple(found)


class AddItem(Strict):
    """Something to put in."""

    product_id: ProductId
    variant_id: AnyProductId = Field("", description="From get_product; empty if there is but one variant.")
    quantity: int = Field(1, ge=1, le=MAX_QUANTITY, description="So many more.")


class UpdateItem(Strict):
    """How many there shall be; 0 takes it out, without ``variant_id`` every variant of the product."""

    product_id: ProductId
    variant_id: AnyProductId = Field("", description="Empty: the one variant that is in the cart.")
    quantity: int = Field(ge=0, le=MAX_QUANTITY, description="So many from now on.")


Narrow = Annotated[Filters | None, Field(description="What must hold beside the words.")]
Ids = Annotated[
    list[ProductId], Field(min_length=1, max_length=MAX_IDS, description="Ids of products, each once.")
]
AddItems = Annotated[
    list[AddItem], Field(max_length=MAX_ITEMS, description="What to put in, beside what is there.")
]
UpdateItems = Annotated[
    list[UpdateItem], Field(max_length=MAX_ITEMS, description="How many there shall be; 0 takes it out.")
]


def constraints_of(filters: Filters | None) -> tuple[Constraint, ...]:
    """Those of the filters, if any."""
    return filters.constraints() if filters else ()


def offset_of(cursor: str) -> int:
    """Where the page begins.

    Raises:
        BadQuery: deeper than search goes.
    """
    offset = int(cursor or "0")
    if offset > MAX_OFFSET:
        raise BadQuery(f"No page begins at {offset}.", hint="Narrow the search by filters.")
    return offset


def _price(price: PriceRange) -> Constraint:
    if price.min is None and price.max is None:
        raise BadQuery("The price range has no end.", hint="Give min, max or both.")
    if price.min is not None and price.max is not None and price.min > price.max:
        raise BadQuery(f"No price is from {price.min:g} to {price.max:g}.", hint="min is the lower one.")
    return Constraint("price", low=price.min, high=price.max)


def _clean(values: list[str]) -> tuple[str, ...]:
    return tuple(clean_text(value) for value in values)
