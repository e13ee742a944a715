"""A question asked again of something else: "and swimwear?" after "can underwear go back?"."""

import re

from daogou.core.product import Language
from daogou.core.query import Constraint
from daogou.guide.floor import Shop
from daogou.guide.memory import Memory

LONGER = 64  # of questions that begin as rules do
SHORT = 40  # characters: a longer message says itself what it asks
_FOLLOWS = re.compile(
    r"^\W*(?:(?:and|or|even)"
    r"(?! (?:can|could|do|does|did|is|are|was|will|would|should|how|what|when|where|why|who)\b)"
    r"|what about|how about|same (?:for|with)|(?:is (?:it|that) )?the same (?:for|with)|also)\b"
    r"|^那(?!就|好|我|个|件|条|双|要|来|款)|呢\W*$|(?:也|都)(?:是|算|行|能|可以|一样)(?:吗|么|不)\W*$|一样[吗么]\W*$",
    re.IGNORECASE,
)
_FOLLOWS_RULES = re.compile(
    r"^\W*(?:and |but |so )?"
    r"(?:how (?:much|long|soon|fast|many days)|who pays|any (?:customs|fees|duty))\b",
    re.IGNORECASE,
)
_WHERE = re.compile(  # who asks for fees and days, and then says where
    r"\W*(?:我|人|我们|我这)?是?(?:在|住在?)[^,，。\s吗]{2,8}(?:的|这边|这里)?\W*"
    r"|\W*(?:i'?m|i am|we'?re|i live) in \w+\W*",
    re.IGNORECASE,
)
_SELF_CONTAINED = re.compile(r"^那.*(?:[退换洗熨寄]|发货|运费|邮费|保养|取消).*[吗么]\W*$")  # asks it itself
_FEES = re.compile(
    r"\bcosts?(?: me)? (?:anything|extra|much)|\bhow much (?:does|is|will|would)|\bany (?:fee|charge)s?\b"
    r"|\bis (?:it|that) free\b|\bwho pays\b"
    r"|补(?:差价|钱)|加钱|收费|手续费|要钱[吗不么]|[运邮]费.{0,4}谁|谁(?:出|承担)",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\b(?:show|find|looking|buy|cheaper|colou?rs?|ha(?:s|ve) you)\b"
    r"|看看|有没有|买|便宜|凑|[给帮]我|找|推荐|再来|想要|换个?",
    re.IGNORECASE,
)


def follows_up(text: str, memory: Memory, skill: str) -> bool:
    """Whether a short message asks of something else what ``skill`` just answered."""
    last = memory.turns[-1].skill if memory.turns else ""
    if last != skill or _NEW.search(text):
        return False
    of_rules = skill == "ask_policy" and (_FOLLOWS_RULES.match(text) or _WHERE.fullmatch(text))
    if of_rules and len(text) <= LONGER:
        return True
    return len(text) <= SHORT and bool(_FOLLOWS.search(text))


def asks_itself(text: str) -> bool:
    """Whether a message may be a question of its own: "how long does it take?"; "and socks?" is none."""
    return bool(_FOLLOWS_RULES.match(text))


def asks_of_rules(text: str) -> bool:
    """Whether a fee or a time is asked of, while something else waits: "does it cost anything to cancel?"."""
    return bool(_FEES.search(text))


def says_where(text: str) -> bool:
    """Whether but a place is named where somebody is: 我在新疆."""
    return bool(_WHERE.fullmatch(text))


def whole_question(text: str, memory: Memory, skill: str, shop: Shop, language: Language) -> str:
    """What a message asks, with the question before where it only follows up: of wool in place of silk."""
    if not follows_up(text, memory, skill) or _SELF_CONTAINED.search(text):
        return text
    asked = (said.text for said in reversed(memory.turns) if said.by == "shopper")
    before = next((one for one in asked if not _FOLLOWS.search(one)), "")
    now = {one.field for one in _named(text, shop, language)}
    for one in _named(before, shop, language):
        if one.field in now and one.words:
            before = re.sub(re.escape(one.words), " ", before, flags=re.IGNORECASE)
    return " ".join(f"{before} {text}".split())


def _named(text: str, shop: Shop, language: Language) -> tuple[Constraint, ...]:
    read = shop.read(text, language)
    return (*read.filters, *read.wishes)
