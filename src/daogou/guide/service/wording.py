"""What is about to be done, or was, in a customer's words, in English and Chinese."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from daogou.core.product import Language
from daogou.guide.service.policy import Policy
from daogou.guide.service.requests import Request
from daogou.guide.service.things import Action, Address, Change, Order, Payment, Status

Both = tuple[str, str]  # English, Chinese
_STATUSES: dict[Status, Both] = {
    "pending": ("pending", "待处理"),
    "modified": ("pending, with its items changed", "待处理（商品已更改）"),
    "processed": ("processed", "已处理"),
    "shipped": ("shipped", "已发货"),
    "delivered": ("delivered", "已送达"),
    "cancelled": ("cancelled", "已取消"),
    "return_requested": ("to be returned", "已申请退货"),
    "exchange_requested": ("to be exchanged", "已申请换货"),
}
_ACTS: dict[Action, Both] = {
    "cancel": ("Order {order} is cancelled.", "取消订单 {order}。"),
    "modify_items": (
        "In order {order}, {old} is replaced by {new}.",
        "订单 {order}：把 {old} 换成 {new}。",
    ),
    "modify_payment": ("Order {order} is paid with {method}.", "订单 {order} 改用 {method} 付款。"),
    "modify_address": (
        "Order {order} goes to {address} instead of {before}.",
        "订单 {order} 改寄到：{address}（原地址：{before}）。",
    ),
    "return": (
        "Of order {order}, {old} is returned; {due} goes to {method} when it has arrived.",
        "订单 {order}：退回 {old}，收到后退款 {due} 到 {method}。",
    ),
    "exchange": (
        "In order {order}, {old} is exchanged for {new}.",
        "订单 {order}：把 {old} 换成 {new}。",
    ),
    "modify_home": ("Your address is now {address}.", "您的地址改为：{address}。"),
    "undo": ("The change is taken back.", "撤销这项更改。"),
}
_TOLD = (
    "Order {order} is {status}: {items}; {total} in all.",
    "订单 {order} 的状态是“{status}”：{items}，共 {total}。",
)
_TRACKED = ("Tracking number: {tracking}.", "快递单号：{tracking}。")
_PAYMENT = ("{amount} is taken from {method}.", "从 {method} 收取 {amount}。")
_REFUND = (
    "{amount} goes to {method} within {first} to {last} days.",
    "{amount} 在 {first} 至 {last} 天内退到 {method}。",
)
_AT_ONCE = ("{amount} goes to {method} at once.", "{amount} 立即退到 {method}。")
_LATER = {
    1: (
        "{amount} goes to {method} when the old items have arrived.",
        "收到原商品后退差价 {amount} 到 {method}。",
    ),
    -1: (
        "{amount} is taken from {method} when the old items have arrived.",
        "收到原商品后从 {method} 收取差价 {amount}。",
    ),
    0: ("There is no difference in price.", "没有差价。"),
}


def status_words(status: Status) -> Both:
    """In English, in Chinese."""
    return _STATUSES[status]


def order_told(order: Order, language: Language) -> str:
    """What a customer asks about an order: its status, pieces, total and the parcels' numbers."""
    place = 1 if language == "zh" else 0
    facts = {
        "order": order.id,
        "status": status_words(order.status)[place],
        "items": ("、" if place else ", ").join(ware_name(line.name, line.options) for line in order.lines),
        "total": money(order.total, order.currency),
        "tracking": ", ".join(order.tracking),
    }
    sentences = (_TOLD, _TRACKED) if order.tracking else (_TOLD,)
    return ("" if place else " ").join(sentence[place].format(**facts) for sentence in sentences)


def joined(words: Sequence[Both]) -> Both:
    """One or another."""
    return " or ".join(word[0] for word in words), "或".join(word[1] for word in words)


def money(amount: int, currency: str) -> str:
    """``money(1250, "USD")`` is ``12.50 USD``."""
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100}.{abs(amount) % 100:02d} {currency}".strip()


def ware_name(name: str, options: Mapping[str, str]) -> str:
    """``Dress (red, M)``."""
    return f"{name} ({', '.join(options.values())})" if options else name


def described(
    request: Request, change: Change, policy: Policy, names: Mapping[str, str], language: Language
) -> str:
    """Everything that changes, money last; ``names`` of wares by sku and of payment methods by id."""
    place = 1 if language == "zh" else 0
    said = [_ACTS[request.action][place].format(**_facts(request, change, names))]
    said += [sentence[place] for sentence in _movements(change, policy, names)]
    if request.action == "exchange":
        said.append(_difference(change, names)[place])
    return ("" if place else " ").join(said)


def _facts(request: Request, change: Change, names: Mapping[str, str]) -> dict[str, str]:
    after = change.order_after
    claim = after.claim if after else None
    named = {
        key: ", ".join(names.get(s, s) for s in getattr(request, key, ())) for key in ("skus", "new_skus")
    }
    method_id = getattr(request, "method_id", "")
    return {
        "order": after.id if after else "",
        "old": named["skus"],
        "new": named["new_skus"],
        "method": names.get(method_id, method_id),
        "address": one_line(getattr(request, "address", Address())),
        "before": one_line(change.order_before.address if change.order_before else Address()) or "—",
        "due": money(claim.due, after.currency) if claim and after else "",
    }


def one_line(address: Address) -> str:
    """As it is told: what is empty is left out."""
    parts = (
        address.line1,
        address.line2,
        address.city,
        address.region,
        address.postcode,
        address.country,
    )
    return ", ".join(part for part in parts if part)


def _movements(change: Change, policy: Policy, names: Mapping[str, str]) -> list[Both]:
    currency = change.order_after.currency if change.order_after else ""
    first, last = policy.refund.days
    moved: list[Both] = []
    for payment in change.payments + _taken_back(change):
        facts = {
            "amount": money(payment.amount, currency),
            "method": names.get(payment.method_id, payment.method_id),
            "first": first,
            "last": last,
        }
        at_once = payment.method_id in change.balances
        words = _PAYMENT if payment.kind == "payment" else _AT_ONCE if at_once else _REFUND
        moved.append((words[0].format(**facts), words[1].format(**facts)))
    return moved


def _taken_back(change: Change) -> tuple[Payment, ...]:
    """Of an undoing, which takes movements off the order again: each the other way round."""
    before = change.order_before.payments if change.order_before else ()
    after = change.order_after.payments if change.order_after else ()
    return tuple(
        replace(payment, kind="refund" if payment.kind == "payment" else "payment")
        for payment in reversed(before[len(after) :])
    )


def _difference(change: Change, names: Mapping[str, str]) -> Both:
    order = change.order_after
    claim = order.claim if order else None
    if order is None or claim is None:
        raise TypeError("an exchange leaves a claim")
    words = _LATER[(claim.due > 0) - (claim.due < 0)]
    method = names.get(claim.method_id, claim.method_id)
    facts = {"amount": money(abs(claim.due), order.currency), "method": method}
    return words[0].format(**facts), words[1].format(**facts)
