"""What a message's words tell against the likeliest wish."""

import re

from daogou.guide.addresses import spells_address
from daogou.guide.bought_cues import of_what_was_bought
from daogou.guide.following_up import asks_of_rules, follows_up, says_where
from daogou.guide.goods_cues import OWN, names_goods, of_goods
from daogou.guide.memory import Memory
from daogou.guide.message import Message
from daogou.guide.replies import calls_off
from daogou.guide.service_talk import CHANGES
from daogou.guide.told import ORDERS, SURE, VAGUE, Told

_LETTERS = re.compile(r"[^\W_]")
_HESITATES = re.compile(
    r"嗯|呃|额|那个|这个|就是|哦|唔|\b(?:u+m+|u+h+|er+m*|h+m+|well|so|like)\b", re.IGNORECASE
)
_POSSIBLE = re.compile(
    r"[?？]\s*$|\b(?:if|can|could|do|does|is|would|what|who|how)\b|[吗么]|能不能|可不可以|行不行|能.{0,6}不"
    r"|什么时候|啥时候|多久|几天|何时|啥|什么|咋|怎么|[退换]得掉|谁出|边个|[伐不]\W*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(  # of rules, whoever asks: 发货之前能改地址吗
    r"\bbefore (?:you (?:ship|send)|an order|orders|shipping|dispatch)\b|\b(?:in general|usually|normally)\b"
    r"|(?:发货|寄出|出库|配送)(?:之|以)?前|一般(?:能|可以|来说)|通常"
    r"|(?:今天|现在|明天)(?:下单|拍|买).{0,8}(?:什么时候|啥时候|多久|几天|何时)"
    r"|付(?:的)?款.{0,8}(?:今天|当天).{0,4}发|(?:今天|当天)(?:还)?能(?:不能)?发"
    r"|\bif i order (?:now|today|it)\b",
    re.IGNORECASE,
)
_ALTERS = re.compile(r"改|错|\b(?:chang\w*|wrong|update\w*|moved)\b", re.IGNORECASE)
_IS_DONE = re.compile(
    r"(?:真的?|确实|已经|到底).{0,4}(?:取消|退|换|改).{0,3}[了好].{0,2}[吗没嘛]"
    r"|\b(?:is|was) (?:it|that|my order|the order) (?:really |actually |now )?"
    r"(?:cancell?ed|done|returned|changed)\b|\bdid (?:it|that) go through\b",
    re.IGNORECASE,
)
_IF = re.compile(  # of what might be, or of rules by name
    r"要是|如果|万一|假如|(?:有|是)(?:啥|什么|何)(?:说法|规定|政策|讲究)|怎么(?:规定|赔)"
    r"|\bwhat (?:if|happens)\b",
    re.IGNORECASE,
)
_WHY_NOT = re.compile(
    r"(?:为什么|为啥|凭什么)(?:不(?:能|行|可以|给))?(?:呢|啊)?\W*|why (?:not|can'?t i)\W*", re.IGNORECASE
)
_SIZE = re.compile(r"多大|几码|什么码|哪个码|\b(?:what|which) size\b", re.IGNORECASE)
_SERVICE = re.compile(  # without any of these a backpack is not sent back
    r"\b(?:back(?! to\b)|return\w*|refund\w*|money|exchang\w*|swap\w*|replac\w*|trade|cancel\w*|stop|scrap"
    r"|void|kill|undo|call|order\w*|parcel|address\w*|deliver\w*|ship\w*|sent|send|came|arrived|got|received|bought|pay\w*|paid"
    r"|card|wrong|mistake|instead|keep\w*|need|want)\b"
    r"|\btoo (?:big|small|tight|loose|long|short)\b"
    r"|[大小紧松]了|[退换撤改付]|取消|不要了|不买|订单|这单|那单|下单|拍错|收到|买的|寄|发货|地址|作废|后悔|别发",
    re.IGNORECASE,
)
_RULE_TOO = re.compile(
    r"(?:那|那么|and |what about |how about )*(?:the )?"
    r"(?:加急|快递费?|运费|邮费|退款|退货|换货|发票|包邮|关税|保修"
    r"|express(?: delivery| shipping)?|returns?|refunds?|shipping"
    r"|delivery(?: costs?)?|postage|duties|customs|exchanges?)(?:呢|嘛)?\W*",
    re.IGNORECASE,
)
_FURIOUS = re.compile(
    r"气死|气人|投诉|骗子|骗人|垃圾|无语|离谱|过分|受够|忍|什么玩意|\b(?:furious|ridiculous|joke|unacceptable|disgrace\w*"
    r"|appalling|shocking|useless|rubbish|fed up|sick of|livid|outrag\w+)\b",
    re.IGNORECASE,
)
_COMPLAINS = re.compile(
    r"\b(?:complain|make a complaint|lodge a complaint|complaint about)\b|投诉", re.IGNORECASE
)
# goods that go back, no address
_RETURNS = re.compile(r"\b(?:back|return\w*|exchang\w*|cancel\w*)\b|[退换]|取消", re.IGNORECASE)


def otherwise(likeliest: str, sure: float, told: Told, message: Message, memory: Memory) -> str:
    """The skill that the words ask for in place of the likeliest; "" if they do not."""
    text = message.text
    if _says_nothing(text):
        return "clarify"
    clear = likeliest in ORDERS and sure >= VAGUE
    if not clear and (of_own := of_what_was_bought(likeliest, told, text, memory)):
        return of_own
    if about_goods := of_goods(likeliest, told, text, memory):
        return about_goods
    if _asks_rules(likeliest, sure, told, message, memory):
        return "ask_policy"
    if likeliest != "compare" and told.references.product_ids and follows_up(text, memory, "ask_product"):
        return "ask_product"
    of_goods_alone = not (told.order_ids or _SERVICE.search(text))
    if of_goods_alone and (_names_what_to_find(likeliest, told) or _asks_for_stock(likeliest, told)):
        return "find" if names_goods(told) or not memory.shown else "refine"
    if about_order := _of_an_order(likeliest, sure, told, message, memory):
        return about_order
    if likeliest == "advise" and told.references.product_ids and _SIZE.search(text):
        return "ask_product"
    goods = _RETURNS.search(text) or (told.order_ids and likeliest not in ORDERS)
    return "change_address" if likeliest in CHANGES and not goods and spells_address(text) else ""


def _asks_rules(likeliest: str, sure: float, told: Told, message: Message, memory: Memory) -> bool:
    """Whether what the rules are is asked, and nothing of one order."""
    text = message.text
    if likeliest in CHANGES and memory.pending and asks_of_rules(text):
        return True
    if likeliest in ("order_status", "complaint") and _IF.search(text) and _POSSIBLE.search(text):
        return not told.order_ids
    if likeliest in ORDERS and _BEFORE.search(text) and _POSSIBLE.search(text) and not told.order_ids:
        return True
    general = sure >= VAGUE and likeliest in ("return_order", "exchange")
    general = general or (likeliest == "change_address" and not _ALTERS.search(text))
    if general and _asks_in_general(told, message, memory):
        return True
    elsewhere = likeliest in (*ORDERS, "hand_over", "complaint", "cart", "small_talk")
    if follows_up(text, memory, "ask_policy") and (told.read or says_where(text) or not elsewhere):
        return True
    return _asks_rule_too(text, memory) and not told.order_ids


def _asks_rule_too(text: str, memory: Memory) -> bool:
    """Whether, after talk of orders or rules, another rule is asked for in two words: 那加急呢."""
    last = memory.turns[-1].skill if memory.turns else ""
    return last in (*ORDERS, "ask_policy", "complaint") and bool(_RULE_TOO.fullmatch(text.strip()))


def _once_more(told: Told, text: str, memory: Memory) -> str:
    """The skill of the last answer on an order, where but a number is said, or why it cannot be."""
    last = memory.turns[-1].skill if memory.turns else ""
    bare = bool(told.order_ids) and not re.search(r"[^\W\d_]", "".join(text.split(told.order_ids[0])))
    if bare and last == "complaint":
        return last
    return last if last in CHANGES and (bare or _WHY_NOT.fullmatch(text.strip())) else ""


def _says_nothing(text: str) -> bool:
    """Whether only hesitation is left: "嗯……那个……"."""
    return bool(_HESITATES.search(text)) and not _LETTERS.search(_HESITATES.sub("", text))


def _names_what_to_find(likeliest: str, told: Told) -> bool:
    return likeliest in CHANGES and names_goods(told)


def _asks_for_stock(likeliest: str, told: Told) -> bool:
    """Whether "only items in stock" is taken for a question of an order."""
    return likeliest == "order_status" and any(one.field == "in_stock" for one in told.read)


def _asks_in_general(told: Told, message: Message, memory: Memory) -> bool:
    """Whether a stranger asks what the rules are, and of no order: "can opened pyjamas go back?"."""
    if memory.identity or told.order_ids or told.emails or memory.pending or memory.asking in CHANGES:
        return False
    return bool(_POSSIBLE.search(message.text)) and not OWN.search(message.text)


def _of_an_order(likeliest: str, sure: float, told: Told, message: Message, memory: Memory) -> str:
    """The skill of a message that speaks of an order in other words than its wish; "" if it does not."""
    last = memory.turns[-1].skill if memory.turns else ""
    changes = likeliest in CHANGES and sure >= SURE
    if _COMPLAINS.search(message.text) and likeliest != "hand_over":
        return "complaint"
    if likeliest == "order_status" and told.is_frustrated and _FURIOUS.search(message.text):
        return "complaint"
    if last in ORDERS and _IS_DONE.search(message.text):
        return "order_status"
    if again := _once_more(told, message.text, memory):
        return again
    if calls_off(message.text) and (told.order_ids or last in ORDERS) and not changes:
        return "cancel"
    if told.emails and not (likeliest in ORDERS and sure >= VAGUE):  # nothing else asks who they are
        before = (said.skill for said in reversed(memory.turns) if said.by == "guide")
        return next((skill for skill in before if skill in ORDERS), "order_status")
    return ""
