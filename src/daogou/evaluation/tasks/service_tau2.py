"""Service by tau2-bench's retail policy: what solves its tasks is done, what breaks a rule is refused."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from daogou.core.progress import Progress, tracked
from daogou.core.settings import ShoppersSection
from daogou.evaluation.tasks import Measurement, Task
from daogou.evaluation.tau2 import POLICY, WRITES, Call, Record, Tau2, read_tau2, request_of
from daogou.evaluation.tau2_bases import Base, bases_of, owner_of
from daogou.evaluation.tau2_book import db_of, fill, fill_changed, held
from daogou.evaluation.tau2_reference import Forbidden, after, found
from daogou.evaluation.tau2_violations import Variant, variants_of
from daogou.guide.service.book import OrderBook
from daogou.guide.service.database_book import open_order_book
from daogou.guide.service.desk import Identity, ServiceDesk
from daogou.guide.service.memory_book import MemoryBook
from daogou.guide.service.policy import Policy, read_policy
from daogou.guide.service.refusals import Refused

PROTOCOL = (
    "The calls that solve each of the 114 tasks are made at our desk, one after the other, proposed and "
    "confirmed; customers are identified by the task's own find calls, in tasks without one by the name and "
    "postcode of whom the calls are about. calls_accepted: of all calls that change something; "
    "calls_as_policy: accepted where the policy's words allow them, refused where they do not, which they do "
    "not for two calls of the tasks themselves; finds_right: the same customer found, or nobody, as in the "
    "data; lookups_right: of get_… calls: the thing is given, or there is none in the data; tasks_right: the "
    "whole database afterwards equals that of an independent application of the policy's words. Calls that "
    "break exactly one rule are made by seed from those that break none, every one of 22 kinds as often; "
    "refused_right: refused with the reason of the broken rule, and the whole database as before; "
    "unbroken_accepted: the calls from which they were made are accepted in the same state."
)
NEITHER = ("calculate", "transfer_to_human_agents")  # nothing to do with an order book


Books = Callable[[Record], AbstractContextManager[OrderBook]]  # a book that holds such a database


@dataclass(frozen=True)
class Options:
    """``variants``: how many violating calls; ``book``: where the orders are kept."""

    variants: int = 500
    book: Literal["memory", "database"] = "memory"


@dataclass(frozen=True)
class ServiceTau2:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Make every call.

        Raises:
            NotFound: ``service/tau2_retail`` is not in the data folder.
        """
        shop, policy = read_tau2(data), read_policy(POLICY)
        counts: Counter[str] = Counter()
        books = self._books(shop.db)
        for task in tracked(shop.tasks, progress, "Solving tasks", len(shop.tasks)):
            with books(shop.db) as book:
                counts += _solved(shop, task, book, policy)
        variants = variants_of(bases_of(shop), self.options.variants, seed)
        for variant in tracked(variants, progress, "Breaking rules", self.options.variants):
            with books(variant.base.db) as book:
                counts["unbroken_accepted"] += _outcome(book, policy, variant.base) == "done"
            with books(variant.broken.db) as book:
                counts += _refused(book, policy, variant)
        return Measurement(self._metrics(counts, shop), PROTOCOL, shop.files)

    def _books(self, db: Record) -> Books:
        if self.options.book == "database":
            return _in_a_database
        filled = MemoryBook()
        filled.write(lambda ledger: fill(ledger, db))
        return partial(_in_memory, filled, db)

    def _metrics(self, counts: Counter[str], shop: Tau2) -> Mapping[str, float]:
        shares = {
            "calls_accepted": counts["accepted"] / counts["calls"],
            "calls_as_policy": counts["as_policy"] / counts["calls"],
            "finds_right": counts["finds_right"] / counts["finds"],
            "lookups_right": counts["lookups_right"] / counts["lookups"],
            "tasks_right": counts["tasks_right"] / len(shop.tasks),
        }
        broken = ("refused_right", "refused", "unbroken_accepted")
        shares |= {name: counts[name] / self.options.variants for name in broken}
        return shares | {name: counts[name] for name in ("calls", "finds", "lookups")}


@contextmanager
def _in_memory(filled: MemoryBook, known: Record, db: Record) -> Iterator[OrderBook]:
    book = filled.copy()
    book.write(lambda ledger: fill_changed(ledger, db, known))
    yield book


@contextmanager
def _in_a_database(db: Record) -> Iterator[OrderBook]:
    with TemporaryDirectory() as folder:
        book = open_order_book(Path(folder), ShoppersSection())
        try:
            book.write(lambda ledger: fill(ledger, db))
            yield book
        finally:
            book.close()


def _solved(shop: Tau2, task: str, book: OrderBook, policy: Policy) -> Counter[str]:
    """Make the task's calls, and count what became of them."""
    counts: Counter[str] = Counter()
    desk, expected = ServiceDesk(book, policy), shop.db
    calls = [call for call in shop.tasks[task] if call.name not in NEITHER]
    identity = _identified_beforehand(shop, calls, desk)
    for call in calls:
        if call.name.startswith("find_"):
            identity, right = _identify(desk, shop.db, call, identity)
            counts.update(finds=1, finds_right=right)
        elif call.name not in WRITES:
            right = _looked_up(book, desk, call, identity) == _is_there(shop.db, call)
            counts.update(lookups=1, lookups_right=right)
        else:
            accepted = _made(desk, identity, call) == "done"
            expected, allowed = _expected(expected, shop.db, call)
            counts.update(calls=1, accepted=accepted, as_policy=accepted == allowed)
    with book.reading() as view:
        counts["tasks_right"] += db_of(view, shop.db) == expected
    return counts


def _identified_beforehand(shop: Tau2, calls: list[Call], desk: ServiceDesk) -> Identity | None:
    """Of a task that does not say how: by name and postcode of whom its calls are about."""
    if any(call.name.startswith("find_") for call in calls):
        return None
    about = [owner_of(shop.db, call) or _asked_about(shop.db, call) for call in calls]
    user_id = next((owner for owner in about if owner), None)
    if user_id is None:
        return None
    user = shop.db["users"][user_id]
    name, postcode = user["name"], user["address"]["zip"]
    return desk.identify_by_name(name["first_name"], name["last_name"], postcode)


def _asked_about(db: Record, call: Call) -> str | None:
    given = call.arguments
    order = db["orders"].get(given.get("order_id"), {})
    owner: str | None = given.get("user_id") or order.get("user_id")
    return owner


def _identify(
    desk: ServiceDesk, db: Record, call: Call, known: Identity | None
) -> tuple[Identity | None, bool]:
    """Who is served from now on, and whether it is whom the data names."""
    given, expected = call.arguments, found(db, call.arguments)
    try:
        if "email" in given:
            identity = desk.identify_by_email(given["email"], known=known)
        else:
            names = given["first_name"], given["last_name"], given["zip"]
            identity = desk.identify_by_name(*names, known=known)
    except Refused as refusal:
        return known, refusal.reason == "unknown_customer" and expected is None
    return identity, identity.customer_id == expected


def _looked_up(book: OrderBook, desk: ServiceDesk, call: Call, identity: Identity | None) -> bool:
    given = call.arguments
    try:
        match call.name:
            case "get_order_details":
                return bool(desk.order(identity, given["order_id"]))
            case "get_user_details":
                return bool(desk.customer(identity).id == given["user_id"])
    except Refused:
        return False
    with book.reading() as view:
        if call.name == "get_product_details":
            return bool(view.wares_of(given["product_id"]))
        return view.ware(given["item_id"]) is not None


def _is_there(db: Record, call: Call) -> bool:
    given = call.arguments
    match call.name:
        case "get_order_details":
            return given["order_id"] in db["orders"]
        case "get_user_details":
            return given["user_id"] in db["users"]
        case "get_product_details":
            return given["product_id"] in db["products"]
    return any(given["item_id"] in product["variants"] for product in db["products"].values())


def _expected(db: Record, original: Record, call: Call) -> tuple[Record, bool]:
    """The database after the call, and whether the policy's words allow it."""
    try:
        return after(db, str(owner_of(original, call)), call.name, call.arguments), True
    except Forbidden:
        return db, False


def _made(desk: ServiceDesk, identity: Identity | None, call: Call) -> str:
    """``done``, or the reason of the refusal."""
    try:
        desk.confirm(identity, desk.propose(identity, request_of(call)))
    except Refused as refusal:
        return refusal.reason
    return "done"


def _outcome(book: OrderBook, policy: Policy, base: Base) -> str:
    identity = Identity(base.user_id) if base.user_id else None
    return _made(ServiceDesk(book, policy), identity, base.call)


def _refused(book: OrderBook, policy: Policy, variant: Variant) -> Counter[str]:
    with book.reading() as view:
        before = held(view, variant.broken.db)
    outcome = _outcome(book, policy, variant.broken)
    with book.reading() as view:
        untouched = held(view, variant.broken.db) == before
    right = outcome == variant.reason and untouched
    return Counter(refused=outcome != "done", refused_right=right)


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return ServiceTau2(options)
