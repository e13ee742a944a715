"""Taking back what was done, as long as nothing stands in the way."""

from datetime import timedelta

from daogou.guide.service import checks
from daogou.guide.service.book import Entry
from daogou.guide.service.checks import Case
from daogou.guide.service.refusals import Refused
from daogou.guide.service.requests import Undo
from daogou.guide.service.things import ON_ITS_WAY, Change, Order


def undone(case: Case, request: Undo) -> Change:
    """The change that leads back: the order and the address as they were, money and pieces the other way.

    Money and pieces may have moved otherwise meanwhile; the order and the address may not.
    """
    entry = _own_entry(case, request.entry_id)
    _check_rule(case, entry)
    change = entry.change
    if change.order_after is not None:
        _check_unchanged(case, change.order_after)
    if change.home_after is not None and case.customer.address != change.home_after:
        raise Refused("changed_since")
    back = Change(
        customer_id=change.customer_id,
        order_before=change.order_after,
        order_after=change.order_before,
        home_before=change.home_after,
        home_after=change.home_before,
        balances={method_id: -amount for method_id, amount in change.balances.items()},
        stock={sku: -pieces for sku, pieces in change.stock.items()},
        undoes=entry.id,
    )
    _check_affordable(case, back)
    return back


def _own_entry(case: Case, entry_id: str) -> Entry:
    entry = case.view.entry(entry_id)
    if entry is None or entry.customer_id != case.customer.id:
        raise Refused("unknown_entry")
    if entry.undone_by:
        raise Refused("already_undone")
    return entry


def _check_rule(case: Case, entry: Entry) -> None:
    rule = case.policy.undo
    if entry.request.action not in rule.actions:
        raise Refused("not_offered")
    if rule.minutes and case.now - entry.at > timedelta(minutes=rule.minutes):
        raise Refused("too_late_to_undo", minutes=str(rule.minutes))


def _check_unchanged(case: Case, left: Order) -> None:
    now = checks.own_order(case, left.id)
    if now == left:
        return
    if now.status in ON_ITS_WAY and now.status != left.status:
        raise Refused("on_its_way", order=left.id)
    raise Refused("changed_since")


def _check_affordable(case: Case, back: Change) -> None:
    currency = back.order_after.currency if back.order_after else ""
    for method_id, amount in back.balances.items():
        checks.check_balance(checks.own_method(case, method_id), -amount, currency)
    for sku, pieces in back.stock.items():
        ware = case.view.ware(sku)
        if ware is None or (ware.stock is not None and ware.stock + pieces < 0):
            raise Refused("not_available", item=sku)
