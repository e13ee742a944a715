"""What a message's words tell of goods: whether they are looked for, advised on or nothing of a shop's."""

import re

from daogou.guide.advice_words import asked_in
from daogou.guide.memory import Memory
from daogou.guide.told import CATALOGUE, Told
from daogou.guide.wanting import names_what_for

OWN = re.compile(
    r"\b(?:my|mine|i (?:got|bought|ordered|received|have)|i.?ve (?:got|bought|ordered)|you sent)\b"
    r"|我(?:的|买的|昨天|上次|前天|那)|收到的|买的|订单|这单|那单|我(?:想|要)(?:退|换|取消)|帮我",
    re.IGNORECASE,
)
_GOES_BACK = re.compile(
    r"\b(?:go|send|give|take|bring|sent)\b[^.?!]{0,16}\bback\b|\brefund\w*|\breturn(?:ed|ing)?\b|退[货掉回款]",
    re.IGNORECASE,
)
_TAKES_OUT = re.compile(
    r"\b(?:take|remove|drop|delete|leave|lose)\b|\bout (?:again|of)\b|\bno longer\b"
    r"|不要了|不买了|去掉|删|拿掉|拿出|移除|算了",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\W*(?:the )?(?:first|second|third|fourth|fifth|sixth|last)(?: one| pair)?\W*"
    r"|\W*第[一二三四五六1-6][件个双条款只顶]?\W*"
)
TRAITS = ("colour", "material", "pattern", "fit", "sleeve", "neckline", "length", "style")
_QUESTION = re.compile(
    r"[?？]|[吗呢么]\W*$|什么|怎么|多少|几|哪|会不会"
    r"|\b(?:what|which|how|is|are|does|do|did|can|will|would it|has)\b",
    re.IGNORECASE,
)
_SOLD = re.compile(  # what is asked for, and no rule
    r"^\W*(?:(?:hi|hello|hey)\W+)?(?:do|have|has) (?:you|u|ya|they)(?: guys| folks| also)?"
    r" (?:sell|stock|carry|have|got|do)\b"
    r"|(?:^|[.!?,;])\W*(?:got|any(?:thing)?|is there|are there)\b(?! way| chance)"
    r"|有没有|^\W*(?:你们|请问|店里|你好)?[,，]?有.*[吗么嘛]\W*$|卖不卖|有卖",
    re.IGNORECASE,
)
_RULES = re.compile(  # of these pages tell, and no shelf
    r"\b(?:polic\w+|rules?|return\w*|refund\w*|exchang\w*|ship\w*|deliver\w*|warrant\w*|guarantee\w*"
    r"|wash\w*|clean\w*|care|iron\w*|shrink\w*|discounts?|vouchers?|coupons?|gift cards?|wrap\w*|invoices?"
    r"|receipts?|fees?|charges?|costs?|pay\w*|stores?|branch\w*|track\w*|customs|tax\w*|days?|deadline"
    r"|time limit|repairs?|alter\w*|phone|email|hours)\b"
    r"|退|换|运费|邮费|包邮|快递|发货|送货|配送|到货|保修|质保|洗|熨|缩水|保养|优惠|折扣|券|礼品卡|包装|发票"
    r"|收据|手续费|支付|付款|门店|实体店|物流|关税|天内|时限|期限|维修|客服|电话|时间|规定|政策|条件|限制",
    re.IGNORECASE,
)
_COMPOSES = re.compile(  # nothing of a shop's
    r"\b(?:write|compose|make up|tell|sing|recite) (?:me |us )?(?:an? |some |the )?(?:\w+ )?"
    r"(?:poem|limerick|haiku|song|joke|story|essay|speech|toast|letter|rap|verse|riddle)s?\b"
    r"|\b(?:write|compose) (?:me |us )?(?:an? |some |the )?(?:\w+ )?(?:code|script|program)s?\b"
    r"|[写编作讲唱说]一?[首篇段个封份].{0,6}(?:诗|歌|作文|文章|致辞|演讲|发言|论文|代码|程序|故事|笑话|段子|情书|信)",
    re.IGNORECASE,
)


def of_goods(likeliest: str, told: Told, text: str, memory: Memory) -> str:
    """The skill that the words ask for in place of the likeliest; "" if they do not."""
    if _COMPOSES.search(text):
        return "out_of_scope"
    if names_what_for(told.read, text):  # a tie for a navy suit is looked for; nothing goes with the tie
        return "find"
    if likeliest in (*CATALOGUE, "ask_product") and _asks_what_goes_with(told, text, memory):
        return "advise"
    if likeliest in CATALOGUE and _takes_out(told, text, memory):
        return "cart"
    if likeliest in (*CATALOGUE, "return_order") and OWN.search(text) and _GOES_BACK.search(text):
        return "return_order"
    if likeliest == "cart" and _points_only(text, memory):
        return "ask_product"
    if _says_traits(likeliest, told, text, memory):
        return "refine"
    if likeliest in ("exchange", "change_payment", "change_address") and _swaps_kinds(told, text, memory):
        return "refine"
    return "find" if _asks_for_goods(likeliest, told, text, memory) else ""


def _names_kind(told: Told) -> bool:
    return any(one.field in ("category", "brand") and not one.excluded for one in told.read)


def names_goods(told: Told) -> bool:
    """Whether a kind of thing is named."""
    return any(one.field == "category" and not one.excluded for one in told.read)


def _asks_for_goods(likeliest: str, told: Told, text: str, memory: Memory) -> bool:
    """Whether "do you have linen trousers?" is taken for a question of rules, or of a product in general."""
    if _RULES.search(text):
        return False
    if likeliest == "ask_product":  # "a rucksack that fits a laptop", where nothing is shown yet
        asked = _SOLD.search(text) or not (memory.shown or memory.focus or told.references.unresolved)
        return bool(asked) and _names_kind(told) and not told.references.product_ids
    return likeliest in ("ask_policy", "out_of_scope") and bool(_SOLD.search(text))


def _asks_what_goes_with(told: Told, text: str, memory: Memory) -> bool:
    """Whether another kind of thing is asked for, to be worn with what is spoken of."""
    if not (names_goods(told) and asked_in(text).goes_with):
        return False
    before = {one.values for one in memory.wanted.constraints if one.field == "category"}
    named = {one.values for one in told.read if one.field == "category" and not one.excluded}
    return bool(before or told.references.product_ids) and not named & before


def _points_only(text: str, memory: Memory) -> bool:
    """Whether, of a list just shown, but a place is named: who says "the first one" has bought nothing."""
    last = memory.turns[-1].skill if memory.turns else ""
    return last in (*CATALOGUE, "advise") and bool(_PLACE.fullmatch(text.strip().lower()))


def _says_traits(likeliest: str, told: Told, text: str, memory: Memory) -> bool:
    """Whether, of a list just shown, but a trait is named and nothing asked: "tie-dye would make his day"."""
    last = memory.turns[-1].skill if memory.turns else ""
    traits = any(one.field in TRAITS for one in told.read) and not told.references.product_ids
    if last not in CATALOGUE or not traits or _QUESTION.search(text):
        return False
    asked = asked_in(text)
    advises = asked.gift or asked.goes_with or asked.outfit or asked.anew
    return likeliest == "ask_product" or (likeliest == "advise" and not advises)


def _takes_out(told: Told, text: str, memory: Memory) -> bool:
    """Whether, of a cart just spoken of, something is not wanted any more: "take the scarf out again"."""
    last = memory.turns[-1].skill if memory.turns else ""
    return last == "cart" and names_goods(told) and bool(_TAKES_OUT.search(text))


def _swaps_kinds(told: Told, text: str, memory: Memory) -> bool:
    """Whether what is shown shall be of another kind, and nothing that was bought: 裙子换成裤子."""
    last = memory.turns[-1].skill if memory.turns else ""
    bought = told.order_ids or OWN.search(text) or memory.pending
    goods = (*CATALOGUE, "advise", *(() if memory.identity else ("",)))  # a stranger has bought nothing yet
    return last in goods and bool(told.read) and not bought
