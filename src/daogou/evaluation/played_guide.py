"""The guide in a scripted conversation: its orders laid out, its cart empty, its answers as scored."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import cast

from daogou.assembly.shop import Shop
from daogou.core.errors import NotFound
from daogou.core.product import Language, Product
from daogou.core.query import Constraint, Query
from daogou.evaluation.journey_scoring import Reply
from daogou.evaluation.journeys import Bought, Conversation
from daogou.guide.answer import Answer, Evidence
from daogou.guide.floor import CartLine
from daogou.guide.memory import Memory
from daogou.guide.message import Message
from daogou.guide.service.book import Ledger
from daogou.guide.service.desk import Identity, ServiceDesk
from daogou.guide.service.from_catalogue import hundredths, wares_of
from daogou.guide.service.memory_book import MemoryBook
from daogou.guide.service.policy import default_policy
from daogou.guide.service.things import Address, Customer, Line, Method, Order, Payment, Status
from daogou.guide.turn import Guide
from daogou.language.concepts import Concepts
from daogou.vision.decode import decode_picture

WORDS = "words"  # the field of words that a product may not have
NOW = datetime(2026, 6, 1, 12)
HOME = Address("Willow Lane 7", "", "Hangzhou", "Zhejiang", "China", "310000")
METHODS = (
    Method("card", "card", "Visa 4242"),
    Method("account", "account", "Pay"),
    Method("gift_card", "gift_card", "Gift card", 100_000),
)
NAMES = {"mei": ("Mei", "Chen"), "tom": ("Tom", "Baker")}


@dataclass
class Played(Reply):
    """With the answer itself."""

    said: Answer


@dataclass
class Cart:
    """In memory; what is put in is not checked."""

    shop: Shop
    held: dict[tuple[str, str], int] = field(default_factory=dict)

    def lines(self, shopper_id: str, language: Language) -> list[CartLine]:
        """Every line, whoever asks: one conversation has one cart."""
        products = {one.id: one for one in self.shop.products([product for product, _ in self.held])}
        return [
            CartLine(
                product, sku, quantity, products[product].title(language), *_price(products[product], sku)
            )
            for (product, sku), quantity in self.held.items()
        ]

    def put(self, shopper_id: str, product_id: str, sku: str, quantity: int) -> None:
        """That many from now on."""
        if sku not in {variant.sku for variant in self.shop.product(product_id).variants}:
            raise NotFound(f"There is no variant {sku!r} of {product_id!r}.")
        self.held.pop((product_id, sku), None)
        if quantity:
            self.held[product_id, sku] = quantity


class PlayedGuide:
    """One conversation with a guide over a shop."""

    def __init__(self, shop: Shop, guide: Guide, conversation: Conversation) -> None:
        self._shop = shop
        self._book = _book(shop, conversation.orders)
        self._cart = Cart(shop)
        desk = ServiceDesk(self._book, default_policy(), clock=lambda: NOW)
        floor = replace(guide.floor, desk=lambda: desk, carts=lambda: self._cart)
        self._guide = replace(guide, floor=floor)
        customer = conversation.customer
        self._memory = Memory(
            "zh" if conversation.language == "zh" else "en",
            customer or "visitor",
            identity=Identity(customer) if customer else None,
        )

    def answer(self, says: str, picture: str) -> Played:
        """To a message."""
        pixels = decode_picture(self._shop.picture(picture).read_bytes()) if picture else None
        step = self._guide.take(Message(says, pixels, self._memory.language), self._memory)
        self._memory = memory = step.memory
        wanted = memory.wanted.constraints
        with self._book.reading() as view:
            held = [one for name in NAMES for one in view.orders_of(name)]
        outside = [card for card in step.answer.cards if self._unmet(card, wanted)]
        return Played(
            step.answer.skill,
            _filters(wanted, self._shop.concepts),
            str(memory.shown.index(memory.focus) + 1) if memory.focus in memory.shown else "",
            _pending(memory),
            tuple(_named(one) for one in step.answer.evidence),
            step.answer.cards,
            len(outside),
            {one.id: str(one.status) for one in held},
            len(self._cart.held),
            step.answer,
            details=_details(held),
            labelled=sum(self._says_so(card, wanted, step.answer) for card in outside),
        )

    def _unmet(self, product_id: str, wanted: Sequence[Constraint]) -> list[Constraint]:
        """Filters that a product does not meet; words that it may not have are no filter of search."""
        return [one for one in wanted if one.field != WORDS and not self._shop.meets(product_id, one)]

    def _says_so(self, product_id: str, wanted: Sequence[Constraint], answer: Answer) -> bool:
        """Whether every filter that a product does not meet is named beside its card."""
        said = answer.lacking.get(product_id, "")
        unmet = self._unmet(product_id, wanted)
        return all(self._shop.label(one, answer.language) in said for one in unmet)


def _details(orders: Sequence[Order]) -> dict[str, str]:
    """Where orders go, and how they are paid."""
    where = {f"address.{one.id}": one.address.line1 for one in orders}
    paid = {f"payment.{one.id}": " ".join(way for way, sum_ in one.paid.items() if sum_) for one in orders}
    return where | paid


def _book(shop: Shop, orders: Sequence[Bought]) -> MemoryBook:
    """Both customers, and what they bought."""
    book = MemoryBook()
    laid_out = [_order(shop, one) for one in orders]
    wares = list(wares_of(shop.products([line.product_id for one in laid_out for line in one.lines])))

    def fill(ledger: Ledger) -> None:
        for name in NAMES:
            ledger.put_customer(Customer(name, f"{name}@example.com", *NAMES[name], HOME, METHODS))
        for order in laid_out:
            ledger.put_order(order)
        for ware in wares:
            ledger.put_ware(ware)

    book.write(fill)
    return book


def _order(shop: Shop, bought: Bought) -> Order:
    lines = tuple(_line(shop, search) for search in bought.lines)
    when = NOW - timedelta(days=bought.days_ago)
    return Order(
        bought.id,
        bought.customer,
        cast(Status, bought.status),
        HOME,
        lines,
        (Payment("payment", sum(line.price for line in lines), bought.payment),),
        shop.settings.shop.currency,
        delivered_at=when if bought.status == "delivered" else None,
    )


def _line(shop: Shop, search: str) -> Line:
    """The first product found, in a size between others, so that there is one up and one down."""
    hit = shop.search(Query(search, k=1, facets=False)).ranking[0]
    product = shop.product(hit.product_id)
    stocked = [nth for nth, variant in enumerate(product.variants) if variant.in_stock]
    between = [nth for nth in stocked if stocked[0] < nth < stocked[-1]] or stocked or [0]
    variant = product.variants[between[len(between) // 2]]
    price = hundredths(variant.price or 0)
    return Line(variant.sku, product.id, product.title("en"), dict(variant.options), price)


def _price(product: Product, sku: str) -> tuple[float | None, str]:
    """Of a variant, with its currency."""
    priced = {variant.sku: variant.price for variant in product.variants}
    return priced[sku], product.currency


def _filters(wanted: Sequence[Constraint], concepts: Concepts) -> dict[str, object]:
    """As the files of conversations spell them; who looks for beanies looks for caps."""
    found: dict[str, object] = {}
    excluded: dict[str, list[str]] = {}
    for one in wanted:
        if one.field == "price":
            found |= {"max_price": one.high} if one.high is not None else {}
            found |= {"min_price": one.low} if one.low is not None else {}
        elif one.excluded:
            excluded.setdefault(one.field, []).extend(one.values)
        else:
            found[one.field] = [
                of for value in one.values for of in _with_broader(concepts, one.field, value)
            ]
    return found | ({"excluded": excluded} if excluded else {})


def _with_broader(concepts: Concepts, kind: str, value: str) -> list[str]:
    known = concepts.get(kind, value) is not None
    return concepts.with_broader(kind, value) if known else [value]


def _pending(memory: Memory) -> str:
    """The change that waits for a yes."""
    proposal = memory.pending.proposal if memory.pending else None
    return f"{proposal.request.action}:{getattr(proposal.request, 'order_id', '')}" if proposal else ""


def _named(evidence: Evidence) -> str:
    """As the files name it: ``attribute:material``, ``policy:returns``, ``order:1002``, ``product``."""
    place = evidence.source.partition("#")[0]
    match evidence.kind:
        case "attribute":
            return f"attribute:{place.rpartition('/')[2]}"
        case "policy" | "order":
            return place
        case _:
            return evidence.kind
