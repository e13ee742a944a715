"""What statements about orders rest on: the order as the book has it, and the clause of the policy file."""

from daogou.core.product import Language
from daogou.guide.answer import Evidence
from daogou.guide.service.policy import Policy
from daogou.guide.service.refusals import Reason
from daogou.guide.service.things import Address, Customer, Order, Ware
from daogou.guide.service.wording import money, one_line, order_told, ware_name

RULES = "policy:service"


def of_order(order: Order, language: Language) -> Evidence:
    """The order: status, lines with prices, total, payments, parcels, when it was delivered."""
    lines = [
        f"{ware_name(line.name, line.options)}: {money(line.price, order.currency)}" for line in order.lines
    ]
    paid = [f"{one.kind} {money(one.amount, order.currency)}: {one.method_id}" for one in order.payments]
    arrived = [f"delivered {order.delivered_at:%Y-%m-%d}"] if order.delivered_at else []
    facts = "; ".join((*lines, *paid, *arrived))
    return Evidence("order", f"order:{order.id}", f"{order_told(order, language)} {facts}")


def of_methods(customer: Customer, order_id: str) -> Evidence:
    """Their ways to pay, as the book has them, told of an order."""
    named = (f"{one.id} {one.kind} {one.label}".strip() for one in customer.methods)
    return Evidence("order", f"order:{order_id}", "; ".join(named))


def of_address(address: Address, order_id: str = "") -> Evidence:
    """Where an order goes; without one the address that the shop keeps of the customer."""
    return Evidence("order", f"order:{order_id or 'desk'}#address", one_line(address))


def of_ware(ware: Ware, currency: str) -> Evidence:
    """A variant, with its price."""
    text = f"{ware_name(ware.name, ware.options)}: {money(ware.price, currency)}"
    return Evidence("product", f"product:{ware.product_id}", text)


def clause(policy: Policy, rule: str, language: Language) -> Evidence:
    """A table of the policy file as it stands there, with how long refunds take."""
    table = getattr(policy, "return_" if rule == "return" else rule).model_dump()
    reasons = table.pop("reasons", {})
    said = [f"{key} = {value}" for key, value in table.items()]
    said += [f"reason: {words[language]}" for words in reasons.values()]
    first, last = policy.refund.days
    return Evidence(
        "policy", f"{RULES}#{rule}", f"[{rule}] {'; '.join(said)}; [refund] days = {first}-{last}"
    )


def hidden(reason: Reason) -> Reason:
    """What may be told of a refusal: another's order is as one that is not there."""
    return "unknown_order" if reason == "not_own_order" else reason
