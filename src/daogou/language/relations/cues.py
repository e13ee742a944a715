"""Words around a mention that say what it states: "made of", "without", "goes with", "look"."""

import re
from collections.abc import Sequence

# a name after one of these, up to the end of its clause, is not said of this product
_ABOUT_OTHERS = re.compile(
    r"\b(?:pairs?|paired|pairing|goes|looks? (?:great|good)|wear it|worn|team(?:ed)?|match(?:es)?|style it)\b"
    r"[^.;!?]*?\b(?:with|over|under)\b"
    r"|\b(?:also|other|available) (?:available )?(?:in|colou?rs)\b|\bcompatible with\b|\bas a gift\b"
    r"|搭配|配上|百搭|另有|其他颜色|适配|兼容|适用于",
    re.IGNORECASE,
)
# a sentence about care names detergents, creams and temperatures, none of them said of the product
_CARE = re.compile(
    r"[^.;!?。；！？\n]*(?:\b(?:hand|machine)[ -]?wash|\bwash(?:ed)? (?:cold|cool|at|with|before)"
    r"|\bdry[ -]clean|\bwipe|\biron(?:ed)? (?:on|while|at|inside)|\bdetergent|\bdo not (?:bleach|tumble|wash)"
    r"|\bbrush when|\bsteam|\bleather cream|洗涤|机洗|手洗|干洗|水洗|熨烫|漂白|擦拭|保养|清洁)"
    r"[^.;!?。；！？\n]*",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:\b(?:not|no|non|without|free of|isn'?t|never|faux|fake|imitation|instead of|rather than|than)\b"
    r"[\s-]*"
    r"(?:\w+\s+){0,2}|(?:不是|不含|没有|无|非|仿|不|假))$",
    re.IGNORECASE,
)
_LIKENESS = re.compile(
    r"^[\s-]*(?:look|like|effect|style|inspired|feel|free|tone[ds]?\b|感|效果|风|味|般|色系)", re.I
)
_MADE_OF = re.compile(
    r"(?:\d{1,3}\s?%\s*(?:\w+\s+)?"
    r"|\b(?:made|crafted|woven|knitted|cut|sewn|constructed)\s+(?:of|from|in|with|out of)\s+"
    r"(?:\w+\s+){0,2}?|(?:面料|材质|成分|材料|面料成分)\s*[:：为是]?\s*)$",
    re.IGNORECASE,
)
_PERCENT_AFTER = re.compile(r"^\s*\(?\d{1,3}(?:\.\d+)?\s?%")
_CLAUSE_END = re.compile(r"[.;!?。；！？\n]")


def about_others(text: str) -> list[tuple[int, int]]:
    """Spans of a text that speak of other things: what is worn with the product, how to care for it."""
    spans = [match.span() for match in _CARE.finditer(text)]
    for match in _ABOUT_OTHERS.finditer(text):
        closing = _CLAUSE_END.search(text, match.end())
        spans.append((match.start(), closing.start() if closing else len(text)))
    return spans


def inside(spans: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether the place lies in one of the spans."""
    return any(start <= place < end for start, end in spans)


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether the words beside ``text[start:end]`` take it back: "faux fur", "leather look", 不含棉."""
    return bool(_DENIED.search(text[max(0, start - 24) : start]) or _LIKENESS.match(text[end : end + 12]))


def is_composition(text: str, start: int, end: int) -> bool:
    """Whether the words beside it say that something consists of it: "80 % cotton", 面料:棉."""
    before = text[max(0, start - 40) : start]
    return bool(_MADE_OF.search(before) or _PERCENT_AFTER.match(text[end : end + 8]))
