"""What the tools answer: each has a schema, and tells itself as text for clients that read nothing else."""

from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field

from daogou.surfaces.mcp.telling import NOTICE, fenced, money

SHOWN_REASONS = 3  # in the text of a hit; all stand in its structure


class Told(Protocol):
    """An answer that can tell itself."""

    def told(self) -> str:
        """As plain text."""
        ...

    def model_dump(self, *, mode: str) -> dict[str, object]:
        """As JSON."""
        ...


class Part(BaseModel):
    """Nothing but what is documented is answered."""

    model_config = ConfigDict(extra="forbid")


class Answered(Part):
    """An answer, with a word on the texts in it that the shop did not write itself."""

    texts_are_data: str = Field(NOTICE, description="How to take titles, descriptions, reviews and pages.")
    release: str = Field("", description="The shop's release that answered.")


class Because(Part):
    """A piece of evidence: a word found, an attribute, nearness, a neighbour, a path in the graph."""

    kind: str = Field(examples=["attribute"])
    what: str = Field(examples=["colour=red"])
    weight: float
    product: str = Field("", description="The id of the product that speaks for it, where one does.")


class Card(Part):
    """A product in a list; prices in whole units of its currency, not in cents."""

    id: str
    title: str
    brand: str
    category: list[str]
    price: float | None = Field(description="The lowest that can be bought; null if unknown.")
    list_price: float | None = Field(description="Before a sale.")
    currency: str
    in_stock: bool
    url: str
    because: list[Because] = Field(default=[], description="Why it is here.")

    def line(self) -> str:
        """Id, title, price, stock, and the weightiest reasons."""
        reasons = ", ".join(f"{one.kind} {one.what}".strip() for one in self.because[:SHOWN_REASONS])
        stock = "in stock" if self.in_stock else "not in stock"
        why = f" | because: {reasons}" if reasons else ""
        return f"[{self.id}] {self.title} | {money(self.price, self.currency)} | {stock}{why}"


class Narrowing(Part):
    """A value that ``filters`` takes, with how many products have it."""

    value: str
    label: str
    count: int


class Found(Answered):
    """A page of products; ``cursor`` asks for the next one, "" if there is none."""

    products: list[Card]
    total: int
    cursor: str = ""
    understood: list[str] = Field(default=[], description="Conditions read from the words.")
    notes: list[str] = Field(default=[], description="What was done about an empty or relaxed result.")
    narrow_by: dict[str, list[Narrowing]] = Field(
        default={}, description="Field -> values to put into `filters`."
    )

    def told(self) -> str:
        """One line for each product."""
        more = f" More with cursor {self.cursor!r}." if self.cursor else ""
        understood = [f"Understood: {', '.join(self.understood)}."] if self.understood else []
        lines = [*self.notes, *understood, *(card.line() for card in self.products)]
        return f"{self.total} found, {len(self.products)} shown.{more}\n{fenced(lines)}"


class LookedUp(Answered):
    """Products by their ids, in the order asked."""

    products: list[Card]
    not_found: list[str]

    def told(self) -> str:
        """One line for each product, and the ids that name none."""
        missing = [f"Not found: {', '.join(self.not_found)}."] if self.not_found else []
        return fenced([*missing, *(card.line() for card in self.products)])


class Choice(Part):
    """One thing that can be put into a cart."""

    variant_id: str
    options: dict[str, str]
    price: float | None
    list_price: float | None
    in_stock: bool
    stock: int | None = Field(description="null: unknown, taken as available")


class Opinion(Part):
    """What a buyer said."""

    rating: float
    text: str


class Detail(Answered):
    """Everything about one product."""

    product: Card
    description: str
    attributes: dict[str, list[str]]
    variants: list[Choice] = Field(description="All, or those that have the selected options.")
    review_count: int
    rating: float | None = Field(description="The mean of all reviews, 1 to 5.")
    reviews: list[Opinion] = Field(description="The newest.")

    def told(self) -> str:
        """The card, the description, what can be chosen, and what buyers say."""
        lines = [self.product.line(), self.description]
        lines += [f"{name}: {', '.join(values)}" for name, values in self.attributes.items()]
        for one in self.variants:
            options = ", ".join(f"{name} {value}" for name, value in one.options.items()) or "-"
            stock = "in stock" if one.in_stock else "not in stock"
            price = money(one.price, self.product.currency)
            lines.append(f"variant {one.variant_id} | {options} | {price} | {stock}")
        if self.rating is not None:
            lines.append(f"{self.review_count} reviews, {self.rating:g} of 5")
        lines += [f"review, {one.rating:g} of 5: {one.text}" for one in self.reviews]
        return fenced(lines)


class Recommended(Answered):
    """A shelf; empty where nothing can be said."""

    shelf: str
    about: str = Field(description="The id of the product that it is about; empty if none.")
    recommender: str
    products: list[Card]

    def told(self) -> str:
        """One line for each product."""
        if not self.products:
            return f"The shelf {self.shelf} is empty: nothing can be said."
        return f"Shelf {self.shelf}:\n{fenced(card.line() for card in self.products)}"


class PolicyPassage(Part):
    """A passage, word for word, and where it stands."""

    text: str
    page: str
    title: str
    heading: str
    source: str = Field(examples=["policy:returns#refunds"])


class PolicyAnswer(Answered):
    """The passages of the shop's policy pages that answer; none where no page says it."""

    passages: list[PolicyPassage]
    pages: list[str] = Field(description="The titles of all policy pages.")

    def told(self) -> str:
        """Each passage with its page and section."""
        if not self.passages:
            return f"The policy pages do not say; ask the shop. The pages are:\n{fenced(self.pages)}"
        return fenced(
            f"{' > '.join(filter(None, (one.title, one.heading)))} ({one.source}): {one.text}"
            for one in self.passages
        )


class CartLineAnswer(Part):
    """A line of a cart as it stands now."""

    product_id: str
    variant_id: str
    quantity: int
    title: str
    options: dict[str, str]
    price: float | None = Field(description="Of one piece, in whole units.")
    line_total: float | None
    currency: str
    in_stock: bool = Field(description="Can be bought now, so many of it.")
    problem: str = Field("", description="Why not: unknown_product, unknown_variant, not_in_stock, too_many.")

    def line(self) -> str:
        """Quantity, title, price; what is the matter with it."""
        options = ", ".join(self.options.values())
        name = f"{self.title} ({options})" if options else self.title
        ids = f"[{self.product_id} / {self.variant_id}]" if self.variant_id else f"[{self.product_id}]"
        trouble = f" | {self.problem}" if self.problem else ""
        return f"{self.quantity} x {ids} {name} | {money(self.line_total, self.currency)}{trouble}"


class RefusedItem(Part):
    """An item that was not taken, and why."""

    product_id: str
    variant_id: str
    code: str = Field(examples=["option_needed"])
    message: str
    hint: str


class CartAnswer(Answered):
    """A cart as it stands now; totals leave out what cannot be bought, and delivery."""

    cart_id: str = Field(description="Names this cart in the next call; keep it to yourself.")
    lines: list[CartLineAnswer]
    totals: dict[str, float] = Field(examples=[{"CNY": 518.0}])
    refused: list[RefusedItem] = []

    def told(self) -> str:
        """One line each, then totals and refusals."""
        sums = ", ".join(money(total, currency) for currency, total in self.totals.items())
        name = f"Cart {self.cart_id}: " if self.cart_id else "Cart: "
        refused = [f"not taken: {one.message} {one.hint}" for one in self.refused]
        head = f"{name}{len(self.lines)} lines. Total: {sums or 'nothing'}."
        lines = [*(line.line() for line in self.lines), *refused]
        return f"{head}\n{fenced(lines)}" if lines else head
