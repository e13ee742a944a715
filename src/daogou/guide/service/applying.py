"""Writing a change into the book, all of it, inside a transaction."""

from dataclasses import replace

from daogou.guide.service.book import Entry, Ledger
from daogou.guide.service.refusals import Refused
from daogou.guide.service.things import Change, Method


def apply(ledger: Ledger, entry: Entry) -> None:
    """Do what the entry says, and write it into the log.

    Raises:
        Refused: a gift card or a stock would fall below 0, or is gone; the transaction must not end well.
    """
    change = entry.change
    if change.order_after is not None:
        ledger.put_order(change.order_after)
    _apply_to_customer(ledger, change)
    _apply_to_stock(ledger, change)
    ledger.put_entry(entry)
    if change.undoes:
        _mark_undone(ledger, change.undoes, entry.id)


def _apply_to_customer(ledger: Ledger, change: Change) -> None:
    if not change.balances and change.home_after is None:
        return
    customer = ledger.customer(change.customer_id)
    if customer is None:
        raise Refused("unknown_customer")
    moved = dict(change.balances)
    methods = tuple(_shifted(method, moved.pop(method.id, 0)) for method in customer.methods)
    if moved:
        raise Refused("not_own_payment_method", method=next(iter(moved)))
    home = customer.address if change.home_after is None else change.home_after
    ledger.put_customer(replace(customer, methods=methods, address=home))


def _shifted(method: Method, amount: int) -> Method:
    if not amount:
        return method
    balance = (method.balance or 0) + amount
    if balance < 0:
        raise Refused("changed_since")
    return replace(method, balance=balance)


def _apply_to_stock(ledger: Ledger, change: Change) -> None:
    for sku, pieces in sorted(
        change.stock.items()
    ):  # in one order, so that two writers cannot block each other
        ware = ledger.ware(sku)
        if ware is None:
            raise Refused("unknown_item", item=sku)
        if ware.stock is None:
            continue
        if ware.stock + pieces < 0:
            raise Refused("not_available", item=sku)
        ledger.put_ware(replace(ware, stock=ware.stock + pieces))


def _mark_undone(ledger: Ledger, entry_id: str, by: str) -> None:
    earlier = ledger.entry(entry_id)
    if earlier is None:
        raise Refused("unknown_entry")
    ledger.put_entry(replace(earlier, undone_by=by))
