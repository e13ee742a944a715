"""Which skill a message is meant for: what its words tell, and what the conversation expects.

A classifier sees one message. "The blue one" after a list, "M" after "which size?" and "yes" after "shall I
cancel it?" are told by what was said before.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from daogou.core.query import Constraint
from daogou.guide.addresses import spells_address
from daogou.guide.examples import OUTSIDE
from daogou.guide.memory import Memory
from daogou.guide.message import Message
from daogou.guide.order_words import kinds_in
from daogou.guide.references import References
from daogou.guide.replies import calls_off
from daogou.guide.service_talk import CHANGES
from daogou.guide.understood import Change, Polarity
from daogou.guide.waiting import CONFIRM, agrees, declines, taken_up, takes_back
from daogou.language.normalise import normalise

CATALOGUE = ("find", "refine")  # told apart by the conversation, not by the words
ORDERS = ("order_status", *CHANGES, "complaint")
SURE = 0.6  # of another wish: then the shopper has left the question open
VAGUE = 0.4  # of the likeliest: below it a message that names nothing is asked about
GOES_ON = ("cart", *CHANGES, "order_status", "ask_product")
LIKELIER = 2.0  # times; chosen by hand: a clear other wish still wins
KINDS = ("category", "brand")  # what a message of the shop's goods names
_ASKS = re.compile(
    r"[?？]\s*$|[吗呢]\W*$|^\W*(?:what|which|where|when|why|how|is|are|do|does|can)\b", re.IGNORECASE
)
_PLACE = re.compile(  # of a piece, said alone
    r"(?:(?:only|just|no|but|the)[\s,]*)*(?:first|second|third|fourth|last|both|all)(?: one)?\W*"
    r"|(?:只要|就|只|不是?)?(?:第[一二三四1-4][件个双条款]?|最后一[件个双条]|全部|都要|两[件双条]都?要?)(?:吧|就行)?\W*"
)
_RETURNS = re.compile(
    r"\b(?:back|return\w*|exchang\w*|cancel\w*)\b|[退换]|取消", re.IGNORECASE
)  # goods, no address
_LETTERS = re.compile(r"[^\W_]")
_HESITATES = re.compile(r"嗯|呃|额|那个|这个|就是|哦|唔|\b(?:u+m+|u+h+|er+m*|h+m+|well|so|like)\b", re.IGNORECASE)
_POSSIBLE = re.compile(
    r"[?？]\s*$|\b(?:if|can|could|do|does|is|would|what|who|how)\b|[吗么]|能不能|可不可以|行不行|能.{0,6}不"
    r"|[退换]得掉|谁出|边个|[伐不]\W*$",
    re.IGNORECASE,
)
_SIZE = re.compile(r"多大|几码|什么码|哪个码|\b(?:what|which) size\b", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:my|mine|i (?:got|bought|ordered|received|have)|i.?ve (?:got|bought|ordered)|you sent)\b"
    r"|我(?:的|买的|昨天|上次|前天|那)|收到的|买的|订单|这单|那单|我(?:想|要)(?:退|换|取消)|帮我",
    re.IGNORECASE,
)
# what a mere "France" is taken for
_STRAY = (OUTSIDE, "find", "refine", "advise", "ask_product", "ask_policy")

Chances = Mapping[str, float]
"""Skill, or OUTSIDE -> chance; they add up to 1."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a message's words tell beside its wish."""

    read: tuple[Constraint, ...]
    references: References
    reply: Polarity
    change: Change
    order_ids: tuple[str, ...]
    emails: tuple[str, ...]
    numbers: tuple[float, ...]
    is_frustrated: bool = False


def route(chances: Chances, told: Told, message: Message, memory: Memory) -> tuple[str, float]:
    """The skill, and how sure that is."""
    expected = _expected(chances, told, message, memory)
    if expected:
        return expected, 1.0
    if told.reply:
        return "small_talk", 1.0
    chances = _in_context(chances, memory)
    likeliest, sure = max(chances.items(), key=lambda one: one[1])
    if message.picture is not None and not (likeliest == "ask_product" and sure >= SURE):
        return "find", 1.0
    if _says_nothing(message.text):
        return "clarify", 1.0
    if likeliest in ("return_order", "exchange") and _asks_in_general(told, message, memory):
        return "ask_policy", sure
    if about_order := _of_an_order(likeliest, sure, told, message, memory):
        return about_order, 1.0
    if told.order_ids and likeliest not in ORDERS:
        best = max(ORDERS, key=lambda skill: chances.get(skill, 0.0))
        return best, sum(chances.get(skill, 0.0) for skill in ORDERS)
    if likeliest in CHANGES and not _RETURNS.search(message.text) and spells_address(message.text):
        return "change_address", sure
    if likeliest == "advise" and told.references.product_ids and _SIZE.search(message.text):
        return "ask_product", sure
    if likeliest in CATALOGUE:
        return _catalogue(told, memory), sum(chances.get(skill, 0.0) for skill in CATALOGUE)
    if likeliest == OUTSIDE or sure < VAGUE:
        return _unclear(likeliest, sure, told, memory)
    return likeliest, sure


def _says_nothing(text: str) -> bool:
    """Whether only hesitation is left: "嗯……那个……"."""
    return bool(_HESITATES.search(text)) and not _LETTERS.search(_HESITATES.sub("", text))


def _asks_in_general(told: Told, message: Message, memory: Memory) -> bool:
    """Whether a stranger asks what the rules are, and of no order: "can opened pyjamas go back?"."""
    if memory.identity or told.order_ids or told.emails or memory.pending or memory.asking in CHANGES:
        return False
    return bool(_POSSIBLE.search(message.text)) and not _OWN.search(message.text)


def _of_an_order(likeliest: str, sure: float, told: Told, message: Message, memory: Memory) -> str:
    """The skill of a message that speaks of an order in other words than its wish; "" if it does not."""
    last = memory.turns[-1].skill if memory.turns else ""
    changes = likeliest in CHANGES and sure >= SURE
    if calls_off(message.text) and (told.order_ids or last in ORDERS) and not changes:
        return "cancel"
    if told.emails and not (likeliest in ORDERS and sure >= VAGUE):  # nothing else asks who they are
        before = (said.skill for said in reversed(memory.turns) if said.by == "guide")
        return next((skill for skill in before if skill in ORDERS), "order_status")
    return ""


def _in_context(chances: Chances, memory: Memory) -> Chances:
    """A matter once begun is likelier to go on than the same words would tell by themselves."""
    last = memory.turns[-1].skill if memory.turns else ""
    if last not in GOES_ON:
        return chances
    raised = {name: chance * (LIKELIER if name == last else 1) for name, chance in chances.items()}
    total = sum(raised.values())
    return {name: chance / total for name, chance in raised.items()}


def _expected(chances: Chances, told: Told, message: Message, memory: Memory) -> str:
    """The skill whose question the message answers, "" if none."""
    if memory.done and (told.reply == "undo" or takes_back(message.text)):
        return _last_service(memory)
    if told.reply and memory.pending and memory.asking == memory.pending.skill:
        return memory.pending.skill
    if aside := taken_up(memory, told.reply, message.text):
        return aside
    if not memory.asking:
        return ""
    left = _likeliest_but(memory.asking, chances)
    if memory.asked == "order_id" and left[0] >= SURE and left[1] in ORDERS:  # names it, for something else
        return ""
    if memory.asked == CONFIRM and agrees(told.reply, message.text):
        return memory.asking
    if told.reply in ("yes", "no") or _answers(memory.asked, told, message):
        return memory.asking
    if calls_off(message.text) and memory.asking not in CHANGES:
        return ""
    if memory.asked == "address" and left[1] in _STRAY and _is_part(told, message):
        return memory.asking
    if memory.asked == CONFIRM and declines(message.text) and left[1] not in CATALOGUE:
        return memory.asking
    if memory.asked == CONFIRM and _ASKS.search(message.text):  # who asks something has not answered
        return "" if left[0] >= max(VAGUE, chances.get(memory.asking, 0.0)) else memory.asking
    return "" if left[0] >= SURE else memory.asking


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
            return bool(told.emails)
        case "order_id":
            return bool(told.order_ids or told.references.product_ids)
        case "budget" | "price":
            return bool(told.numbers) and len(message.text) <= 40
        case "address":
            return bool(re.search(r"\d|[,，路街号区市]", message.text)) and not _ASKS.search(message.text)
        case "lines" | "confirm":
            said = normalise(message.text).strip(" #.!。！")
            return bool(_PLACE.fullmatch(said)) or said in told.order_ids
        case "method":
            return bool(kinds_in(message.text) or told.numbers) and not _ASKS.search(message.text)
        case "":
            return False
        case _:
            return any(one.field == asked for one in told.read) and len(message.text) <= 40


def _catalogue(told: Told, memory: Memory) -> str:
    """A new search, or a change to the one before."""
    wanted = memory.wanted
    if not (wanted.constraints or wanted.words or wanted.like or memory.shown):
        return "find"
    if told.change == "reset" and told.read:  # "start over, I need socks"
        return "find"
    named = {one.values for one in told.read if one.field == "category" and not one.excluded}
    before = {one.values for one in wanted.constraints if one.field == "category" and not one.excluded}
    if named and not named <= before and not told.references.product_ids:
        return "find"
    return "refine"


def _unclear(likeliest: str, sure: float, told: Told, memory: Memory) -> tuple[str, float]:
    """Of what the words do not tell: goods that are named are looked for, else it is said or asked."""
    if any(one.field in KINDS for one in told.read) or told.change:
        return _catalogue(told, memory), sure
    if told.references.product_ids:
        return "ask_product", sure
    if told.read and memory.shown:
        return "refine", sure
    if told.is_frustrated and not (likeliest == OUTSIDE and sure >= SURE):
        return "complaint", sure
    return ("out_of_scope", sure) if likeliest == OUTSIDE else ("clarify", sure)


def _last_service(memory: Memory) -> str:
    """The skill that changed an order last."""
    by_guide = (said.skill for said in reversed(memory.turns) if said.by == "guide")
    return next((skill for skill in by_guide if skill in CHANGES), "cancel")
