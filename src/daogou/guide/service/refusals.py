"""Why something was not done: a code for programs, a sentence for people."""

from typing import Literal

from daogou.core.errors import ShopError
from daogou.core.product import Language

Reason = Literal[
    "not_identified",
    "unknown_customer",
    "ambiguous_customer",
    "other_customer",
    "unknown_order",
    "not_own_order",
    "not_offered",
    "wrong_status",
    "already_changed",
    "reason_not_allowed",
    "too_late",
    "delivery_date_unknown",
    "no_items",
    "counts_differ",
    "item_not_in_order",
    "unknown_item",
    "other_product",
    "same_item",
    "not_available",
    "not_own_payment_method",
    "same_payment_method",
    "several_payment_methods",
    "refund_not_there",
    "gift_card_too_low",
    "address_incomplete",
    "confirmed_too_late",
    "changed_since",
    "unknown_entry",
    "already_undone",
    "on_its_way",
    "too_late_to_undo",
]

# what is not the customer's own sounds as if it were not there: nobody learns of others' orders
_NO_ORDER = ("I find no order {order} among yours.", "在您的订单里没有找到 {order}。")
_NO_METHOD = (
    "I find no payment method {method} among yours.",
    "在您的付款方式里没有找到 {method}。",
)
SENTENCES: dict[Reason, tuple[str, str]] = {
    "not_identified": (
        "First I need to know who you are: your e-mail address, or your name and postcode.",
        "请先告诉我您的邮箱，或者姓名和邮编，以便核对身份。",
    ),
    "unknown_customer": ("I find no customer with these details.", "没有找到符合这些信息的顾客。"),
    "ambiguous_customer": (
        "Several customers have these details; please tell me your e-mail address.",
        "有多位顾客符合这些信息，请告诉我您的邮箱。",
    ),
    "other_customer": (
        "In one conversation I can help only one customer.",
        "一次对话只能为一位顾客办理。",
    ),
    "unknown_order": _NO_ORDER,
    "not_own_order": _NO_ORDER,
    "not_offered": ("The shop does not offer that.", "本店不提供这项服务。"),
    "wrong_status": (
        "Order {order} is {status}; this can be done only while an order is {wanted}.",
        "订单 {order} 的状态是“{status}”，只有“{wanted}”的订单才能这样办理。",
    ),
    "already_changed": (
        "Order {order} was already changed, so this is no longer possible.",
        "订单 {order} 已经更改过，不能再这样办理。",
    ),
    "reason_not_allowed": (
        "{given} is not among the reasons for which an order can be cancelled: {wanted}.",
        "“{given}”不在可以取消订单的原因之内：{wanted}。",
    ),
    "too_late": (
        "That was possible within {days} days of delivery.",
        "须在收货后 {days} 天内办理，现在已经超过期限。",
    ),
    "delivery_date_unknown": (
        "I do not know when order {order} was delivered; a colleague has to look at it.",
        "不知道订单 {order} 的收货日期，需要请同事查看。",
    ),
    "no_items": ("Which items shall it be?", "请告诉我是哪几件商品。"),
    "counts_differ": (
        "For each item I need exactly one new one.",
        "每件商品都需要对应一件新的商品。",
    ),
    "item_not_in_order": (
        "Order {order} does not hold that many of item {item}.",
        "订单 {order} 里没有这件商品，或者没有这么多件：{item}。",
    ),
    "unknown_item": ("There is no item {item}.", "没有编号为 {item} 的商品。"),
    "other_product": (
        "Item {item} is another product; only other variants of the same product are possible.",
        "{item} 是另一种商品，只能换成同一商品的其他款式。",
    ),
    "same_item": ("Item {item} is what you already have.", "{item} 和原来的商品相同。"),
    "not_available": ("Item {item} is not available.", "{item} 现在缺货。"),
    "not_own_payment_method": _NO_METHOD,
    "same_payment_method": (
        "Order {order} is already paid with {method}.",
        "订单 {order} 已经用 {method} 付款。",
    ),
    "several_payment_methods": (
        "Order {order} was paid in several ways; a colleague has to look at it.",
        "订单 {order} 用了多种方式付款，需要请同事查看。",
    ),
    "refund_not_there": (
        "The refund can go only to: {wanted}.",
        "退款只能退到：{wanted}。",
    ),
    "gift_card_too_low": (
        "{method} holds {balance}; {needed} is needed.",
        "{method} 的余额是 {balance}，需要 {needed}。",
    ),
    "address_incomplete": ("The address lacks: {wanted}.", "地址不完整，缺少：{wanted}。"),
    "confirmed_too_late": (
        "That was some time ago; let me look at it anew.",
        "时间已经过了，我需要重新核对一下。",
    ),
    "changed_since": (
        "Something has changed meanwhile; let me look at it anew.",
        "情况已经有变化，我需要重新核对一下。",
    ),
    "unknown_entry": ("I find no such change among yours.", "没有找到您的这项更改。"),
    "already_undone": ("That was already taken back.", "这项更改已经撤销过了。"),
    "too_late_to_undo": (
        "That can be taken back within {minutes} minutes.",
        "须在 {minutes} 分钟内撤销，现在已经超过期限。",
    ),
    "on_its_way": (
        "Order {order} is already being sent; it can no longer be taken back.",
        "订单 {order} 已经在发货，不能再撤销。",
    ),
}


class Refused(ShopError):
    """The policy does not allow it, or what was named is not there; nothing was changed.

    ``reason`` is a key of ``SENTENCES``; ``facts`` fill the sentence, each in English and in Chinese.
    """

    code = "refused"
    http_status = 409
    exit_status = 2

    def __init__(self, reason: Reason, **facts: str | tuple[str, str]) -> None:
        self.reason = reason
        self.facts = facts
        super().__init__(self.sentence("en"))

    def sentence(self, language: Language) -> str:
        """For the customer."""
        place = 1 if language == "zh" else 0
        said = {name: fact if isinstance(fact, str) else fact[place] for name, fact in self.facts.items()}
        return SENTENCES[self.reason][place].format(**said)
