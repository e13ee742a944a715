"""What a known customer says of what was bought: that it does not fit, is broken, or shall go back."""

import re

from daogou.guide.memory import Memory
from daogou.guide.replies import calls_off
from daogou.guide.told import ORDERS, Told

_OF_RULES = re.compile(
    r"\bpolic(?:y|ies)\b|\b(?:usually|in general|normally)\b|政策|规定|一般", re.IGNORECASE
)
_ASKS_CHANGE = re.compile(  # "cancel the dress"
    r"\W*(?:(?:please|can you|could you|can i|could i|i want to|i'd like to|and|also|then|now|ok|just)\s+)*"
    r"(cancel|return|send back|exchange)\s+(?:the|my|this|that|it)\b",
    re.IGNORECASE,
)
_CHANGE_OF = {
    "cancel": "cancel",
    "return": "return_order",
    "send back": "return_order",
    "exchange": "exchange",
}
_OF_IT = re.compile(r"\b(?:the|my|it|its|it's|they|these|those)\b|我[的买]|这|那|收到", re.IGNORECASE)
_OTHER_SIZE = re.compile(
    r"\b(?:too|a bit|a little|a tad|slightly|rather|quite|way)"
    r" (?:tight|big|small|long|short|loose|snug|wide|narrow)\b"
    r"|\b(?:doesn'?t|don'?t|didn'?t) fit\b"
    r"|\b(?:next|bigger|larger|smaller|another|different|other) (?:size|colou?r)\b|\bsize (?:up|down)\b"
    r"|[太有点偏]{1,2}[大小紧松长短]了?|不合身",
    re.IGNORECASE,
)
_WHERE_IS_MINE = re.compile(r"\bwhere\b.{0,16}\b(?:is|are|'s)\b.{0,4}\bmy\b", re.IGNORECASE)
_IS_WRONG_SIZE = re.compile(r"[大小紧松长短肥瘦]了(?!吗|没)")  # 毛衣小了
_GIVES_UP = re.compile(
    r"不要了|不想要了|\bchanged my mind about (?:the|my|it|them)\b"
    r"|\b(?:don'?t|no longer) want (?:the|my|it|them|this)\b",
    re.IGNORECASE,
)
_OF_AN_ORDER = re.compile(
    r"[这那]一?单|[这那]个(?:单子|订单)|另外?一[单个]"
    r"|\b(?:that|the other|the first|the second|my other) (?:order|one)\b"
    r"|^\W*(?:the|my) \w+(?: order)?\W*$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"(?<![a-z])(?:x{0,4}[sml]|[2-6]xl)(?![a-z])", re.IGNORECASE)
SHORT = 12  # characters
_IS_BROKEN = re.compile(
    r"\b(?:holes?|ripped|rip|torn|tear|broke|broken|stained|stains? on|faulty|defective|shrunk|shrank|faded"
    r"|came (?:apart|off|undone)|fell apart|falling apart|bobbl\w*|pill(?:ed|ing)|scratched|peeling)\b"
    r"|破了|有个?[小大]?洞|坏了|开胶|开线|掉色|褪色|掉毛|起球了|缩水了|变形了|脱胶|断了|污渍|瑕疵"
    r"|洗(?:了|完|过|一[次水]).{0,4}(?:缩水|变形|掉色|褪色|起球)"
    r"|怪味|异味|味道(?:很|好|太)?[大重]",
    re.IGNORECASE,
)
_BROKE_ZH = re.compile(
    r"(?:洗.{1,4}(?:缩水|变形|掉色|起球)|有个?[小大]?洞|开胶|脱胶|开线|[破坏断]|(?:掉色|起球|缩水|变形))了?[!！。~]*$"
)


def speaks_of_faults(text: str) -> bool:
    """Whether something is broken, torn or stained."""
    return bool(_IS_BROKEN.search(text))


def of_what_was_bought(likeliest: str, told: Told, text: str, memory: Memory) -> str:
    """The skill that somebody wants who has looked for nothing yet: "the jacket is too tight"; "" if none."""
    if memory.shown or _OF_RULES.search(text):
        return ""
    if _WHERE_IS_MINE.search(text):
        return "order_status"
    if memory.identity is None:
        return ""
    if asks := _ASKS_CHANGE.match(text):
        return _CHANGE_OF[asks[1].lower()]
    if calls_off(text) and not _GIVES_UP.search(text):
        return "cancel"
    if _GIVES_UP.search(text):
        return "return_order"  # or what was not sent yet is cancelled
    last = memory.turns[-1].skill if memory.turns else ""
    bought = _OF_IT.search(text) or last in (*ORDERS, "complaint")
    if _IS_WRONG_SIZE.search(text) or (bought and _OTHER_SIZE.search(text)):
        return "exchange"
    broke = bought or _BROKE_ZH.search(text.strip())
    if broke and likeliest != "ask_policy" and _IS_BROKEN.search(text):
        return "complaint"
    if last in ORDERS and _OF_AN_ORDER.search(text):
        return last
    variant = bool(told.read) and all(one.field in ("colour", "size") for one in told.read)
    variant = variant or (len(text) <= SHORT and bool(_LETTER.search(text)))
    return "exchange" if last == "exchange" and variant else ""
