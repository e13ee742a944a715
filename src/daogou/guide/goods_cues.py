"""What a message's words tell of goods: whether they are looked for, advised on or nothing of a shop's."""

import re
from collections.abc import Callable

from daogou.guide.advice_words import asked_in
from daogou.guide.bought_cues import speaks_of_faults
from daogou.guide.examples import OUTSIDE
from daogou.guide.memory import Memory
from daogou.guide.ordering import order_of
from daogou.guide.taking_back import fields_taken_back
from daogou.guide.told import CATALOGUE, Told
from daogou.guide.wanting import asks_what_goes_with, names_what_for

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
    r"\b(?:take|remove|drop|delete|leave|lose|ditch|bin|scrap|chuck|get rid of)\b"
    r"|\bout (?:again|of)\b|\bno longer\b"
    r"|不要了|不买了|去掉|删|拿掉|拿出|移除|算了",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\W*(?:the )?(?:first|second|third|fourth|fifth|sixth|last)(?: one| pair)?\W*"
    r"|\W*第[一二三四五六1-6][件个双条款只顶]?\W*"
)
_WANTS_ANY = re.compile(
    r"有没有|有.*[吗么嘛]|(?:要|想|看|来|找|推荐).*的|是?哪[一个件款条双顶]"
    r"|\b(?:any(?:thing)?|something|show|what|which)\b",
    re.IGNORECASE,
)
_HAS_ANY = re.compile(r"[^\s,，。!！?？吗第这那它]{2,6}(?:的)?有(?:吗|没有|么|嘛)\W*")
_DIFFER = re.compile(
    r"不一样|区别|不同|对照|并排|放一起|side by side"
    r"|差[别在哪]|哪[个件条双款]|相比|对比|比较|还是.*好|\b(?:differ\w*|better|versus|vs|compare\w*|apart)\b",
    re.IGNORECASE,
)
_LOOKS_FOR = re.compile(
    r"\b(?:you got|do you (?:have|sell)|looking for|after|need|while i'?m)\b|有没有|想买|找|顺便",
    re.IGNORECASE,
)
_CARE = re.compile(
    r"\b(?:wash(?:es|ed|ing)?|iron(?:ed|ing)?|tumble.?dry\w*|dry.?clean\w*|launder\w*|look after|care for)\b"
    r"|怎么洗|机洗|手洗|干洗|水洗|能洗|熨|保养|打理|晾|暴晒",
    re.IGNORECASE,
)
_RULE_OF_IT = re.compile(
    r"算.{0,4}质量问题|质量问题.{0,4}(?:管|赔|包)|怎么(?:弄掉|去掉|去除|处理)"
    r"|\b(?:get rid of|remove) (?:the )?(?:pill|bobbl|stain)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"[跟和与].{1,6}(?:相比|比呢|比起来|比怎么样|比较)|\b(?:compared? (?:to|with)|versus|vs)\b", re.IGNORECASE
)
_FOR_WHOM = re.compile(
    r"\W*(?:是|要|想)?[给送](?:我)?.{1,6}(?:的|用|穿|戴)?\W*"
    r"|\W*(?:it|this|they)?\W?s? ?for my [\w ]{2,14}\W*",
    re.IGNORECASE,
)
_CAME = re.compile(
    r"收到|到货|到了|到的|寄来|发来|穿了|\b(?:arrived|came|received|delivered|sent|turned up)\b",
    re.IGNORECASE,
)
_ONE_COMES = re.compile(
    r"(?:第[一二三四五六]|头一|最后一).{0,3}有.*(?:[吗么嘛?？]|没有)"
    r"|\bdo(?:es)? (?:the )?(?:first|second|third|fourth|fifth|last|number \w+)(?: one)? come in\b"
    r"|\bis (?:the )?(?:first|second|third|fourth|fifth|last|number \w+)(?: one)? (?:available|in stock)\b",
    re.IGNORECASE,
)
TRAITS = ("colour", "material", "pattern", "fit", "sleeve", "neckline", "length", "style")
WHO_AND_WHEN = ("audience", "size", "season", "occasion", "price")
_QUESTION = re.compile(
    r"[?？]|[吗呢么不]\W*$|什么|怎么|多少|几|哪|会不会"
    r"|\b(?:what|which|how|is|are|does|do|did|can|will|would it|has)\b",
    re.IGNORECASE,
)
_SOLD = re.compile(  # what is asked for, and no rule
    r"^\W*(?:(?:hi|hello|hey)\W+)?(?:do|have|has) (?:you|u|ya|they)(?: guys| folks| also)?"
    r" (?:sell|stock|carry|have|got|do)\b"
    r"|(?:^|[.!?,;])\W*(?:got|any(?:thing)?|is there|are there)\b(?!(?: any)? (?:way|chance))"
    r"|有没有|^\W*(?:你们|请问|店里|你好)?[,，]?有.*[吗么嘛]\W*$|卖不卖|有卖",
    re.IGNORECASE,
)
_RULES = re.compile(  # of these pages tell, and no shelf
    r"\b(?:polic\w+|rules?|return\w*|refund\w*|exchang\w*|ship\w*|deliver\w*|warrant\w*|guarantee\w*"
    r"|wash\w*|clean\w*|care|iron\w*|shrink\w*|discounts?|vouchers?|coupons?|gift cards?|wrap\w*|invoices?"
    r"|receipts?|fees?|charges?|costs?|pay\w*|stores?|branch\w*|track\w*|customs|tax\w*|days?|deadline"
    r"|time limit|repairs?|alter\w*|phone|email|hours)\b"
    r"|退|换|运费|邮费|包邮|快递|发货|送货|配送|到货|保修|质保|洗|熨|缩水|保养|优惠|折扣|券|礼品卡|包装|发票"
    r"|收据|手续费|支付|付款|门店|实体店|物流|关税|天内|时限|期限|维修|客服|电话|时间|规定|政策|条件|限制"
    r"|会员|积分|活动|满减|分期|花呗|礼盒|学生价|新人|自提|贺卡"
    r"|\b(?:member\w*|loyalty|points|student|klarna|paypal|instal\w*|alipay|wechat)\b",
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
        return "advise" if asks_what_goes_with(text) else "find"
    for skills, tells, skill in _CUES:
        if likeliest in skills and tells(told, text, memory):
            return skill
    if _says_traits(likeliest, told, text, memory):
        return "refine"
    return "find" if _asks_for_goods(likeliest, told, text, memory) else ""


def _names_kind(told: Told) -> bool:
    return any(one.field in ("category", "brand") and not one.excluded for one in told.read)


def asks_of_care(text: str) -> bool:
    """Whether how to wash or iron something is asked."""
    return bool(_CARE.search(text) and _QUESTION.search(text))


def names_goods(told: Told) -> bool:
    """Whether a kind of thing is named."""
    return any(one.field == "category" and not one.excluded for one in told.read)


def _asks_for_goods(likeliest: str, told: Told, text: str, memory: Memory) -> bool:
    """Whether "do you have linen trousers?" is taken for a question of rules, or of a product in general."""
    if _RULES.search(text):
        return False
    if likeliest == "ask_product":  # "a rucksack that fits a laptop", where nothing is shown yet
        nothing_shown = not (memory.shown or memory.focus)
        asked = _SOLD.search(text) or (nothing_shown and not told.references.unresolved)
        named = _names_kind(told) or (nothing_shown and any(one.field in TRAITS for one in told.read))
        return bool(asked) and named and not told.references.product_ids
    return likeliest in ("ask_policy", "out_of_scope") and bool(_SOLD.search(text))


def _asks_what_goes_with(told: Told, text: str, memory: Memory) -> bool:
    """Whether another kind of thing is asked for, to be worn with what is spoken of."""
    if not (names_goods(told) and asked_in(text).goes_with):
        return False
    before = {one.values for one in memory.wanted.constraints if one.field == "category"}
    named = {one.values for one in told.read if one.field == "category" and not one.excluded}
    return bool(before or told.references.product_ids) and not named & before


def _asks_which_of_all(told: Told, text: str, memory: Memory) -> bool:
    """Whether of all that was shown those are asked for that have something: 有没有评价好的, 高腰有吗."""
    if told.references.product_ids or not memory.shown or memory.focus:
        return False
    ordered = order_of(text) != "relevance" and bool(_WANTS_ANY.search(text))
    return ordered or bool(_HAS_ANY.fullmatch(text.strip()))


def _sends_back(told: Told, text: str, memory: Memory) -> bool:
    """Whether something of one's own shall go back."""
    return bool(OWN.search(text) and _GOES_BACK.search(text))


def _sets_apart(told: Told, text: str, memory: Memory) -> bool:
    """Whether two are named and how they differ is asked: 第一条跟第三条有啥不一样."""
    pointed = told.references.product_ids
    beside = bool(memory.focus and pointed) and bool(_BESIDE.search(text))
    return beside or (len(pointed) > 1 and bool(_DIFFER.search(text)))


def _asks_of_care(told: Told, text: str, memory: Memory) -> bool:
    """Whether how to wash or iron is asked, and of no product that is spoken of."""
    spoken_of = told.references.product_ids or (memory.focus and not told.read)
    if _RULE_OF_IT.search(text) and not told.references.product_ids:
        return True
    return asks_of_care(text) and not spoken_of


def _says_for_whom(told: Told, text: str, memory: Memory) -> bool:
    """Whether of what is looked for but whom it is for is told: 送男朋友, of belts."""
    kinds = any(one.field == "category" for one in memory.wanted.constraints)
    return (
        kinds
        and bool(_FOR_WHOM.fullmatch(text.strip()))
        and any(one.field == "audience" for one in asked_in(text).means)
    )


def _asks_of_it(told: Told, text: str, memory: Memory) -> bool:
    """Whether what suits a thing that is pointed at is asked, and no advice: 第一条适合什么季节."""
    asked = asked_in(text)
    advises = asked.gift or asked.goes_with or asked.outfit
    return bool(told.references.product_ids and _QUESTION.search(text)) and not (advises or names_goods(told))


def _wants_others(told: Told, text: str, memory: Memory) -> bool:
    """Whether, of a list just shown, another kind is asked for and nothing that was bought is blamed."""
    last = memory.turns[-1].skill if memory.turns else ""
    goods = last in ("", *CATALOGUE, "advise", "ask_product") or _LOOKS_FOR.search(text)
    return bool(goods) and names_goods(told) and not _blames(told, text)


def _blames(told: Told, text: str) -> bool:
    """Whether something that was bought is spoken of, and what is wrong with it."""
    return bool(OWN.search(text) or _CAME.search(text) or told.order_ids or speaks_of_faults(text))


def _is_dear(told: Told, text: str, memory: Memory) -> bool:
    """Whether of a list just shown all is too dear, and nothing else is wrong."""
    last = memory.turns[-1].skill if memory.turns else ""
    goods = last in (*CATALOGUE, "advise", "ask_product", "compare", "complaint")
    return goods and bool(memory.shown) and told.change in ("cheaper", "dearer") and not _blames(told, text)


def _changes_conditions(told: Told, text: str, memory: Memory) -> bool:
    """Whether of what was shown a condition is named or given up, and no rule: 一百块以内能搞定吗."""
    if not memory.shown or told.references.product_ids or _RULES.search(text):
        return False
    named = any(one.field == "price" for one in told.read) and not told.order_ids
    return named or bool(fields_taken_back(text))


def _points_only(told: Told, text: str, memory: Memory) -> bool:
    """Whether, of a list just shown, but a place is named: who says "the first one" has bought nothing."""
    last = memory.turns[-1].skill if memory.turns else ""
    return last in (*CATALOGUE, "advise") and bool(_PLACE.fullmatch(text.strip().lower()))


def _says_traits(likeliest: str, told: Told, text: str, memory: Memory) -> bool:
    """Whether, of a list just shown, but a trait is named and nothing asked: "tie-dye would make his day"."""
    last = memory.turns[-1].skill if memory.turns else ""
    traits = (
        any(one.field in (*TRAITS, *WHO_AND_WHEN) for one in told.read) and not told.references.product_ids
    )
    if last not in (*CATALOGUE, "advise") or not traits or _QUESTION.search(text):
        return False
    asked = asked_in(text)
    advises = asked.gift or asked.goes_with or asked.outfit or asked.anew
    if likeliest == "complaint":  # "he hates stripes"
        return not _blames(told, text)
    return likeliest == "ask_product" or (likeliest in ("advise", "small_talk") and not advises)


def _takes_out(told: Told, text: str, memory: Memory) -> bool:
    """Whether, of a cart just spoken of, something is not wanted any more: "take the scarf out again"."""
    last = memory.turns[-1].skill if memory.turns else ""
    named = any(one.field == "category" for one in told.read)
    return last == "cart" and named and bool(_TAKES_OUT.search(text))


def _swaps_kinds(told: Told, text: str, memory: Memory) -> bool:
    """Whether what is shown shall be of another kind, and nothing that was bought: 裙子换成裤子."""
    last = memory.turns[-1].skill if memory.turns else ""
    bought = told.order_ids or OWN.search(text) or memory.pending
    goods = (*CATALOGUE, "advise", *(() if memory.identity else ("",)))  # a stranger has bought nothing yet
    return last in goods and bool(told.read) and not bought


def _names_a_trait_of_these(told: Told, text: str, memory: Memory) -> bool:
    """Whether of a list just shown a trait is named, and no rule or care: "suede if you stock it"."""
    last = memory.turns[-1].skill if memory.turns else ""
    traits = any(one.field in TRAITS for one in told.read) and not told.references.product_ids
    listed = last in (*CATALOGUE, "advise") and bool(memory.shown)
    return listed and traits and not (_RULES.search(text) or _CARE.search(text))


def asks_whether_one_comes(told: Told, text: str) -> bool:
    """Whether of one place of the list a size or colour is asked for: 第二件有L码没有."""
    variant = any(one.field in ("size", "colour") for one in told.read)
    return variant and len(told.references.product_ids) == 1 and bool(_ONE_COMES.search(text))


# in this order: of which likeliest skills, what the words tell, and the skill that they ask for
_CUES: tuple[tuple[tuple[str, ...], Callable[[Told, str, Memory], bool], str], ...] = (
    ((*CATALOGUE, "ask_product"), _asks_what_goes_with, "advise"),
    (CATALOGUE, _takes_out, "cart"),
    ((*CATALOGUE, "return_order"), _sends_back, "return_order"),
    ((*CATALOGUE, "ask_product", "advise", "explain", "small_talk", "cart", OUTSIDE), _sets_apart, "compare"),
    ((*CATALOGUE, "ask_product"), _asks_of_care, "ask_policy"),
    (("advise",), _asks_of_it, "ask_product"),
    (("advise",), _says_for_whom, "refine"),
    (("complaint",), _wants_others, "find"),
    (("complaint",), _is_dear, "refine"),
    (("cart",), _points_only, "ask_product"),
    (("ask_policy", "ask_product", "small_talk"), _changes_conditions, "refine"),
    (("ask_product", "compare"), _asks_which_of_all, "refine"),
    (("ask_policy",), _names_a_trait_of_these, "refine"),
    (("exchange", "change_payment", "change_address"), _swaps_kinds, "refine"),
    (CATALOGUE, lambda told, text, _: asks_whether_one_comes(told, text), "ask_product"),
)
