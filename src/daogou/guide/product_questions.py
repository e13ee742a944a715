"""A question about a product, taken apart: topics, values to be compared, sizes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from daogou.core.query import Constraint
from daogou.guide.product_facts import ProductFacts
from daogou.guide.product_topics import REVIEWS, product_topics
from daogou.guide.size_charts import told_of
from daogou.guide.wanting import left_of
from daogou.language.normalise import normalise
from daogou.language.tokens import phrase_key

COMPARED = tuple(
    str.split("material colour pattern neckline sleeve length season occasion style fit audience brand")
)
Key = tuple[str, ...]
Named = tuple[str, Key]  # a topic and the phrase that names it
BESIDE_REVIEWS = ("price", "stock", "brand")  # nobody asks reviews for these
DETAILS = "details"
_IN_WORDS = re.compile(
    r"\b(?:in|size)(?: an?| the)? (?P<en>extra[- ]small|small|medium|extra[- ]large|large)\b"
    r"|(?P<zh>加小|小|中|加大|大)[码号]",
    re.IGNORECASE,
)
_LETTERS = dict(
    zip(
        str.split("extra-small small medium extra-large large 加小 小 中 加大 大"),
        str.split("XS S M XL L") * 2,
        strict=True,
    )
)
OF_SIZES = ("size", "stock", "size_chart")
_PRAISED = re.compile(  # "the first one looks nice, what sizes are there?" asks nothing of its looks
    r"^[^,;.!?，。！？]*(?:\b(?:looks?|seems?|is|are)\b[^,;.!?]*"
    r"\b(?:nice|good|great|lovely|cute|pretty|perfect|beautiful)\b"
    r"|\b(?:i|we) (?:really |quite |do )?(?:like|love)\b|好看|漂亮|不错|喜欢|挺好)"
    r"[^,;.!?，。！？]*[,;.!，。！]\s*(?=\S)",
    re.IGNORECASE,
)

_TELLS = re.compile(
    r"(?:说说|讲讲|聊聊|说一下|讲一下|说下|讲下)(?:第.{1,2}[条件个款双只顶]|[这那].?[条件个款双只顶]?|它)?[吧呗看呢]?\W*$"
)


@dataclass(frozen=True, slots=True)
class ProductQuestion:
    """``topics`` in order, without those that the rest answers; ``compared``: is it so? ``sizes``: is there
    one? ``wants_chart``: a size is sought, by measures or not."""

    text: str
    topics: tuple[str, ...]
    compared: tuple[Constraint, ...]
    sizes: tuple[str, ...]
    wants_chart: bool


def product_question(text: str, read: Sequence[Constraint], facts: ProductFacts) -> ProductQuestion:
    """``read``: conditions that search reads in the text; it is bolder than a question can bear."""
    named = product_topics().named(_PRAISED.sub("", text))
    topics = tuple(dict.fromkeys(topic for topic, _ in named))
    if any(topic.startswith(REVIEWS) for topic in topics):  # "what do reviews say of the material"
        told = tuple(topic for topic in topics if topic.startswith(REVIEWS) or topic in BESIDE_REVIEWS)
        return ProductQuestion(text, told, (), (), wants_chart=False)
    wants_chart = "size_chart" in topics or bool(told_of(text).measures)
    sizes = () if wants_chart else tuple(_sizes(text, read, topics, facts))
    compared = tuple(_compared(read, named, topics, facts, text))
    answered = {one.field for one in compared} | ({*OF_SIZES} if sizes or wants_chart else set())
    left = tuple(topic for topic in topics if topic not in answered)
    asks_nothing = not left_of(text, (), shortest=1) or _TELLS.search(text)
    if asks_nothing and not (left or answered):  # "the third one", "tell me about it", 说说第二条
        left = (DETAILS,)
    return ProductQuestion(text, left, compared, sizes, wants_chart)


def _sizes(
    text: str, read: Sequence[Constraint], topics: Sequence[str], facts: ProductFacts
) -> dict[str, None]:
    """Those named in the text: letters by themselves, numbers where sizes are spoken of."""
    asked = [value for one in read if one.field == "size" for value in one.values]
    about_sizes = bool({"size", "stock"} & {*topics}) or "码" in text
    known = [size for size in facts.all_sizes if about_sizes or not size[:1].isdigit()]
    in_words = [match["zh"] or match["en"].lower().replace(" ", "-") for match in _IN_WORDS.finditer(text)]
    named = [size for size in (*asked, *known) if stands_in(size, text)]
    return dict.fromkeys((*named, *(_LETTERS[word] for word in in_words)))


def stands_in(size: str, text: str) -> bool:
    """As it is spelled, or after "size" in any case; "it's" is no S."""
    plain = rf"(?<![A-Za-z0-9'’.-]){re.escape(size)}(?![A-Za-z0-9'’.-])"
    return bool(re.search(plain, text) or re.search(rf"\bsize {plain}|{plain}\s*码", text, re.IGNORECASE))


def _compared(
    read: Sequence[Constraint], named: Sequence[Named], topics: Sequence[str], facts: ProductFacts, text: str
) -> list[Constraint]:
    """What is asked to be so or not; a colour that tells which product is meant is left out."""
    atoms = phrase_key(normalise(text))
    kinds = (one for one in read if one.field in COMPARED and not one.excluded)
    asked = [one for one in kinds if _is_meant(one, named, atoms, facts)]
    has_more = len(asked) > 1 or any(topic not in (*COMPARED, "stock") for topic in topics)
    return [
        one
        for one in asked
        if not (has_more and one.field == "colour" and facts.shop.meets(facts.product.id, one))
    ]


def _is_meant(one: Constraint, named: Sequence[Named], atoms: Key, facts: ProductFacts) -> bool:
    """Whether the words name the value, and are no misspelling of it or part of another phrase: "tell" is
    no teal, "does it run small" no sports, "how long is it" does not ask for a long one."""
    key = phrase_key(normalise(one.words))
    if any({*key} & {*phrase} and (topic != one.field or len(phrase) > len(key)) for topic, phrase in named):
        return False
    if not any(atoms[start : start + len(key)] == key for start in range(len(atoms))):
        return False
    names = facts.shop.concepts.names(one.field)
    parts = (key[start:end] for start in range(len(key)) for end in range(start + 1, len(key) + 1))
    return one.field == "brand" or any(part in names for part in parts)
