"""Which skill a message is meant for: what its words tell, and what the conversation expects.

A classifier sees one message. "The blue one" after a list, "M" after "which size?" and "yes" after "shall I
cancel it?" are told by what was said before.
"""

import re

from daogou.guide.advice_words import asked_in
from daogou.guide.choices import asks_of_list
from daogou.guide.cues import otherwise
from daogou.guide.examples import OUTSIDE
from daogou.guide.expecting import expected
from daogou.guide.memory import Memory
from daogou.guide.message import Message
from daogou.guide.service_talk import CHANGES
from daogou.guide.told import CATALOGUE, ORDERS, SURE, VAGUE, Chances, Told

GOES_ON = ("cart", *CHANGES, "order_status", "ask_product")
LIKELIER = 2.0  # times; chosen by hand: a clear other wish still wins
_FOR = re.compile(
    r"^\W*(?:(?:it|this|they|these)\W?(?:s|re| is| are) |just )?for\b|^\W*(?:是|要)?[给送]", re.IGNORECASE
)
TERSE, SHORT, SHORT_ZH = 3, 18, 5  # words, characters
STRAYS = ("small_talk", "order_status", *CHANGES)  # what a condition said alone is mistaken for
_OF_ORDERS = re.compile(r"\b(?:cancel|return|exchange|refund|send back)\w*\b|取消|退|订单", re.IGNORECASE)
_AFRESH = re.compile(
    r"\b(?:show|looking|search|need|want|find|got|have|sell)\b|看看|想|找|要|有没有|来", re.IGNORECASE
)
_ANOTHER = re.compile(
    r"\b(?:instead|another|else|also|too|now)\b|另外|还要|还想|也|换|再|别的", re.IGNORECASE
)
KINDS = ("category", "brand")  # what a message of the shop's goods names


def route(chances: Chances, told: Told, message: Message, memory: Memory) -> tuple[str, float]:
    """The skill, and how sure that is."""
    if asks_of_list(message.text, memory) and not (told.order_ids or told.references.product_ids):
        return "ask_product", 1.0
    if answers := expected(chances, told, message, memory):
        return answers, 1.0
    if told.reply:
        return "small_talk", 1.0
    chances = _in_context(chances, memory)
    likeliest, sure = max(chances.items(), key=lambda one: one[1])
    if message.picture is not None and not (likeliest == "ask_product" and sure >= SURE):
        return "find", 1.0
    if other := otherwise(likeliest, sure, told, message, memory):
        return other, 1.0
    if told.order_ids and likeliest not in ORDERS:
        best = max(ORDERS, key=lambda skill: chances.get(skill, 0.0))
        return best, sum(chances.get(skill, 0.0) for skill in ORDERS)
    if likeliest in CATALOGUE:
        return _catalogue(told, memory, message.text), sum(chances.get(skill, 0.0) for skill in CATALOGUE)
    if likeliest == OUTSIDE or sure < VAGUE or (likeliest in STRAYS and _is_terse(message, told)):
        return _unclear(likeliest, sure, told, message, memory)
    return likeliest, sure


def _in_context(chances: Chances, memory: Memory) -> Chances:
    """A matter once begun is likelier to go on than the same words would tell by themselves."""
    last = memory.turns[-1].skill if memory.turns else ""
    if last not in GOES_ON:
        return chances
    raised = {name: chance * (LIKELIER if name == last else 1) for name, chance in chances.items()}
    total = sum(raised.values())
    return {name: chance / total for name, chance in raised.items()}


def _catalogue(told: Told, memory: Memory, text: str) -> str:
    """A new search, or a change to the one before."""
    wanted = memory.wanted
    if not (wanted.constraints or wanted.words or wanted.like or memory.shown):
        return "find"
    if told.change == "reset" and told.read:  # "start over, I need socks"
        return "find"
    if not any(one.field == "category" for one in wanted.constraints) and not _ANOTHER.search(text):
        return "refine"  # of a brand, an occasion or a material "coats, then", and nothing new
    if told.narrows and not _AFRESH.search(text):
        return "refine"
    named = {one.values for one in told.read if one.field == "category" and not one.excluded}
    before = {one.values for one in wanted.constraints if one.field == "category" and not one.excluded}
    if named and not named <= before and not told.references.product_ids:
        return "find"
    return "refine"


def _is_terse(message: Message, told: Told) -> bool:
    """Whether hardly more is said than a condition: "midi", 修身."""
    text = message.text.strip()
    if _OF_ORDERS.search(text):
        return False
    most = SHORT if text.isascii() else SHORT_ZH
    return bool(told.read) and len(text.split()) <= TERSE and len(text) <= most


def _says_for_whom(text: str) -> bool:
    """Whether nothing but whom it is for is told: "for my son", 给我儿子的."""
    return bool(_FOR.search(text)) and any(one.field == "audience" for one in asked_in(text).means)


def _unclear(likeliest: str, sure: float, told: Told, message: Message, memory: Memory) -> tuple[str, float]:
    """Of what the words do not tell: goods that are named are looked for, else it is said or asked."""
    if any(one.field in KINDS for one in told.read) or told.change:
        return _catalogue(told, memory, message.text), sure
    if told.references.product_ids:
        return "ask_product", sure
    if memory.shown and (told.read or _says_for_whom(message.text)):
        return "refine", sure
    if told.is_frustrated and not (likeliest == OUTSIDE and sure >= SURE):
        return "complaint", sure
    return ("out_of_scope", sure) if likeliest == OUTSIDE else ("clarify", sure)
