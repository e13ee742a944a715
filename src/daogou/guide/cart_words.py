"""What a message asks of the cart: what to do, how many, which variant."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from daogou.core.product import Product, Variant
from daogou.core.query import Constraint
from daogou.language.normalise import normalise

Act = Literal["empty", "remove", "change", "show", "add"]
_COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    **dict.fromkeys("一", 1), **dict.fromkeys("两二俩", 2),
    **{word: n for n, word in enumerate("三四五六七八九十", start=3)},
}  # fmt: skip
_NUMBER = r"(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|[一二两俩三四五六七八九十])"
_QUANTITY = (
    re.compile(rf"(?:make (?:it|that)|change (?:it|that)?.{{0,30}}\bto|quantity(?: to)?|改成|改为|变成"
            rf"|数量)\s*{_NUMBER}(?![a-z0-9])"),
    re.compile(rf"(?<![a-z0-9.第那这]){_NUMBER}\s*(?:x\b|×|pieces?|pairs?|pcs|of (?:it|them|these|those"
            rf"|the)|个|件|条|双|副|顶|只|套)"),
    re.compile(rf"(?:add|take|want|buy|need)\s+{_NUMBER}(?![a-z0-9])(?! (?:with|in|that))"),
    re.compile(r"(?:来|买|要|加)([二两俩三四五六七八九十]|\d{1,2})(?:个|件|条|双|副|顶|只|套)"),
)  # fmt: skip
_BACK = re.compile(
    r"\b(?:put|add) (?:it|them|that|those|everything|the \w+)(?: all)? back\b"
    r"|\b(?:undo|restore)\b|\btake (?:it|that) back\b"
    r"|放回|加回|恢复|撤[销回]|还是(?:都|先)?(?:要|留着?)"
)
_LETTERS = re.compile(r"\b(?:in|size) (?:an? )?(x{0,3}[sl]|m|[2-6]xl)\b")  # "the first one, in M"
# tried in this order
_ACTS: tuple[tuple[Act, re.Pattern[str]], ...] = (
    ("empty", re.compile(r"\b(?:empty|clear)\b|remove (?:everything|all)|清空|清掉|全部(?:删|拿|去)|都(?:不要"
            r"|删|拿掉)")),
    (
        "remove",
        re.compile(
            r"\b(?:remove|delete|drop)\b|take .{0,40}\b(?:out|off)\b|don't want .{0,30}(?:cart|any more)"
            r"|拿掉|删[掉除了]|去掉|移[除出]|拿出|不要了|取出"
        ),
    ),
    ("change", re.compile(rf"make (?:it|that) {_NUMBER}|\bquantity\b|change .{{0,40}} to {_NUMBER}|改成"
            rf"|改为|数量")),
    (
        "show",
        re.compile(
            r"what.{0,30}\b(?:cart|basket|bag)|what.{0,14}\bin there\b|(?:show|see|view|check"
            r"|open) .{0,12}(?:cart|basket|bag)"
            r"|\b(?:total|how much is (?:it all|everything|my))|how many .{0,20}cart"
            r"|购物车(?:里|中)?(?:都)?(?:有|是)?(?:什么|啥|哪些|几)|看(?:看|一下)?(?:我的)?购物车|一共"
            r"|总共|多少钱|合计|结(?:账|算|一下)|买单|\bcheck ?out\b"
        ),
    ),
)  # fmt: skip


def act_in(text: str) -> Act:
    """What is asked; to put something in where nothing else is."""
    said = normalise(text)
    if re.fullmatch(r"(?:my |the )?(?:cart|basket|shopping (?:cart|bag))\W*|(?:我的)?购物车\W*", said):
        return "show"
    return next((act for act, pattern in _ACTS if pattern.search(said)), "add")


def puts_back(text: str) -> bool:
    """Whether what was taken out is wanted again: "put it back", 还是放回去吧."""
    return bool(_BACK.search(normalise(text)))


def quantity_in(text: str) -> int:
    """How many pieces are asked for; 0 if the words do not tell."""
    said = normalise(text)
    for pattern in _QUANTITY:
        if found := pattern.search(said):
            return _COUNTS.get(found[1]) or int(found[1])
    return 0


def variants_meant(
    product: Product, text: str, read: Sequence[Constraint], before: Mapping[str, str]
) -> list[Variant]:
    """The variants in stock that have what is said now, and what was said before where that leaves any."""
    there = [variant for variant in product.variants if variant.in_stock]
    for name in dict.fromkeys(name for variant in there for name in variant.options):
        now = {
            value.casefold() for one in read if one.field == name and not one.excluded for value in one.values
        }
        now |= {size.casefold() for size in _LETTERS.findall(normalise(text))} if name == "size" else set()
        said = [
            one
            for one in there
            if _is(one.options.get(name, ""), now) or _stands(one.options.get(name, ""), text)
        ]
        told = [
            one
            for one in there
            if one.options.get(name, "").casefold() == before.get(name, "").casefold() != ""
        ]
        if now and not said:
            return []
        there = said or told or there
    return there


def open_option(variants: Sequence[Variant]) -> str:
    """The first option in which they differ; "" if none."""
    names = dict.fromkeys(name for variant in variants for name in variant.options)
    return next((name for name in names if len({one.options.get(name) for one in variants}) > 1), "")


def _is(value: str, wanted: set[str]) -> bool:
    return value.casefold() in wanted


def _stands(value: str, text: str) -> bool:
    """Whether the text says it: ``M`` alone, in "size M" and in "M码"."""
    if not value:
        return False
    pattern = re.escape(normalise(value))
    return bool(re.search(rf"(?<![a-z0-9'’]){pattern}(?![a-z0-9'’])", normalise(text)))
