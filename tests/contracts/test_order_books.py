"""Every order book keeps what is put in, all or not at all, also when two ask at once."""

import importlib.util
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import inspect

from daogou.core.settings import ShoppersSection
from daogou.guide.service.database_book import open_order_book
from daogou.guide.service.desk import Identity, ServiceDesk
from daogou.guide.service.memory_book import MemoryBook
from daogou.guide.service.policy import default_policy
from daogou.guide.service.refusals import Refused
from daogou.guide.service.requests import Cancel, Exchange, ModifyItems, ModifyPayment, Return, Undo
from daogou.guide.service.tables import VERSION, prepare
from daogou.shoppers.engines import open_database
from daogou.shoppers.failures import StateUnavailable
from daogou.shoppers.shoppers import open_shoppers
from daogou.shoppers.tables import meta

_FILE = Path(__file__).parents[1] / "unit" / "guide" / "service" / "drawn_orders.py"
_spec = importlib.util.spec_from_file_location("drawn_orders", _FILE)
drawn = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(drawn)

ANN, BOB = Identity("ann"), Identity("bob")
SWAP = ModifyItems("new", ("dress-red",), ("dress-blue",), "gift-a")


class Torn(Exception):
    """The power goes off."""


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def book(request, tmp_path):
    if request.param == "memory":
        opened = MemoryBook()
    else:
        url = request.getfixturevalue("postgres_url")() if request.param == "postgresql" else ""
        opened = open_order_book(tmp_path, ShoppersSection(url=url))
    opened.write(drawn.fill)
    yield opened
    if request.param != "memory":
        opened.close()


@pytest.fixture
def desk(book):
    return ServiceDesk(book, default_policy(), clock=lambda: drawn.NOON)


class Tearing:
    """A book whose transactions break off when something is put in for the ``nth`` time."""

    def __init__(self, book, nth):
        self._book, self._nth = book, nth
        self.reading = book.reading

    def write(self, work):
        return self._book.write(lambda ledger: work(_TearingLedger(ledger, self._nth)))


class _TearingLedger:
    def __init__(self, ledger, nth):
        self._ledger, self._left = ledger, nth

    def __getattr__(self, name):
        if name.startswith("put_"):
            self._left -= 1
            if self._left == 0:
                raise Torn
        return getattr(self._ledger, name)


def test_what_is_put_in_is_given_back_the_same(book):
    assert drawn.pages(book) == (list((drawn.ANN, drawn.BOB)), list(drawn.WARES), list(drawn.ORDERS))


def test_things_are_found_by_what_people_know_of_them(book):
    with book.reading() as view:
        assert view.customers_by_email("ANN@EXAMPLE.COM") == [drawn.ANN]
        assert view.customers_by_name("bob", "lee ", "06000") == [drawn.BOB]
        assert view.customers_by_name("bob", "lee", "69001") == []
        assert [order.id for order in view.orders_of("bob")] == ["bobs"]
        assert [ware.sku for ware in view.wares_of("dress")] == sorted(
            ware.sku for ware in drawn.WARES if ware.product_id == "dress"
        )


def test_what_is_not_there_is_nothing(book):
    with book.reading() as view:
        assert view.customer("x") is view.order("x") is view.ware("x") is view.entry("x") is None
        assert view.orders_of("x") == view.wares_of("x") == view.entries_of("x") == []


def test_a_new_address_changes_by_what_a_customer_is_found(book):
    book.write(lambda ledger: ledger.put_customer(replace(drawn.ANN, address=drawn.AWAY)))
    with book.reading() as view:
        assert view.customers_by_name("Ann", "Lee", "69001") == []
        assert view.customers_by_name("Ann", "Lee", "06000") != []


@pytest.mark.parametrize("nth", [1, 2, 3, 4, 5])
def test_a_change_that_breaks_off_leaves_nothing_behind(book, desk, nth):
    """It puts in an order, a customer, two wares and an entry: five chances to be half done."""
    before = drawn.pages(book)
    torn = ServiceDesk(Tearing(book, nth), default_policy(), clock=lambda: drawn.NOON)
    with pytest.raises(Torn):
        torn.confirm(ANN, torn.propose(ANN, SWAP))
    assert drawn.pages(book) == before
    assert desk.log(ANN) == []
    desk.confirm(ANN, desk.propose(ANN, SWAP))
    assert len(desk.log(ANN)) == 1


def test_the_sixth_thing_put_in_does_not_exist(book):
    whole = ServiceDesk(Tearing(book, 6), default_policy(), clock=lambda: drawn.NOON)
    whole.confirm(ANN, whole.propose(ANN, SWAP))


@pytest.mark.parametrize("nth", [1, 2, 3, 4, 5, 6])
def test_an_undoing_that_breaks_off_leaves_the_change_as_it_was(book, desk, nth):
    entry = desk.confirm(ANN, desk.propose(ANN, SWAP))
    before = drawn.pages(book)
    torn = ServiceDesk(Tearing(book, nth), default_policy(), clock=lambda: drawn.NOON)
    with pytest.raises(Torn):
        torn.confirm(ANN, torn.propose(ANN, Undo(entry.id)))
    assert drawn.pages(book) == before
    assert [one.undone_by for one in desk.log(ANN)] == [""]


@pytest.mark.parametrize(
    "request_",
    [
        Cancel("new", "no_longer_needed"),
        SWAP,
        ModifyPayment("gift", "card-a"),
        Return("here", ("hat",), "card-a"),
        Exchange("here", ("dress-red",), ("dress-gold",), "card-a"),
    ],
    ids=lambda one: one.action,
)
def test_the_log_tells_what_was_done_and_how_to_take_it_back(book, desk, request_):
    before = drawn.pages(book)
    entry = desk.confirm(ANN, desk.propose(ANN, request_))
    assert desk.log(ANN) == [entry]
    desk.confirm(ANN, desk.propose(ANN, Undo(entry.id)))
    assert drawn.pages(book) == before


def test_two_yeses_at_once_do_it_once(book, desk):
    proposal = desk.propose(ANN, SWAP)
    with ThreadPoolExecutor(4) as threads:
        entries = list(threads.map(lambda _: desk.confirm(ANN, proposal), range(4)))
    assert len({entry.id for entry in entries}) == 1
    assert len(desk.log(ANN)) == 1
    assert desk.customer(ANN).method("gift-a").balance == 2500


def test_the_last_piece_goes_to_one_of_two_who_want_it(book, desk):
    def two_dresses(ledger):
        ledger.put_order(drawn.order("bobs", "pending", "dress-red", customer="bob", method="card-b"))

    book.write(two_dresses)
    bobs = ModifyItems("bobs", ("dress-red",), ("dress-blue",), "card-b")
    proposals = [desk.propose(ANN, SWAP), desk.propose(BOB, bobs)]

    def confirmed(proposal):
        try:
            desk.confirm(proposal.identity, proposal)
        except Refused as refusal:
            return refusal.reason
        return "done"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(confirmed, proposals)) == ["done", "not_available"]
    with book.reading() as view:
        assert view.ware("dress-blue").stock == 0


def test_an_order_book_opened_again_holds_what_was_done(tmp_path):
    first = open_order_book(tmp_path, ShoppersSection())
    first.write(drawn.fill)
    desk = ServiceDesk(first, default_policy(), clock=lambda: drawn.NOON)
    entry = desk.confirm(ANN, desk.propose(ANN, SWAP))
    kept = drawn.pages(first)
    first.close()
    again = open_order_book(tmp_path, ShoppersSection())
    assert drawn.pages(again) == kept
    with again.reading() as view:
        assert view.entry(entry.id) == entry
    again.close()


KILLED = """
import importlib.util, os, signal, sys
from pathlib import Path
from daogou.core.settings import ShoppersSection
from daogou.guide.service.database_book import open_order_book

spec = importlib.util.spec_from_file_location("drawn_orders", sys.argv[2])
drawn = importlib.util.module_from_spec(spec)
spec.loader.exec_module(drawn)
book = open_order_book(Path(sys.argv[1]), ShoppersSection())
book.write(drawn.fill)

def work(ledger):
    ledger.put_customer(drawn.with_balance(0))
    os.kill(os.getpid(), signal.SIGKILL)

book.write(work)
"""


def test_a_program_killed_within_a_transaction_leaves_what_was_before(tmp_path):
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path, _FILE], check=False, timeout=120)
    assert done.returncode == -signal.SIGKILL
    book = open_order_book(tmp_path, ShoppersSection())
    assert drawn.pages(book) == ([drawn.ANN, drawn.BOB], list(drawn.WARES), list(drawn.ORDERS))
    book.close()


def test_orders_and_shoppers_share_a_database_and_erasing_a_shopper_leaves_the_orders(tmp_path):
    shoppers = open_shoppers(tmp_path, ShoppersSection())
    book = open_order_book(tmp_path, ShoppersSection())
    book.write(drawn.fill)
    shoppers.erase("ann", drawn.NOON)
    with book.reading() as view:
        assert view.customer("ann") == drawn.ANN
    shoppers.close()
    book.close()


def test_tables_of_a_newer_version_are_left_alone(tmp_path):
    open_order_book(tmp_path, ShoppersSection()).close()
    database = open_database(tmp_path, "")
    newer = meta.update().filter_by(name=VERSION).values(value="9")
    database.write(lambda connection: connection.execute(newer) and None)
    database.close()
    with pytest.raises(StateUnavailable, match="version 9"):
        open_order_book(tmp_path, ShoppersSection())


def test_older_tables_are_brought_up_to_date_by_one_step_each(tmp_path):
    open_order_book(tmp_path, ShoppersSection()).close()
    database = open_database(tmp_path, "")
    step = lambda connection: connection.exec_driver_sql("ALTER TABLE service_orders ADD note TEXT")  # noqa: E731
    prepare(database, [step])
    prepare(database, [step])
    with database.reading() as connection:
        columns = [column["name"] for column in inspect(connection).get_columns("service_orders")]
    database.close()
    assert columns.count("note") == 1
