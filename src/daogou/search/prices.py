"""Prices in words: "under $80", "200到500块", "三百元以内", "between 50 and 100 euros"."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from daogou.core.query import Constraint
from daogou.search.number_words import with_digits

_AROUND = 0.2  # "about 100" means 80 to 120
LEAST_ODD = 100  # 五十多 is rather of years
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_CURRENCIES = {
    "CNY": "¥ 元 块钱 块 圆 人民币 rmb cny yuan kuai r",
    "USD": "us$ $ usd dollars dollar 美元 美金 刀",
    "EUR": "€ eur euros euro 欧元",
    "GBP": "£ gbp pounds pound 英镑",
    "JPY": "jpy yen 日元",
    "HKD": "hk$ hkd 港币 港元",
    "": "蚊 quid bucks",  # what people call their own currency, whichever it is
}
_CURRENCY_OF = {word: code for code, words in _CURRENCIES.items() for word in words.split()}
_LONGEST_FIRST = sorted(_CURRENCY_OF, key=len, reverse=True)
_CUR = (
    "(?:"
    + "|".join(re.escape(w) + (r"(?![a-z])" if w.isascii() and w.isalpha() else "") for w in _LONGEST_FIRST)
    + ")"
)
_HAN_NUM = "零一二三四五六七八九两俩十百千万"
_NUM = rf"(?:\d[\d,]*(?:\.\d+)?k?|[{_HAN_NUM}]*[十百千万][{_HAN_NUM}]*)"
# after a bare number these say that it is no price: a measure, a size, a model
_UNITS = "inch|cm|mm|gb|tb|mb|kg|g\\b|ml|l\\b|%|w\\b|v\\b|mah|hz|ghz|months?|years?"
_UNITS_ZH = "码|号|寸|岁|个月|度|件|双|斤|克|升"
_NO_UNIT = rf"(?!\s*(?:{_UNITS}|{_UNITS_ZH}|\d|[a-z]*\d))"
_MONEY = rf"(?:(?:{_CUR})\s*)?{_NUM}(?:\s*{_CUR})?{_NO_UNIT}"


_DENIED = (  # "not going over", "rather not spend more than"; what is denied stands near
    r"\b(?:no|not|nothing|nowt|none|never|without|cannot|can'?t|don'?t|won'?t|wouldn'?t|shouldn'?t)\s+"
    r"(?:(?:go|going|spend(?:ing)?|pay(?:ing)?|want|wish|like|be|cost(?:s|ing)?|priced|it|that|which|is|to|do"
    r"|anything|really|much|look(?:ing)? at|get)\s+){0,4}"
)


def _money(name: str) -> str:
    return rf"(?P<{name}>{_MONEY})"


def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Tried in this order; the second of each pair says what it means."""
    low, high, one = _money("low"), _money("high"), _money("one")
    below_zh = "以内|以下|之内|之下|以里|里头|内|封顶|不到|往下|拿得下来?|够不够"
    above_zh = "以上|之上|起步|起|往上"
    from_zh = "(?:预算|价格|价位|单价|售价)?(?:在|是|为)?"
    return [
        (re.compile(pattern), meaning)
        for pattern, meaning in (
            (rf"{from_zh}(?:介于)?{low}\s*(?:到|至|[-~—–])\s*{high}(?:之间|的|左右)?", "between"),
            (rf"\b(?:between|from)\s+{low}\s+(?:and|to|-)\s+{high}", "between"),
            (
                rf"\b(?:in|within) (?:the|a|my) {low}\s*(?:to|and|[-–])\s*{high}\s+(?:range|bracket)\b",
                "between",
            ),
            (
                rf"\b(?:about|around|roughly|approximately|say|maybe)\s+{low}\s*(?:to|or|and|[-~–])\s*{high}",
                "between",
            ),
            (rf"{low}\s+to\s+{high}", "between"),
            (
                rf"(?:\b(?:more than|over|above|anything over)\s+){one}\s+(?:is|would be)\s+(?:\w+ )?too\b",
                "below",
            ),
            (rf"{_DENIED}(?:over|above|beyond|past|exceed|more than|higher than)\s+{one}", "below"),
            (rf"{_DENIED}(?:under|below|less than|cheaper than|lower than)\s+{one}", "above"),
            (rf"\b(?:not?|nothing) (?:pricier|dearer|costlier|more expensive) than\s+{one}", "below"),
            (
                rf"{from_zh}(?:不超过?|不高于|封顶|顶多|最高|上限(?:是|为)?|最贵(?:不超过)?|低于|少于|小于|最多|至多|不要超过|别超过|不多于|不到)\s*{one}(?:的)?",
                "below",
            ),
            (rf"{from_zh}{one}\s*(?:以上|往上)的?(?:都|就|我)?(?:不考虑|不要|不看|免谈|太贵|不行)", "below"),
            (rf"{from_zh}{one}\s*(?:左右|上下)?(?:{below_zh})(?:的)?", "below"),
            (rf"\b(?:sub-?\s?|south of\s+){one}", "below"),
            (rf"\bonly (?:have|got)\s+{one}\s+(?:to spend)?", "below"),
            (
                r"(?:\b(?:under|below|less than|cheaper than|up to|at most|max(?:imum)?(?: of)?|within"
                r"|capp?(?:ed)? (?:it )?at|limit(?: is|'s|:)?"
                rf"|spend(?:ing)?(?: about| around)?)|<=?)\s*{one}",
                "below",
            ),
            (
                rf"{one}\s+(?:or less|max(?:imum)?|at (?:the )?most|and under|or under|and below|or below)\b",
                "below",
            ),
            (rf"(?:\b(?:around|about)\s+)?(?=\D?\d\d){one}\s+tops\b", "below"),  # but 2 tops are garments
            (rf"{from_zh}(?:不低于|不少于|高于|超过|大于|多于|至少|最少)\s*{one}(?:的)?", "above"),
            (rf"{from_zh}{one}\s*(?:{above_zh})(?:的)?", "above"),
            (
                r"(?:\b(?:over|above|more than|at least|min(?:imum)?|no less than|starting at|from)|>=?)"
                rf"\s*{one}",
                "above",
            ),
            (rf"{one}\s+(?:or more|and up|and above|plus)\b", "above"),
            (
                r"\b(?:max(?:imum)?|(?:the )?most)(?: that)?(?: i| we)?"
                r"(?: can| could| will|'ll|'d| would)?"
                r"(?: really| ever)?(?: pay| spend| do| go| afford| manage)?(?: to)?"
                rf"(?: is| would be|:)?\s+{one}",
                "below",
            ),
            (
                rf"{one}\s+(?:is|would be|'s)\s+(?:the |my |our )?(?:very |absolute )?"
                r"(?:most|max(?:imum)?)\b",
                "below",
            ),
            (
                rf"{from_zh}(?:大约|大概|约|差不多)?\s*{one}\s*(?:左右|上下|来块钱?|来元|多块钱?|出头)(?:的)?",
                "around",
            ),
            (rf"\b(?:around|about|approx(?:imately)?|roughly|in the region of)\s+{one}", "around"),
            (rf"{one}(?:-ish\b|ish\b|\s+(?:or so|or thereabouts|give or take)\b)", "around"),
            (
                r"\b(?:stretch|go|push|raise|bump|up)(?: it| that| my budget| the budget)?(?: up| as far as)?"
                rf" to\s+{one}",
                "below",
            ),
            (
                rf"{one}\s+(?:is|would be)\s+(?:my|the|our)\s+(?:\w+ )?(?:ceiling|limit|max(?:imum)?|cap)\b",
                "below",
            ),
            (rf"(?:加|提|提高|放宽?|涨|拉|调|升)(?:高)?到\s*{one}", "below"),
            (rf"预算(?:是|为|在)?\s*{one}", "below"),
            (rf"\bbudget(?:\s+(?:of|is))?\s*:?\s*{one}", "below"),
            (rf"{one}\s+budget\b", "below"),
        )
    ]


_ABOUT_ZH = re.compile(
    r"(?:预算|价格|价位)?(?:在|是|大概|大约|差不多)*([一二两三四五六七八])([二三四五六七八九])([十百千万])"
    r"(?=块|元|左右|的|上下|$|[\s,，。]|吧|以?内)(?:块钱?|元)?(?:左右|上下|之间|以?内)?(?:的)?"
)
_ODD_ZH = re.compile(  # 三百多: 300 to 399
    r"(?:预算|价格|价位|单价)?(?:在|是|大概|大约|差不多)*((?:\d|[一二两三四五六七八九])(?:0+|[十百千万]))多(?:块钱?|元)?(?:的|那种)?"
    r"(?=$|[\s,，.。!！]|吧|左右|[一-鿿])(?!(?:年|天|个|件|条|双|人|次))"
)
_PATTERNS = _patterns()
_NEEDS_CURRENCY = "between"  # "10-20" alone may be anything, so a bare range needs a currency or a price word


@dataclass(frozen=True)
class Money:
    """An amount, and the currency it was given in; empty if none was named."""

    amount: float
    currency: str


def take_price(text: str, currency: str, rates: Mapping[str, float]) -> tuple[Constraint | None, str]:
    """The price that a normalised text names, in the shop's currency, and the text without it.

    A lower and an upper limit may be said apart. ``rates``: worth of one unit of a foreign currency. A
    currency without a rate is taken as the shop's own.
    """
    found, rest = _first(with_digits(text), currency, rates)
    if found is None:
        return None, text
    other, left = _first(rest, currency, rates)
    if other and (found.low is None) != (other.low is None) and (found.high is None) != (other.high is None):
        low = found.low if found.low is not None else other.low
        high = found.high if found.high is not None else other.high
        if low is not None and high is not None and low <= high:
            return replace(found, low=low, high=high, words=f"{found.words} {other.words}"), left
    return found, rest


def _two_digits(text: str) -> tuple[Constraint, str] | None:
    """两三百: 200 to 300."""
    match = _ABOUT_ZH.search(text)
    if match is None:
        return None
    low, high = (_DIGITS[digit] * _POWERS[match[3]] for digit in (match[1], match[2]))
    if high <= low:
        return None
    price = Constraint("price", low=float(low), high=float(high), words=match[0].strip())
    return price, f"{text[: match.start()]} {text[match.end() :]}".strip()


def _and_more(text: str) -> tuple[Constraint, str] | None:
    """三百多: 300 to 399."""
    match = _ODD_ZH.search(text)
    if match is None:
        return None
    low = _amount(match[1])
    if low < LEAST_ODD:
        return None
    most = low + 10.0 ** math.floor(math.log10(low)) - 1
    price = Constraint("price", low=low, high=most, words=match[0].strip())
    return price, f"{text[: match.start()]} {text[match.end() :]}".strip()


def _first(text: str, currency: str, rates: Mapping[str, float]) -> tuple[Constraint | None, str]:
    if told := _two_digits(text) or _and_more(text):
        return told
    for pattern, meaning in _PATTERNS:
        for match in pattern.finditer(text):
            constraint = _constraint(match, meaning, currency, rates)
            if constraint:
                return constraint, f"{text[: match.start()]} {text[match.end() :]}".strip()
    return None, text


def _constraint(
    match: re.Match[str], meaning: str, currency: str, rates: Mapping[str, float]
) -> Constraint | None:
    found = {name: money(value) for name, value in match.groupdict().items()}
    named = next((m.currency for m in found.values() if m.currency), "")
    words = match.group().strip()
    if (
        meaning == _NEEDS_CURRENCY
        and not named
        and not re.search(r"between|from|range|bracket|之间|预算|价|介于", words)
    ):
        return None
    rate = rates.get(named, 1.0) if named and named != currency else 1.0
    low, high = _RANGES[meaning]({name: m.amount * rate for name, m in found.items()})
    return Constraint("price", low=low, high=high, words=words)


_RANGES: dict[str, Callable[[dict[str, float]], tuple[float | None, float | None]]] = {
    "between": lambda m: (min(m["low"], m["high"]), max(m["low"], m["high"])),
    "below": lambda m: (None, m["one"]),
    "above": lambda m: (m["one"], None),
    "around": lambda m: (m["one"] * (1 - _AROUND), m["one"] * (1 + _AROUND)),
}


def money(text: str) -> Money:
    """``"$1,200"``, ``"三百块"``, ``"1.5k"`` as an amount with its currency."""
    named = next((code for word, code in _words_in(text)), "")
    number = re.search(_NUM, text)
    return Money(_amount(number.group()) if number else 0.0, named)


def _words_in(text: str) -> list[tuple[str, str]]:
    return [(word, _CURRENCY_OF[word]) for word in _LONGEST_FIRST if word in text]


def _amount(number: str) -> float:
    if number[0].isdigit():
        plain = number.replace(",", "")
        return float(plain[:-1]) * 1000 if plain.endswith("k") else float(plain)
    return _chinese_amount(number)


def _chinese_amount(number: str) -> float:
    """三百 is 300, 一千五 is 1500, 两万三千 is 23000, 百 is 100."""
    total, digit, power = 0, 0, 0
    for character in number:
        if character in _DIGITS:
            digit = _DIGITS[character]
            power = power if digit else 1  # after 零 a digit counts ones
        elif character == "万":
            total, digit, power = (total + digit or 1) * 10_000, 0, 10_000
        else:
            power = _POWERS[character]
            total, digit = total + (digit or 1) * power, 0
    return float(total + digit * (power // 10 if power >= 100 else 1))
