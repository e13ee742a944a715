"""From a message to what it asks: its wish, the conditions it names, the products it points at, its mood."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.core.product import Language
from daogou.core.query import Constraint
from daogou.guide.examples import OUTSIDE
from daogou.guide.feeling import feeling_in
from daogou.guide.floor import Shop
from daogou.guide.memory import Memory
from daogou.guide.message import Message
from daogou.guide.references import references
from daogou.guide.replies import EMAIL, change_of, emails, numbers, order_ids, reply_of, without_noise
from daogou.guide.routing import route
from daogou.guide.told import ORDERS, Chances, Told
from daogou.guide.understood import Change, Understood
from daogou.guide.wanting import asked_part, meant, narrows, settled
from daogou.language.detect import detect
from daogou.language.intents.classifier import IntentClassifier

_ANOTHER = re.compile(
    r"\W*(?:and |then |那)?(?:what about|how about|also)? ?#?(?:order )?\d{4,6}(?:呢|吗)?\W*", re.IGNORECASE
)
_PRICEY = re.compile(r"expensive|dear|pric|cheap|cost|afford|budget|贵|便宜|价", re.IGNORECASE)
NAMED_ALONE = ("identity", "order_id", "address")  # what is asked for, and answered by names and numbers
SHOWN = 3  # likeliest skills that a shopper can be offered


@dataclass(frozen=True)
class Understanding:
    """``vectors``: sentence vectors of the encoder that ``intents`` was taught with, float32 [n, dim]."""

    intents: IntentClassifier
    vectors: Callable[[Sequence[str]], NDArray[np.float32]]
    shop: Shop

    def __call__(self, message: Message, memory: Memory) -> Understood:
        """What is asked, in the light of what was said before."""
        words = EMAIL.sub(" ", message.text)  # whose letters tell no language
        names = memory.asked in NAMED_ALONE  # "Mei Chen" is of no language
        language = (
            memory.language if names else detect(words, memory.language if memory.turns else message.page)
        )
        text = asked_part(message.text, self.shop, language)
        read = self.shop.read(without_noise(text), language)
        named = self._decided(meant((*read.filters, *read.wishes), message.text), text, language)
        named = settled(named, memory.wanted, self.shop, message.text)
        if _speaks_of_orders(message.text, memory):  # "and what about 2303?" is no price
            named = tuple(one for one in named if one.field != "price")
        feeling = feeling_in(message)
        told = Told(
            named,
            references(message, named, memory, self.shop),
            reply_of(message.text),
            _change(message.text, named),
            _orders(message.text, named),
            emails(message.text),
            numbers(message.text),
            feeling.emotion == "frustrated",
            narrows(memory.wanted, named, self.shop),
        )
        chances = self.chances(message.text)
        intent, confidence = route(chances, told, message, memory)
        likeliest = sorted(chances.items(), key=lambda one: -one[1])[:SHOWN]
        return Understood(
            message.text,
            language,
            intent,
            confidence,
            tuple(one for one in likeliest if one[0] != OUTSIDE),
            named,
            read.text,
            told.references.product_ids,
            told.references.unresolved,
            told.reply,
            told.change,
            told.order_ids,
            told.emails,
            told.numbers,
            feeling,
        )

    def _decided(self, named: Sequence[Constraint], text: str, language: Language) -> tuple[Constraint, ...]:
        """Of who asks themselves and answers, what they answer: "corduroy or cotton? cotton I think"."""
        _, asked, answer = text.replace("？", "?").partition("?")
        if not (asked and answer.strip()):
            return tuple(named)
        read = self.shop.read(without_noise(answer), language)
        later = {one.field: one for one in (*read.filters, *read.wishes) if one.values and not one.excluded}
        return tuple(
            later[one.field] if one.field in later and _is_among(later[one.field], one) else one
            for one in named
        )

    def chances(self, text: str) -> Chances:
        """Of each skill by the words alone, and of being outside; a message without words tells nothing."""
        names = self.intents.intents
        if not text.strip():
            return dict.fromkeys((*names, OUTSIDE), 1 / (len(names) + 1))
        inside = self.intents.probabilities([text], self.vectors([text]))[0]
        outside = max(0.0, 1.0 - float(inside.sum()))
        return {**dict(zip(names, inside.tolist(), strict=True)), OUTSIDE: outside}


def _change(text: str, named: Sequence[Constraint]) -> Change:
    """The change that is asked for; "too much" of a colour that shall go is not of the price."""
    change = change_of(text)
    denied = any(one.excluded for one in named) and not _PRICEY.search(text)
    return "" if change == "cheaper" and denied else change


def _is_among(one: Constraint, several: Constraint) -> bool:
    return not several.excluded and set(one.values) < set(several.values)


def _speaks_of_orders(text: str, memory: Memory) -> bool:
    """Whether a number is named right after an order was spoken of, and no money."""
    last = memory.turns[-1].skill if memory.turns else ""
    return last in ORDERS and bool(_ANOTHER.fullmatch(text.strip()))


def _orders(text: str, named: Sequence[Constraint]) -> tuple[str, ...]:
    """Numbers of orders; an amount that a price was read from is none."""
    amounts = " ".join(one.words for one in named if one.field == "price")
    return tuple(order for order in order_ids(text) if order not in amounts)
