"""Whether a message answers what the guide asked, and which skill asked it."""

import re

from daogou.guide.cart_words import puts_back
from daogou.guide.choosing_lines import keeps_some
from daogou.guide.examples import OUTSIDE
from daogou.guide.filling import TAKEN_OUT
from daogou.guide.following_up import asks_of_rules
from daogou.guide.goods_cues import asks_of_care, asks_whether_one_comes
from daogou.guide.memory import Memory
from daogou.guide.message import Message
from daogou.guide.order_words import gives_reason, kinds_in
from daogou.guide.replies import calls_off
from daogou.guide.service_talk import CHANGES
from daogou.guide.told import CATALOGUE, ORDERS, SURE, VAGUE, Chances, Told
from daogou.guide.waiting import CONFIRM, agrees, declines, taken_up, takes_back
from daogou.language.normalise import normalise

_ASKS = re.compile(
    r"[?？]\s*$|[吗呢]\W*$|还是.{1,6}[啊呀]\W*$|啥时候|什么时候|怎么|咋|多少|哪[里儿个家]|^\W*(?:what|which|where|when|why|how|is|are|do|does|can)\b",
    re.IGNORECASE,
)
_HELD = ("address", "method", "lines", "reason")  # of an order: a question is no answer to these
_NAME_AND_POSTCODE = re.compile(
    r"[^\d,，。?？]{1,40}[\s,，:：是为邮编]*(?:post ?code|zip)?[\s:：]*\w{0,4}\d{3,6}\w{0,3}[.。]?",
    re.IGNORECASE,
)
PIECE, REASON = 24, 40  # characters
_REASON = re.compile(
    r"不喜欢|不好看|不合适|不合身|穿不[了上下]|磨脚|质量(?:问题|差|不好)|色差"
    r"|[太偏有点].{0,2}[大小长短紧松]|拍错|买错|不想要|后悔|穿过|试过|没穿"
    r"|\b(?:don'?t|didn'?t|doesn'?t) (?:like|fit|suit|need|want)\b"
    r"|\btoo (?:big|small|long|short|tight|loose)\b"
    r"|\b(?:faulty|quality|wrong (?:size|colou?r|one)|changed my mind|never worn|unworn)\b"
    r"|\b(?:hurt|pinch|rub|itch)\b",
    re.IGNORECASE,
)
_LOOKS = re.compile(r"\b(?:show|find|looking|search|buy|any|other)\b|看看|找|推荐|有没有|有.*吗|买")
_PLACE = re.compile(  # of a piece, said alone
    r"(?:(?:only|just|no|but|the)[\s,]*)*(?:first|second|third|fourth|last|both|all)(?: one)?\W*"
    r"|(?:只要|就|只|不是?)?(?:第[一二三四1-4][件个双条款]?|最后一[件个双条]|全部|都要|两[件双条]都?要?)(?:吧|就行)?\W*"
)
_SIZE = re.compile(  # said alone: "M的", "a small please"
    r"\W*(?:(?:ok(?:ay)?|yes|fine|好的?|行|嗯|i'?m|i(?:'ll)? (?:take|wear|need)|make it|the|an?|size|in"
    r"|就|要|来|拿|给我|那就?|我(?:穿|要|是|平时穿)?|一般)\s*)*"
    r"(?:x{0,4}[sml]|[2-6]xl|small|medium|large|\d{2,3}(?:\.5)?)"
    r"(?:\s*(?:的|码|号|吧|就行|那个|好了|谢谢|please|pls|then|one|thanks|for me))*\W*"
)
_SWITCHES = {  # of a change that is spoken of, another is wanted in its place
    "return_order": r"(?:还是|那就|算了|直接|干脆)[^换不]{0,4}退(?!换)"
    r"|\b(?:actually|instead|rather|just|then|no)\b.{0,20}\b(?:return|refund|send (?:it|them) back)\b",
    "exchange": r"(?:还是|那就|算了|干脆)[^退不]{0,4}换(?!货政策)"
    r"|\b(?:actually|instead|rather|just|then|no)\b.{0,20}\b(?:exchange|swap)\b",
    "cancel": r"(?:还是|那就|干脆)[^不]{0,4}取消|\b(?:actually|rather|just)\b.{0,20}\bcancel\b",
}
_PERSON = re.compile(
    r"人工|真人|客服|\b(?:person|human|agent|someone|somebody|representative|manager)\b", re.IGNORECASE
)
_NAMES_IT = re.compile(
    r"\W*(?:就是|对|是|嗯|[,，\s])*[那这][件条双个顶款].{1,6}"
    r"|\W*(?:yes,? |yeah,? )?(?:it'?s |that'?s )?the [\w ]{3,20}\W*",
    re.IGNORECASE,
)
# what a mere "France" is taken for
_STRAY = (OUTSIDE, "find", "refine", "advise", "ask_product", "ask_policy")


def expected(chances: Chances, told: Told, message: Message, memory: Memory) -> str:
    """The skill whose question the message answers, "" if none."""
    if memory.slot(TAKEN_OUT) and (told.reply == "undo" or puts_back(message.text)):
        return "cart"
    if memory.done and (told.reply == "undo" or takes_back(message.text)):
        return _last_service(memory)
    if told.reply and memory.pending and memory.asking == memory.pending.skill:
        return memory.pending.skill
    if aside := taken_up(memory, told.reply, message.text):
        return aside
    return _of_asking(chances, told, message, memory) if memory.asking else ""


def _of_asking(chances: Chances, told: Told, message: Message, memory: Memory) -> str:
    """The skill that asked, "" if the message leaves its question open."""
    left = _likeliest_but(memory.asking, chances)
    if other := _switched(message.text, memory):
        return other
    if left[1] == "hand_over" and left[0] >= VAGUE and _PERSON.search(message.text):
        return ""
    if asks_whether_one_comes(told, message.text):
        return ""
    if memory.asked == "order_id" and left[0] >= SURE and left[1] in ORDERS:  # names it, for something else
        return ""
    if _is_answer(left[1], told, message, memory):
        return _goes_on(memory)
    if calls_off(message.text) and memory.asking not in CHANGES:
        return ""
    if memory.asked == CONFIRM:
        return memory.asking if _confirms(left, chances, message, memory) else ""
    return "" if _asks_something_else(left, chances, told, message, memory) else _goes_on(memory)


def _switched(text: str, memory: Memory) -> str:
    """Another change of an order than the one spoken of, where the words put it in its place."""
    if memory.asking not in _SWITCHES or _ASKS.search(text):
        return ""
    said = normalise(text)
    named = (skill for skill, words in _SWITCHES.items() if re.search(words, said))
    return next((skill for skill in named if skill != memory.asking), "")


def _is_answer(left: str, told: Told, message: Message, memory: Memory) -> bool:
    """Whether a message clearly answers, whatever else it may be; ``left``: the likeliest other skill."""
    if memory.asking == "cart" and left in ("return_order", "cancel"):  # "take it back out"
        return True
    if told.reply in ("yes", "no") or _answers(memory.asked, told, message):
        return True
    if memory.asking in CHANGES and declines(message.text) and left not in CHANGES:
        return True
    if memory.asking in CHANGES and left not in CHANGES and _NAMES_IT.fullmatch(message.text):
        return True
    if memory.asked == "address" and left in _STRAY and _is_part(told, message):
        return True
    return memory.asked == "reason" and gives_reason(message.text) and left not in CHANGES


def _asks_something_else(
    left: tuple[float, str], chances: Chances, told: Told, message: Message, memory: Memory
) -> bool:
    """Whether a message leaves open what was asked."""
    asks = bool(_ASKS.search(message.text))
    if left[0] >= SURE or (memory.asking == "cart" and _asks_for_another(told)):
        return True
    if memory.asked in _HELD and asks and left[0] > chances.get(memory.asking, 0.0):
        return True
    wonders = asks and not told.read and left[1] not in CATALOGUE and left[0] >= VAGUE
    if memory.asking in (*ORDERS, "cart"):
        return wonders and memory.asking == "cart"
    return wonders or bool(told.references.product_ids) or asks_of_care(message.text)


def _goes_on(memory: Memory) -> str:
    """The skill that takes the answer: a search that has conditions is refined."""
    return "refine" if memory.asking == "find" and memory.wanted.constraints else memory.asking


def _confirms(left: tuple[float, str], chances: Chances, message: Message, memory: Memory) -> bool:
    """Whether a message, after "shall I do that?", is for the skill that asked."""
    if declines(message.text) and left[1] not in CATALOGUE:
        return left[0] < VAGUE or left[1] not in CHANGES or left[1] == "cancel"  # "no, change it for an M"
    if asks_of_rules(message.text):
        return False
    if _ASKS.search(message.text):  # who asks something has not answered
        return left[0] < max(VAGUE, chances.get(memory.asking, 0.0))
    if memory.asking in ("return_order", "exchange") and keeps_some(message.text):
        return True
    return left[0] < SURE or (memory.asking in CHANGES and _gives_reason(message.text))


def _likeliest_but(asking: str, chances: Chances) -> tuple[float, str]:
    """The chance and name of the likeliest other skill; looking for goods counts as one."""
    goods = sum(chances.get(skill, 0.0) for skill in CATALOGUE if skill != asking)
    others = [(chance, skill) for skill, chance in chances.items() if skill not in (asking, *CATALOGUE)]
    return max([*others, (goods, "find")])


def _is_part(told: Told, message: Message) -> bool:
    """Whether a message may be a part of an address: "France", "the rest stays"."""
    text = message.text.strip()
    short = len(text.split()) <= 4 and len(text) <= 40
    return short and not (told.read or told.reply or told.change or _ASKS.search(text))


def _answers(asked: str, told: Told, message: Message) -> bool:
    """Whether a message holds what was asked for."""
    match asked:
        case "identity":
            return bool(told.emails or _NAME_AND_POSTCODE.fullmatch(message.text.strip()))
        case "order_id":
            return bool(told.order_ids or told.references.product_ids)
        case "budget" | "price":
            return bool(told.numbers) and len(message.text) <= 40
        case "address":
            return bool(re.search(r"\d|[,，路街号区市]", message.text)) and not _ASKS.search(message.text)
        case "lines" | "confirm":
            said = normalise(message.text).strip(" #.!。！")
            agreed = asked == CONFIRM and agrees(told.reply, message.text)
            return (
                agreed
                or bool(_PLACE.fullmatch(said))
                or said in told.order_ids
                or _names_piece(asked, told, said)
            )
        case "size" | "variant" if _SIZE.fullmatch(normalise(message.text)):
            return True
        case "variant":
            return len(message.text) <= 40 and any(one.field in ("size", "colour") for one in told.read)
        case "method":
            return bool(kinds_in(message.text) or told.numbers) and not _ASKS.search(message.text)
        case "":
            return False
        case _:
            return any(one.field == asked for one in told.read) and len(message.text) <= 40


def _asks_for_another(told: Told) -> bool:
    """Whether another kind of thing is named in place of a size: "and a sun hat"."""
    kinds = any(one.field == "category" and not one.excluded for one in told.read)
    return kinds and not any(one.field in ("size", "colour") for one in told.read)


def _gives_reason(text: str) -> bool:
    """Whether in few words it is told why: 不喜欢颜色, "it's too big"."""
    return len(text) <= REASON and bool(_REASON.search(text))


def _names_piece(asked: str, told: Told, said: str) -> bool:
    """Whether hardly more is said than what kind of thing it is: 对，T恤."""
    kinds = any(one.field == "category" and not one.excluded for one in told.read)
    return asked == "lines" and kinds and len(said) <= PIECE and not _LOOKS.search(said)


def _last_service(memory: Memory) -> str:
    """The skill that changed an order last."""
    by_guide = (said.skill for said in reversed(memory.turns) if said.by == "guide")
    return next((skill for skill in by_guide if skill in CHANGES), "cancel")
