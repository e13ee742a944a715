"""Which pieces of an order a message speaks of: "the dress", "the red one", "both", "第二件"."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from daogou.core.query import Constraint
from daogou.guide.order_evidence import of_order
from daogou.guide.service.things import Line, Order
from daogou.guide.service.wording import ware_name
from daogou.guide.service_talk import CHANGES, Talk
from daogou.guide.step import Step
from daogou.language.normalise import normalise
from daogou.language.tokens import Tokens

_KEEPS = re.compile(r"留着|留下|不用退|不退了?[，,。]?$|\bkeep(?:ing)? (?:the|my|that)\b|\bnot the\b")
LOOKED_BACK = 3  # messages
_ALL = re.compile(
    r"\b(?:all|everything|both|whole order|entire order|all of (?:it|them))\b"
    r"|全部|都(?:要|退|换)|整单|所有|两件"
)
_PLACES = ("first|1st|第一|第1", "second|2nd|第二|第2", "third|3rd|第三|第3", "fourth|4th|第四|第4")
_GENERIC = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "for",
        "and",
        "with",
        "to",
        "my",
        "it",
        "one",
        "order",
        "size",
        "women",
        "men",
        "womens",
        "mens",
        "s's",
        "women's",
        "men's",
        "女",
        "男",
        "女士",
        "男士",
        "的",
        "款",
    ]
)


def named_lines(talk: Talk, order: Order, said: str = "", *, only_named: bool = False) -> list[Line]:
    """The pieces that the words name, all where all are meant; of an order of one piece that one.

    ``said``: the words, if not those of the turn. ``only_named``: an order of one piece has to be named, too.
    """
    text = normalise(said or talk.text)
    if len(order.lines) == 1 and not only_named:
        return list(order.lines)
    if _ALL.search(text) and not only_named:
        return list(order.lines)
    places = [place for place, words in enumerate(_PLACES) if re.search(rf"{words}", text)]
    if places and not only_named:
        return [order.lines[place] for place in places if place < len(order.lines)]
    scores = [_likeness(text, talk, line) for line in order.lines]
    best = max(scores, default=(0, 0))
    found = [line for line, score in zip(order.lines, scores, strict=True) if score == best]
    return found if any(best) else []


def _likeness(text: str, talk: Talk, line: Line) -> tuple[int, int]:
    """How many words of the piece's names the text holds, and how many of its options: "the dress in S" may
    ask for S in place of an M, so that options tell only where names do not."""
    return _held(text, _names(talk, line)), _held(text, list(line.options.values()))


def _held(text: str, names: Sequence[str]) -> int:
    tokens = _tokens()
    said = set(tokens(text))
    known = {word for name in names for word in tokens(normalise(name))}
    han = {word for word in known if not word.isascii() and len(word) > 1 and word in text}
    return len(((said & known) | han) - _GENERIC)


@cache
def _tokens() -> Tokens:
    return Tokens()


def _names(talk: Talk, line: Line) -> Sequence[str]:
    """What the piece may be called: as ordered, and as the catalogue calls it in both languages."""
    names = [line.name]
    for product in talk.floor.shop.products([line.product_id]):
        names += [product.title("en"), product.title("zh"), *product.category]
        names += [value for values in product.attributes.values() for value in values]
    return names


def _heard(talk: Talk, order: Order) -> list[Line]:
    """The pieces that a language model heard named."""
    skus = dict(talk.turn.understood.told).get("pieces", "").split(",")
    return [line for line in order.lines if line.sku in skus]


def _of_kind(talk: Talk, order: Order, read: Sequence[Constraint]) -> list[Line]:
    """The pieces of the kind that is named: jeans of 裤子."""
    kinds = [one for one in read if one.field == "category" and not one.excluded]
    shop = talk.floor.shop
    return [
        line
        for line in order.lines
        if shop.products([line.product_id]) and any(shop.meets(line.product_id, kind) for kind in kinds)
    ]


def _named_before(talk: Talk, order: Order) -> list[Line]:
    """The pieces that the shopper's last messages on orders named: of 裤子太长了, then 能换短的吗."""
    turns = talk.memory.turns
    of_orders = [
        said.text
        for said, answer in pairwise(turns)
        if said.by == "shopper" and answer.skill in (*CHANGES, "order_status", "complaint")
    ]
    for text in of_orders[: -LOOKED_BACK - 1 : -1]:
        read = talk.floor.shop.read(text, talk.turn.understood.language).filters
        if found := named_lines(talk, order, text, only_named=True) or _of_kind(talk, order, read):
            return found
    return []


def keeps_some(text: str) -> bool:
    """Whether something that was to go shall stay: 帽子留着, "keep the hat"."""
    return bool(_KEEPS.search(normalise(text)))


def _without_named(talk: Talk, lines: Sequence[Line], order: Order) -> list[Line]:
    named = named_lines(talk, order, only_named=True) or _of_kind(talk, order, talk.turn.understood.read)
    return [line for line in lines if line not in named] if named else []


def asked_lines(talk: Talk, order: Order) -> list[Line] | Step:
    """The pieces that are meant, as told now or before, or the question which."""
    before = [sku for sku in talk.memory.slot("skus").split(",") if sku]
    kept = [line for line in order.lines if line.sku in before]
    if keeps_some(talk.text) and (rest := _without_named(talk, kept or order.lines, order)):
        return rest
    if kept and talk.memory.asked == "variant":
        return kept  # what is said now is of the new piece
    told = (
        named_lines(talk, order)
        or _of_kind(talk, order, talk.turn.understood.read)
        or kept
        or _heard(talk, order)
        or named_lines(talk, order, talk.memory.slot("said"))
        or _named_before(talk, order)
    )
    if told:
        return told
    language = talk.turn.understood.language
    shown = [ware_name(line.name, line.options) for line in order.lines]
    joint = "、" if language == "zh" else "; "
    asked = talk.say("which_lines", [of_order(order, language)], order=order.id, items=joint.join(shown))
    replies = [*shown, talk.reply("reply_all")]
    return talk.step([asked], asked="lines", slots=talk.memory.slots, suggestions=replies)
