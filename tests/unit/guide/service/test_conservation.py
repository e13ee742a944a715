"""Whatever customers ask for: money and pieces are conserved, never below 0, and undoing restores them."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daogou.guide.service.desk import Identity, ServiceDesk
from daogou.guide.service.memory_book import MemoryBook
from daogou.guide.service.policy import default_policy
from daogou.guide.service.refusals import Refused
from daogou.guide.service.requests import (
    Cancel,
    Exchange,
    ModifyAddress,
    ModifyHome,
    ModifyItems,
    ModifyPayment,
    Return,
    Undo,
)
from daogou.guide.service.things import Address

ORDERS = st.sampled_from(["new", "gift", "here", "bobs", "packed", "none"])
METHODS = st.sampled_from(["card-a", "gift-a", "pay-a", "card-b"])
SKUS = st.sampled_from(["dress-red", "dress-blue", "dress-gold", "dress-grey", "hat", "cap", "none"])
SOME = st.lists(SKUS, max_size=3).map(tuple)
ADDRESS = st.builds(
    Address, st.just("1"), city=st.sampled_from(["Pau", ""]), country=st.just("FR"), postcode=st.just("1")
)
REQUESTS = st.one_of(
    st.builds(Cancel, ORDERS, st.sampled_from(["no_longer_needed", "whim"])),
    st.builds(ModifyItems, ORDERS, SOME, SOME, METHODS),
    st.builds(ModifyItems, st.just("new"), st.just(("dress-red",)), st.tuples(SKUS), METHODS),
    st.builds(ModifyPayment, ORDERS, METHODS),
    st.builds(ModifyAddress, ORDERS, ADDRESS),
    st.builds(Return, ORDERS, SOME, METHODS),
    st.builds(Return, st.just("here"), st.tuples(SKUS), METHODS),
    st.builds(Exchange, st.just("here"), st.just(("dress-red",)), st.tuples(SKUS), METHODS),
    st.builds(ModifyHome, ADDRESS, st.sampled_from(["", "ann", "bob"])),
    st.integers(0, 4),  # undo the change of that number
)
MANY = settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])


def opened(drawn):
    book = MemoryBook()
    book.write(drawn.fill)
    return book, ServiceDesk(book, default_policy(), clock=lambda: drawn.NOON)


def do(desk, request):
    """The entry of the log, or None where it was refused."""
    ann = Identity("ann")
    try:
        if isinstance(request, int):
            log = desk.log(ann)
            request = Undo(log[request].id if request < len(log) else "none")
        return desk.confirm(ann, desk.propose(ann, request))
    except Refused as refusal:
        refusal.sentence("zh")  # every fact that it speaks of is there
        return None


def money_on_gift_cards_and_paid_by_them(drawn, book):
    """What lies on gift cards; what was paid by them, less what went back."""
    with book.reading() as view:
        on_cards = sum(m.balance or 0 for c in (drawn.ANN, drawn.BOB) for m in view.customer(c.id).methods)
        paid = [view.order(order.id).paid for order in drawn.ORDERS]
    by_gift = sum(amount for one in paid for method, amount in one.items() if method == "gift-a")
    return on_cards, by_gift


def pieces(drawn, book):
    """sku -> in stock, in orders that are not cancelled, set aside for an exchange."""
    with book.reading() as view:
        found = {ware.sku: ware.stock for ware in map(view.ware, [w.sku for w in drawn.WARES])}
        for order in [view.order(order.id) for order in drawn.ORDERS]:
            held = [] if order.status == "cancelled" else [line.sku for line in order.lines]
            aside = order.claim.new_skus if order.claim else ()
            for sku in (*held, *aside):
                found[sku] = None if found[sku] is None else found[sku] + 1
    return found


@MANY
@given(requests=st.lists(REQUESTS, max_size=8))
def test_money_and_pieces_are_conserved_and_never_below_nothing(drawn, requests):
    book, desk = opened(drawn)
    money, goods = sum(money_on_gift_cards_and_paid_by_them(drawn, book)), pieces(drawn, book)
    for request in requests:
        do(desk, request)
        assert sum(money_on_gift_cards_and_paid_by_them(drawn, book)) == money, (
            "what leaves a gift card is in an order"
        )
        assert pieces(drawn, book) == goods, "a piece is in stock or in an order"
        with book.reading() as view:
            assert all(m.balance is None or m.balance >= 0 for m in view.customer("ann").methods)
            assert all((view.ware(ware.sku).stock or 0) >= 0 for ware in drawn.WARES)
            for order in (view.order(order.id) for order in drawn.ORDERS):
                owed = 0 if order.status == "cancelled" else order.total
                if order.id != "off":  # was cancelled before this book began, and its refund is not in it
                    assert sum(order.paid.values()) == owed, (
                        "an order is paid in full, a cancelled one not at all"
                    )


@MANY
@given(before=st.lists(REQUESTS, max_size=4), request=REQUESTS)
def test_an_act_taken_back_at_once_leaves_everything_as_it_was(drawn, before, request):
    book, desk = opened(drawn)
    for earlier in before:
        do(desk, earlier)
    pages = drawn.pages(book)
    entry = do(desk, request)
    if entry is None or entry.request.action == "undo":
        assert entry is not None or drawn.pages(book) == pages, "a refusal changes nothing"
        return
    ann = Identity("ann")
    desk.confirm(ann, desk.propose(ann, Undo(entry.id)))
    assert drawn.pages(book) == pages


@MANY
@given(requests=st.lists(REQUESTS, max_size=6))
def test_nobody_changes_what_is_anothers(drawn, requests):
    book, desk = opened(drawn)
    for request in requests:
        do(desk, request)
    with book.reading() as view:
        assert view.customer("bob") == drawn.BOB
        assert [view.order(order.id) for order in drawn.ORDERS if order.customer_id == "bob"] == [
            order for order in drawn.ORDERS if order.customer_id == "bob"
        ]
