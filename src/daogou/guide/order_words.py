"""What a message says of an order's change: the reason, the way to pay, what the new piece shall be."""

import re
from collections.abc import Mapping, Sequence

from daogou.core.product import Language
from daogou.fit.sizes.ordering import next_size
from daogou.guide.service.policy import Words
from daogou.guide.service.things import Customer, Line, Method, Order, Ware
from daogou.guide.service_talk import Talk
from daogou.language.normalise import normalise

# of the default policy's reasons; another reason of a shop is told by its own words
_REASONS: Mapping[str, str] = {
    "no_longer_needed": r"no longer (?:need|want)|(?:do not|don't|dont) (?:need|want)|not needed"
    r"|changed my mind|不(?:再)?(?:需要|想要|要了|想买)|用不(?:上|着)|改变主意",
    "ordered_by_mistake": r"mistake|accident|wrong (?:item|size|one|thing)|duplicate|twice"
    r"|误下|拍错|买错|下错|点错|选错|写错|重复|不小心|重新?[拍下买]|填错",
    "found_cheaper": r"cheaper|better price|lower price|更便宜|便宜",
    "delivery_too_slow": r"too (?:slow|long|late)|takes? (?:too|so|forever)|太慢|太久|等不(?:及|了)|来不及",
}
_KINDS: Mapping[str, str] = {
    "gift_card": r"gift ?card|礼品卡",
    "card": r"(?<!gift )\b(?:credit card|debit card|visa|mastercard|my card|card)\b|信用卡|银行卡",
    "account": r"\baccount\b|paypal|alipay|wechat|支付宝|微信|账户",
}

_PLAIN = ("pay", "payment")  # labels that are words of any talk about payment


def reason_in(text: str, reasons: Mapping[str, Words]) -> str:
    """The key of the reason that the words give; "" if none of the policy's."""
    said = normalise(text)
    for key, words in reasons.items():
        own = (normalise(words.en), normalise(words.zh), key)
        if any(one in said for one in own) or (key in _REASONS and re.search(_REASONS[key], said)):
            return key
    return ""


def gives_reason(text: str) -> bool:
    """Whether the words are a reason for not wanting an order any more, a shop's own or not."""
    said = normalise(text)
    return any(re.search(pattern, said) for pattern in _REASONS.values())


def reason_words(reasons: Mapping[str, Words], language: Language) -> list[str]:
    """The reasons to choose from."""
    return [words.zh if language == "zh" else words.en for words in reasons.values()]


def method_in(text: str, customer: Customer, order: Order) -> Method | None:
    """The way to pay that the words name, else the one that most of the order was paid with."""
    if named := named_methods(text, customer):
        return named[0]
    paid = {method_id: amount for method_id, amount in order.paid.items() if amount > 0}
    return customer.method(max(paid, key=lambda one: paid[one])) if paid else None


def named_methods(text: str, customer: Customer) -> list[Method]:
    """The customer's ways to pay that the words name: one by its name or number, else all of a kind."""
    said, kinds = normalise(text), kinds_in(text)
    of_kind = [method for method in customer.methods if method.kind in kinds]
    named = [method for method in of_kind or customer.methods if _is_named(method, said)]
    return named[:1] or of_kind


def _is_named(method: Method, said: str) -> bool:
    """By its id, its label or a number in that; "pay" is named by "with pay", and not by "pay with"."""
    label, numbers = normalise(method.label), re.findall(r"\d{4,}", method.label)
    if label in _PLAIN:
        return bool(re.search(rf"(?:\b(?:with|by|via|from|use)\s+|用){label}\b", said))
    is_id = "_" in method.id and _stands(method.id, said)
    return is_id or bool(label and _stands(label, said)) or any(_stands(one, said) for one in numbers)


def kinds_in(text: str) -> list[str]:
    """The kinds of ways to pay that the words name."""
    said = normalise(text)
    return [kind for kind, pattern in _KINDS.items() if re.search(pattern, said)]


def new_wares(talk: Talk, text: str, line: Line, wares: Sequence[Ware]) -> list[Ware]:
    """The variants that the words ask for in place of a piece, none if they do not say.

    Options that are not spoken of stay as they are.
    """
    wanted = _wanted_options(talk, text, line, wares) or _heard_options(talk, line, wares)
    if not wanted:
        return []
    target = {**line.options, **wanted}
    return [ware for ware in wares if ware.sku != line.sku and dict(ware.options) == target]


def _heard_options(talk: Talk, line: Line, wares: Sequence[Ware]) -> dict[str, str]:
    """The options that a language model heard named, as far as there are such variants."""
    told = dict(talk.turn.understood.told)
    there = {
        (name, value.casefold()): value for ware in wares for name, value in ware.options.items() if value
    }
    keys = ((name, told.get(name, "").casefold()) for name in line.options)
    return {key[0]: there[key] for key in keys if key in there}


def _wanted_options(talk: Talk, text: str, line: Line, wares: Sequence[Ware]) -> dict[str, str]:
    said = normalise(text)
    read = talk.floor.shop.read(text, talk.turn.understood.language)
    values = {
        value.casefold() for one in (*read.filters, *read.wishes) if not one.excluded for value in one.values
    }
    wanted: dict[str, str] = {}
    for name, now in line.options.items():
        there = list(dict.fromkeys(ware.options.get(name, "") for ware in wares))
        step = _step(said) if name == "size" else 0
        if step and (moved := next_size(now, there, step)):
            wanted[name] = moved
            continue
        named = [
            one for one in there if one and one != now and (_stands(one, said) or one.casefold() in values)
        ]
        if named:
            wanted[name] = max(named, key=len)
    return wanted


def _step(said: str) -> int:
    """1: larger, -1: smaller, 0: neither is said."""
    if re.search(r"size (?:up|larger|bigger)|larger|bigger|大(?:一|1)?[码号]|换大|大一?[点号码]", said):
        return 1
    if re.search(r"size (?:down|smaller)|smaller|小(?:一|1)?[码号]|换小|小一?[点号码]", said):
        return -1
    if re.search(r"too small|too tight|小了|紧了|太小|太紧", said):
        return 1
    return -1 if re.search(r"too (?:big|large|loose)|大了|松了|太大|太松", said) else 0


def _stands(value: str, said: str) -> bool:
    return bool(re.search(rf"(?<![a-z0-9]){re.escape(normalise(value))}(?![a-z0-9])", said))
