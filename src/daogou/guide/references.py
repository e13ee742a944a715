"""Which products a message speaks of: "the second one", "刚才那件蓝色的", "the cheapest", "it"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from daogou.core.query import Constraint
from daogou.guide.floor import Shop
from daogou.guide.memory import Memory
from daogou.guide.message import Message
from daogou.guide.replies import without_idioms
from daogou.language.normalise import normalise

_NUMBERS = {
    word: place
    for place, words in enumerate(
        (
            "first 1st one 一 1", "second 2nd two 二 两 2", "third 3rd three 三 3", "fourth 4th four 四 4",
            "fifth 5th five 五 5", "sixth 6th six 六 6", "seventh 7th 七 7", "eighth 8th 八 8",
        )
    )
    for word in words.split()
}  # fmt: skip
_WORD = "first|second|third|fourth|fifth|sixth|seventh|eighth|1st|2nd|3rd|[4-8]th"
_ORDINAL = re.compile(
    rf"\b({_WORD})\b(?! (?:time|order|thing|of all|class|hand))"
    r"|(?:\bnumber|\bno\.?|#)\s*([1-8](?!\d)|one|two|three|four|five|six|seven|eight)\b"
    r"|第([一二三四五六七八1-8])(?:个|款|件|条|双|只|种|套|顶|张)?(?!次|天|单)"
    r"|头([一])?(?:个|款|件|条|双|只)(?=[是的有怎什咋吧，,。]|$)"
    r"|([1-8一二三四五六])号"
)
_NTH_ZH = re.compile("第[一二三四五六七八1-8]")  # 第一件为啥排最前 points, and sorts nothing
_ALONE = re.compile(r"\W*([1-8])\W*")
_PAIR = re.compile(r"(?<![\d.])([1-8])\s*(?:and|or|vs\.?|with|to|&|和|与|跟|还是|比)\s*([1-8])(?![\d.])")
_FIRST_FEW = re.compile(r"\b(?:first|top) (two|three|four|[2-4])\b|前([两二三四2-4])(?:个|款|件|条|双|种)?")
_LAST = re.compile(
    r"\blast (?:one|two|pair|item)\b|\bthe last\b(?! (?:time|\w*day|week|month|year|night|order|thing|few))"
    r"|最后(?:一|那)(?:个|款|件|条|双)|最后面那"
)
_ALL = re.compile(
    r"\b(?:them|these|those|all of (?:them|these)|the two|both)\b"
    r"|(?:这|那)(?:两|几|些|三)(?:个|款|件|条|双|种)?|它们|两个都|两件都|都比"
)
_THEY = re.compile(r"\b(?:they|their)\b")
_THIS = re.compile(
    r"\b(?:it|its|this|that|this one|that one|the one)\b"
    r"|(?:这|那|该)(?:个|款|件|条|双|只|套|顶|身)?(?!里|边|样|么|些|几|两|种|会|天|时)|它(?!们)"
)
_NAMED = re.compile(
    r"\b(?:the|that|this) .{1,40}\bones?\b|(?:刚才|之前|刚刚|上面|前面)?(?:那|这)(?:个|款|件|条|双|只)"
)
_EARLIER = re.compile(r"刚才|之前|刚刚|earlier|before|previous|just (?:now|showed)")
_THAT_ONE = r"的?(?:那|这)(?:个|款|件|条|双|只|套)"
_SORTS = re.compile(  # an order of the list, and no place in it
    r"\b(?:cheapest|lowest|dearest|highest|newest|latest|most expensive|priciest|best)(?: \w+)? first\b"
    r"|\b(?:cheapest|newest|dearest) (?:two|three|four|five|six|few|[2-9])\b"
    r"|\b(?:two|three|four|few|[2-9]) cheapest\b"
    r"|排(?:在|到)?(?:最)?前|排序|最(?:便宜|贵|新)的?(?:前)?[两二三四五六几2-9]"
)
_CHEAPEST = re.compile(
    r"\b(?:the )?cheapest\b|\bthe cheap(?:er)? one\b|\bthe cheaper (?:of|\w+)\b|最便宜"
    rf"|便宜(?:点|些|一点)?{_THAT_ONE}"
)
_DEAREST = re.compile(
    r"\b(?:the )?(?:most expensive|priciest|dearest)\b|\bthe (?:dearer|pricier|more expensive) one\b"
    rf"|最贵|贵(?:点|些|一点)?{_THAT_ONE}"
)


@dataclass(frozen=True, slots=True)
class References:
    """``unresolved``: something was pointed at, and no product fits."""

    product_ids: tuple[str, ...] = ()
    unresolved: bool = False


def references(message: Message, read: Sequence[Constraint], memory: Memory, shop: Shop) -> References:
    """What the message points at, in the order of being named; ``read``: the conditions in its words."""
    text = normalise(without_idioms(message.text))
    shown = memory.shown
    if _SORTS.search(text) and not _NTH_ZH.search(text):
        return References()
    places = _places(text, len(shown))
    if places:
        kept = tuple(dict.fromkeys(shown[place] for place in places if -len(shown) <= place < len(shown)))
        return References(kept, not kept)
    if extreme := _extreme(text, shown, shop):
        return References((extreme,))
    if read and _NAMED.search(text):
        return _described(text, read, memory, shop)
    if (_ALL.search(text) or _THEY.search(text)) and (compared := _compared(memory)):
        return References(compared)
    if _ALL.search(text) and shown:
        return References(shown)
    return _pointed(text, message, memory)


def _compared(memory: Memory) -> tuple[str, ...]:
    """Those that the last answer compared."""
    if not memory.turns or memory.turns[-1].skill != "compare":
        return ()
    products = (one.source.removeprefix("product:") for one in memory.rested_on if one.kind == "product")
    return tuple(dict.fromkeys(products))


def _pointed(text: str, message: Message, memory: Memory) -> References:
    """What "it" is: what is spoken of, the page's product, the only one shown."""
    if not _THIS.search(text):
        return References()
    only = memory.shown[0] if len(memory.shown) == 1 else ""
    it = memory.focus or message.product_id or only
    return References((it,)) if it else References(unresolved=bool(memory.shown))


def _places(text: str, count: int) -> list[int]:
    """Places in the list shown, from 0; -1 is the last."""
    if few := _FIRST_FEW.search(text):
        return list(range(_NUMBERS[few[1] or few[2]] + 1))
    found = [
        _NUMBERS[word] for match in _ORDINAL.finditer(text) if (word := next(filter(None, match.groups())))
    ]
    if not found and (pair := _PAIR.search(text)):
        found = [_NUMBERS[pair[1]], _NUMBERS[pair[2]]]
    if not found and count and (alone := _ALONE.fullmatch(text)):
        found = [_NUMBERS[alone[1]]]
    return [*found, *([-1] if _LAST.search(text) else [])]


def _extreme(text: str, shown: Sequence[str], shop: Shop) -> str:
    """The cheapest or dearest of those shown, where that is asked for."""
    dearest = bool(_DEAREST.search(text))
    if not (dearest or _CHEAPEST.search(text)):
        return ""
    priced = [(product.price, product.id) for product in shop.products(shown) if product.price is not None]
    return (max if dearest else min)(priced, key=lambda one: one[0])[1] if priced else ""


def _described(text: str, read: Sequence[Constraint], memory: Memory, shop: Shop) -> References:
    """Those shown that meet what is said of them; of earlier ones the newest."""
    in_list = tuple(_meeting(memory.shown, read, shop))
    if in_list and not _EARLIER.search(text):
        return References(in_list[:1])
    newest = next(chain(_meeting(memory.seen, read, shop), in_list), "")
    return References((newest,)) if newest else References(unresolved=bool(memory.shown))


def _meeting(product_ids: Iterable[str], read: Sequence[Constraint], shop: Shop) -> Iterable[str]:
    known = {product.id for product in shop.products(tuple(product_ids))}
    for product_id in product_ids:
        if product_id in known and all(shop.meets(product_id, one) for one in read):
            yield product_id
