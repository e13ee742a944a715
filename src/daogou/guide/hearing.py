"""What a message asks of the catalogue, in the light of what was asked before it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from daogou.core.query import Constraint, Query
from daogou.guide.advice_words import asked_in
from daogou.guide.floor import Shop
from daogou.guide.ordering import without_order
from daogou.guide.product_topics import product_topics
from daogou.guide.replies import without_idioms
from daogou.guide.searching import is_sold
from daogou.guide.shoe_sizes import in_shops_system
from daogou.guide.step import Turn
from daogou.guide.wanting import left_of, meant, settled, wanted_side
from daogou.language.english_words import ordinary_english
from daogou.language.normalise import HAN, normalise

STANDS_FOR = ("season", "audience", "occasion", "colour", "pattern")  # of a figure only advice speaks
MOST_WORDS, LONG = 2, 10  # beside the conditions, and in all: more of them are talk
_WORDS = re.compile(f"[a-z0-9'’-]+|[{HAN}]", re.IGNORECASE)
_NOT = (
    r"(?:\b(?:no|not|nothing|none|never|without|avoid|hate|too)\b(?: \w+){0,2} ?"
    r"|不要|别|不想|不喜欢|不爱|太|过于|不).{0,4}"
)
_KIND_OF = re.compile(r"^(?:(?:too|nothing|something|anything|bit|more) )+|^太|颜色.{0,2}(?=[深浅暗淡])|的$")
_LONG_OR_SHORT = re.compile(
    r"(?:^|[\s,，.。;；])(?:要|来|想要|就|还是|换)?([长短])(?:一?点)?[的款](?:吧|呢)?(?=$|[\s,，.。;；!！])"
)
_LONGER = re.compile(
    r"\b(?:a bit |a little |slightly |something |anything |much )?longer\b(?! (?:sleeve|than \w))"
    r"|(?<!袖)(?<!袖子)(?:再|要|更)?长(?:一?点|些)儿?的?(?=$|[\s,，.。;；!！?？吧呢有])|太短"
)
_SHORTER = re.compile(
    r"\b(?:a bit |a little |slightly |something |anything |much )?shorter\b(?! (?:sleeve|than \w))"
    r"|(?<!袖)(?<!袖子)(?:再|要|更)?短(?:一?点|些)儿?的?(?=$|[\s,，.。;；!！?？吧呢有])|(?:别|不要|不想要?)太长|太长了"
)
_LONG, _SHORT = ("midi", "long", "maxi"), ("short", "mini", "knee_length")
_SLEEVED = re.compile(
    r"\b(?:with|has|have|need|want)(?: some| any)? sleeves\b|(?<!没)(?<!没有)[有带]袖子?的?"
)
_BARE_SIZE = re.compile(r"\d{2}(?:\.5)?")
LEAST = 100  # a span of smaller bare numbers may be one of sizes
_AMOUNT = r"(\d{2,6}|[一二三四五六七八九两十百千万]{2,})"
_SPAN = re.compile(
    rf"\W*(?:预算|价格|价位|budget)?\W*{_AMOUNT}\s*(?:到|至|or|to|[-~—–])\s*{_AMOUNT}"
    r"\W*(?:之间|左右|都行|都可以|的|吧|就行|is fine|or so)*\W*"
)
_OWNED = re.compile(
    r"(?:\b(?:i have|i.?ve got|have got|spend|afford)|我有|手头有|花)\s*(?:about |around |up to |只|大概)?"
    r"((?:us\$|\$|€|£|¥)\s?\d+|\d+\s?(?:dollars?|usd|euros?|eur|pounds?|gbp|yuan|rmb|cny|元|块钱?))"
)


def understood_in(turn: Turn, shop: Shop) -> tuple[tuple[Constraint, ...], str]:
    """The conditions that a message names, and what it names beside them.

    What is left without the talk is read again: 包 alone is a bag, in 便宜的包有吗 search is not sure of it.
    """
    text, language = turn.understood.text, turn.understood.language
    read = (
        *meant(turn.understood.read, text),
        *_budget(turn, shop),
        *_size(turn, shop),
        *_length(turn, shop),
        *_relative(turn, shop),
    )
    if sizes := in_shops_system(text, (*read, *turn.memory.wanted.constraints), shop):
        read = (*(one for one in read if one.field != "size" and not _is_bare(one, sizes[0])), *sizes)
    read = (*read, *_stands_for(text, read, shop))
    text = without_order(wanted_side(without_idioms(text), read))
    left = left_of(text, (*turn.understood.read, *read), shortest=1)
    left = _searched(left, turn)
    again = shop.read(left, language) if left else None
    if again is None or again.corrections:
        return read, _telling(
            _searched(left_of(text, (*turn.understood.read, *read)), turn), turn, read, shop
        )
    known = {one.field for one in read}
    found = settled(meant((*again.filters, *again.wishes), text), turn.memory.wanted, shop, text)
    more = tuple(one for one in found if one.field not in known)
    return (*read, *more), _telling(left_of(left, more), turn, (*read, *more), shop)


def _is_bare(price: Constraint, size: Constraint) -> bool:
    """Whether a budget is but the number of a size."""
    return price.field == "price" and price.words in size.words.split()[-1:]


def _telling(words: str, turn: Turn, read: Sequence[Constraint], shop: Shop) -> str:
    """Of a long message's words those that some product has; of a short one's all, to be told what is not.

    Where it is known what is looked for, ordinary words that no product has are talk.
    """
    text, wanted = turn.understood.text, (*read, *turn.memory.wanted.constraints)
    named = any(one.field in ("category", "brand") for one in wanted)
    said = [word for word in words.split() if not (named and _is_talk(word)) or _is_sold(word, shop)]
    if len(said) <= MOST_WORDS and len(_WORDS.findall(text)) <= LONG:
        return " ".join(said)
    return " ".join(word for word in said if _is_sold(word, shop))


def _is_sold(word: str, shop: Shop) -> bool:
    return is_sold(Constraint("words", (word,)), shop)


def _is_talk(word: str) -> bool:
    """Whether it is an ordinary English word that tells nothing of goods: "kindly", "absolute"."""
    return word in ordinary_english() and not product_topics().of(word)


def _searched(words: str, turn: Turn) -> str:
    """Without what a language model, where it put the message in words of its own, left away."""
    query = dict(turn.understood.told).get("query")
    if query is None:
        return words
    kept = normalise(query)
    return " ".join(word for word in words.split() if word in kept)


def _stands_for(text: str, read: tuple[Constraint, ...], shop: Shop) -> tuple[Constraint, ...]:
    """What "for my husband" and "in hot weather" mean, where the shop has it."""
    named = {one.field for one in read}
    said = normalise(text)
    means = (
        one
        for one in asked_in(text).means
        if one.field in STANDS_FOR and one.field not in named and not _is_of_theirs(one, said)
    )
    return tuple(
        replace(one, excluded=_is_declined(one, said), words=_KIND_OF.sub("", one.words))
        for one in means
        if is_sold(one, shop)
    )


def _is_of_theirs(one: Constraint, said: str) -> bool:
    """Whether somebody is only named as the owner of something: "her grandmother's colour"."""
    if one.field != "audience":
        return False
    words = re.escape(one.words)
    return bool(re.search(rf"{words}(?:['’]s\b|的(?!礼物|生日))", said)) and not re.search(
        rf"(?:给|送|\bfor\b).{{0,8}}{words}", said
    )


def _is_declined(one: Constraint, said: str) -> bool:
    """Whether kinds of colour are not wanted: "nothing too bright", "颜色太深"; "耐脏" is no such."""
    if one.field != "colour":
        return False
    words = re.escape(one.words)
    return bool(
        re.search(rf"{_NOT}{words}", said) or re.match(r"(?:too|nothing)\b|太|颜色.{0,2}[太过]", one.words)
    )


def _budget(turn: Turn, shop: Shop) -> tuple[Constraint, ...]:
    """A bare number, after "what would you like to spend?"; "I have 100 dollars", 三百到五百 at any time."""
    understood = turn.understood
    if any(one.field == "price" for one in understood.read):
        return ()
    owned = _OWNED.search(normalise(understood.text))
    if owned:
        read = shop.read(f"under {owned[1]}", "en").filters
        return tuple(replace(one, words=owned[0]) for one in read if one.field == "price")
    if span := _SPAN.fullmatch(normalise(understood.text)):
        read = shop.read(f"{span[1]}到{span[2]}元", "zh").filters
        found = tuple(replace(one, words=f"{span[1]} {span[2]}") for one in read if one.field == "price")
        if found and (turn.memory.asked == "price" or (found[0].low or 0) >= LEAST):
            return found
    if turn.memory.asked != "price" or not understood.numbers or understood.references:
        return ()
    return (Constraint("price", high=max(understood.numbers), words=f"{max(understood.numbers):g}"),)


def _length(turn: Turn, shop: Shop) -> tuple[Constraint, ...]:
    """长的, said alone or between commas."""
    said = _LONG_OR_SHORT.search(normalise(turn.understood.text))
    read = shop.read(f"{said[1]}款", "zh").filters if said else ()
    return tuple(one for one in read if one.field == "length")


def _relative(turn: Turn, shop: Shop) -> tuple[Constraint, ...]:
    """What is only told beside what is shown: longer, shorter, with sleeves."""
    said, read = normalise(turn.understood.text), {one.field for one in turn.understood.read}
    found = []
    for pattern, values in ((_LONGER, _LONG), (_SHORTER, _SHORT)):
        if (match := pattern.search(said)) and "length" not in read:
            found.append(Constraint("length", values, words=match[0].strip()))
    if (match := _SLEEVED.search(said)) and "sleeve" not in read:
        found.append(Constraint("sleeve", ("sleeveless",), excluded=True, words=match[0]))
    return tuple(one for one in found[:2] if is_sold(one, shop))


def _size(turn: Turn, shop: Shop) -> tuple[Constraint, ...]:
    """A bare "39", after "which size?"; or where something of what is wanted comes in it."""
    understood, wanted = turn.understood, turn.memory.wanted.constraints
    asked = turn.memory.asked == "size"
    bare = _BARE_SIZE.fullmatch(understood.text.strip())
    if not (asked or (bare and wanted)) or any(one.field == "size" for one in understood.read):
        return ()
    words = f"size {understood.text.strip()}"
    read = tuple(one for one in shop.read(words, understood.language).filters if one.field == "size")
    kind = tuple(one for one in wanted if one.field == "category")
    comes = asked or any(shop.search(Query(filters=(*kind, one), k=1, facets=False)).total for one in read)
    return read if comes else ()
