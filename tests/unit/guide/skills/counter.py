"""A service desk over a book in memory, for skills that talk about orders."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from daogou.guide.floor import Floor
from daogou.guide.memory import Memory, Said
from daogou.guide.message import Message
from daogou.guide.replies import change_of, emails, numbers, order_ids, reply_of
from daogou.guide.service.desk import Identity, ServiceDesk
from daogou.guide.service.from_catalogue import hundredths, wares_of
from daogou.guide.service.memory_book import MemoryBook
from daogou.guide.service.policy import default_policy
from daogou.guide.service.things import Address, Customer, Line, Method, Order, Payment
from daogou.guide.skills import ROLE, Step, Turn
from daogou.guide.understood import Understood
from daogou.language.detect import detect

from .boutique import Boutique

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOME = Address("1 Elm Street", "", "Lyon", "", "FR", "69001")
METHODS = (Method("card", "card", "Visa 4242"), Method("gift", "gift_card", "Gift card", 50_000))


def nobodys() -> Any:
    raise AssertionError("no vectors are needed")


class Counter:
    """Ann and Bob with an order in each status; a conversation that the test steers."""

    def __init__(self, known: str = "ann") -> None:
        self.shop = Boutique()
        self.book = MemoryBook()
        self.desk = ServiceDesk(self.book, default_policy(), clock=lambda: NOON)
        self.book.write(self._fill)
        self.floor = Floor(self.shop, lambda: self.desk, nobodys, nobodys)  # type: ignore[arg-type]
        self.memory = Memory(identity=Identity(known) if known else None)

    def _fill(self, ledger: Any) -> None:
        ledger.put_customer(Customer("ann", "ann@example.com", "Ann", "Lee", HOME, METHODS))
        ledger.put_customer(Customer("bob", "bob@example.com", "Bob", "Ray", HOME, METHODS))
        for ware in wares_of(self.shop.garments.values()):
            ledger.put_ware(ware)
        for order_id, owner, status, *skus in (
            ("1001", "ann", "pending", "d0-S"),
            ("1002", "ann", "shipped", "d1-S"),
            ("1003", "ann", "delivered", "d2-M", "h1-S"),
            ("2001", "bob", "pending", "h2-M"),
        ):
            ledger.put_order(self._order(order_id, owner, status, skus))

    def _order(self, order_id: str, owner: str, status: Any, skus: list[str]) -> Order:
        lines = []
        for sku in skus:
            product = self.shop.product(sku.split("-")[0])
            options = {"size": sku.split("-")[1]}
            lines.append(Line(sku, product.id, product.title("en"), options, hundredths(product.price or 0)))
        paid = Payment("payment", sum(line.price for line in lines), "card")
        came = NOON - timedelta(days=3) if status == "delivered" else None
        return Order(order_id, owner, status, HOME, tuple(lines), (paid,), "CNY", delivered_at=came)

    def status(self, order_id: str) -> str:
        with self.book.reading() as view:
            return view.order(order_id).status  # type: ignore[union-attr]

    def order(self, order_id: str) -> Order:
        with self.book.reading() as view:
            found = view.order(order_id)
        assert found
        return found

    def __call__(self, skill: str, text: str, *references: str, **more: Any) -> Step:
        language = detect(text, self.memory.language)
        read = self.shop.read(text, language)
        understood = Understood(
            text,
            language,
            skill,
            1.0,
            read=(*read.filters, *read.wishes),
            references=references,
            reply=reply_of(text),
            change=change_of(text),
            order_ids=order_ids(text),
            emails=emails(text),
            numbers=numbers(text),
            **more,
        )
        step = ROLE.open(skill).take(Turn(Message(text), understood, self.memory), self.floor)
        said = (Said("shopper", text), Said("guide", step.answer.text, step.answer.skill))
        rested_on = step.answer.evidence or self.memory.rested_on
        self.memory = replace(step.memory, turns=(*step.memory.turns, *said), rested_on=rested_on)
        return step
