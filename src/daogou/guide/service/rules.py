"""The rules, one function for each act: what it would change, or why it may not be.

Each looks at the book and the policy and writes nothing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from daogou.guide.service import checks
from daogou.guide.service.checks import Case
from daogou.guide.service.refusals import Refused
from daogou.guide.service.requests import (
    Cancel,
    Exchange,
    ModifyAddress,
    ModifyHome,
    ModifyItems,
    ModifyPayment,
    Request,
    Return,
    Undo,
)
from daogou.guide.service.things import Change, Claim, Line, Order, Payment, Ware
from daogou.guide.service.undoing import undone
from daogou.guide.service.wording import joined


def planned(case: Case, request: Request) -> Change:
    """What the request would change.

    Raises:
        Refused: the policy does not allow it, or what was named is not there.
    """
    match request:
        case Cancel():
            return _cancelled(case, request)
        case ModifyItems():
            return _items_modified(case, request)
        case ModifyPayment():
            return _payment_modified(case, request)
        case ModifyAddress():
            return _address_modified(case, request)
        case Return():
            return _returned(case, request)
        case Exchange():
            return _exchanged(case, request)
        case ModifyHome():
            return _home_modified(case, request)
        case Undo():
            return undone(case, request)


def _cancelled(case: Case, request: Cancel) -> Change:
    rule = case.policy.cancel
    order = checks.own_order(case, request.order_id)
    checks.check_status(order, rule.statuses)
    if rule.reasons and request.reason not in rule.reasons:
        wanted = (
            ", ".join(w.en for w in rule.reasons.values()),
            "、".join(w.zh for w in rule.reasons.values()),
        )
        raise Refused("reason_not_allowed", given=request.reason, wanted=wanted)
    refunds = _refunds_of_all(order)
    after = replace(
        order,
        status="cancelled",
        cancel_reason=request.reason,
        payments=order.payments + refunds,
        done=(*order.done, "cancel"),
    )
    return _change(case, order, after, back=[line.sku for line in order.lines])


def _refunds_of_all(order: Order) -> tuple[Payment, ...]:
    """What was paid goes back where it came from, and no more than was paid altogether."""
    left = sum(order.paid.values())
    refunds = []
    for method_id, paid in order.paid.items():
        amount = min(paid, left)
        if amount > 0:
            refunds.append(Payment("refund", amount, method_id))
            left -= amount
    return tuple(refunds)


def _items_modified(case: Case, request: ModifyItems) -> Change:
    rule = case.policy.modify_items
    order = checks.own_order(case, request.order_id)
    checks.check_status(order, rule.statuses)
    checks.check_times(order, "modify_items", rule.times)
    places, wares = _swapped(case, order, request, same_product=rule.same_product)
    difference = _difference(order, places, wares)
    method = checks.own_method(case, request.method_id)
    checks.check_balance(method, difference, order.currency)
    lines = list(order.lines)
    for place, ware in zip(places, wares, strict=True):
        lines[place] = Line(ware.sku, ware.product_id, ware.name, ware.options, ware.price)
    after = replace(
        order,
        status="modified" if rule.closes else order.status,
        lines=tuple(lines),
        payments=order.payments + _settled(difference, method.id),
        done=(*order.done, "modify_items"),
    )
    return _change(case, order, after, back=request.skus, out=request.new_skus)


def _payment_modified(case: Case, request: ModifyPayment) -> Change:
    rule = case.policy.modify_payment
    order = checks.own_order(case, request.order_id)
    checks.check_status(order, rule.statuses)
    checks.check_times(order, "modify_payment", rule.times)
    method = checks.own_method(case, request.method_id)
    paid = {method_id: amount for method_id, amount in order.paid.items() if amount}
    if len(paid) != 1:
        raise Refused("several_payment_methods", order=order.id)
    before, amount = next(iter(paid.items()))
    if before == method.id:
        raise Refused("same_payment_method", order=order.id, method=method.label or method.id)
    checks.check_balance(method, amount, order.currency)
    moved = (Payment("payment", amount, method.id), Payment("refund", amount, before))
    after = replace(order, payments=order.payments + moved, done=(*order.done, "modify_payment"))
    return _change(case, order, after)


def _address_modified(case: Case, request: ModifyAddress) -> Change:
    rule = case.policy.modify_address
    order = checks.own_order(case, request.order_id)
    checks.check_status(order, rule.statuses)
    checks.check_times(order, "modify_address", rule.times)
    checks.check_address(case, request.address)
    after = replace(order, address=request.address, done=(*order.done, "modify_address"))
    return _change(case, order, after)


def _returned(case: Case, request: Return) -> Change:
    rule = case.policy.return_
    order = checks.own_order(case, request.order_id)
    checks.check_status(order, rule.statuses)
    checks.check_days(case, order, rule.days)
    places = checks.lines_of(order, request.skus)
    method = checks.own_method(case, request.method_id)
    original = [method_id for method_id, amount in order.paid.items() if amount > 0]
    allowed = {
        "any": True,
        "original": method.id in original,
        "gift_card": method.kind == "gift_card",
    }
    if not any(allowed[where] for where in rule.refund_to):
        raise Refused("refund_not_there", wanted=_refund_words(rule.refund_to, original))
    due = sum(order.lines[place].price for place in places)
    claim = Claim("return", tuple(sorted(request.skus)), (), method.id, due)
    after = replace(order, status="return_requested", claim=claim, done=(*order.done, "return"))
    return _change(case, order, after)


def _refund_words(allowed: Sequence[str], original: Sequence[str]) -> tuple[str, str]:
    named = ", ".join(original)
    words = {
        "original": (f"what the order was paid with ({named})", f"原付款方式（{named}）"),
        "gift_card": ("a gift card of yours", "您的礼品卡"),
        "any": ("any payment method of yours", "您的任一付款方式"),
    }
    return joined([words[where] for where in allowed])


def _exchanged(case: Case, request: Exchange) -> Change:
    rule = case.policy.exchange
    order = checks.own_order(case, request.order_id)
    checks.check_status(order, rule.statuses)
    checks.check_days(case, order, rule.days)
    places, wares = _swapped(case, order, request, same_product=rule.same_product)
    difference = _difference(order, places, wares)
    method = checks.own_method(case, request.method_id)
    checks.check_balance(method, difference, order.currency)
    skus, new_skus = tuple(sorted(request.skus)), tuple(sorted(request.new_skus))
    claim = Claim("exchange", skus, new_skus, method.id, -difference)
    after = replace(order, status="exchange_requested", claim=claim, done=(*order.done, "exchange"))
    return _change(case, order, after, out=request.new_skus)  # the old ones are in stock when they arrive


def _home_modified(case: Case, request: ModifyHome) -> Change:
    if not case.policy.modify_home.allowed:
        raise Refused("not_offered")
    if request.customer_id not in ("", case.customer.id):
        raise Refused("other_customer")
    checks.check_address(case, request.address)
    return Change(case.customer.id, home_before=case.customer.address, home_after=request.address)


def _swapped(
    case: Case, order: Order, request: ModifyItems | Exchange, *, same_product: bool
) -> tuple[list[int], list[Ware]]:
    places = checks.lines_of(order, request.skus)
    checks.check_counts(request.skus, request.new_skus)
    lines = [order.lines[place] for place in places]
    return places, checks.new_wares(case, lines, request.new_skus, same_product=same_product)


def _difference(order: Order, places: Sequence[int], wares: Sequence[Ware]) -> int:
    """What the customer has to pay; below 0: gets."""
    return sum(ware.price - order.lines[place].price for place, ware in zip(places, wares, strict=True))


def _settled(difference: int, method_id: str) -> tuple[Payment, ...]:
    if not difference:
        return ()
    return (Payment("payment" if difference > 0 else "refund", abs(difference), method_id),)


def _change(
    case: Case, order: Order, after: Order, *, back: Sequence[str] = (), out: Sequence[str] = ()
) -> Change:
    """With what the movements of money and pieces mean for gift cards and stock."""
    stock = _moved_stock(case, back, out) if case.policy.stock.counted else {}
    change = Change(case.customer.id, order, after, stock=stock)
    return replace(change, balances=_moved_balances(case, change.payments))


def _moved_balances(case: Case, payments: Sequence[Payment]) -> Mapping[str, int]:
    moved: Counter[str] = Counter()
    for payment in payments:
        method = case.customer.method(payment.method_id)
        if method and method.balance is not None:
            moved[method.id] += payment.amount if payment.kind == "refund" else -payment.amount
    return dict(moved)


def _moved_stock(case: Case, back: Sequence[str], out: Sequence[str]) -> Mapping[str, int]:
    moved = Counter(back)
    moved.subtract(Counter(out))
    wares = {sku: case.view.ware(sku) for sku in sorted(moved)}
    return {sku: moved[sku] for sku, ware in wares.items() if moved[sku] and ware and ware.stock is not None}
