from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest

from daogou.core.query import Constraint
from daogou.guide.memory import Memory
from daogou.guide.message import Message
from daogou.guide.understanding import Understanding
from daogou.language.intents.classifier import IntentClassifier
from daogou.search.prices import take_price
from daogou.search.understanding import Read

from .rack import Rack


class Finds:
    """A classifier for which everything is a search."""

    intents = ("find", "order_status")

    def probabilities(self, texts: Sequence[str], vectors: object) -> np.ndarray:
        return np.array([[0.7, 0.2]] * len(texts))


class Priced(Rack):
    """Reads prices, too, as search does."""

    def read(self, text: str, language: str) -> Read:
        price, _ = take_price(text, "CNY", {})
        known = super().read(text, language)
        filters: tuple[Constraint, ...] = (*known.filters, *([price] if price else []))
        return Read(language=language, text=text, filters=filters)


def understood(text: str):
    vectors = np.zeros((1, 2), np.float32)
    understanding = Understanding(cast(IntentClassifier, Finds()), lambda texts: vectors, Priced())
    return understanding(Message(text), Memory())


@pytest.mark.parametrize("text", ["连衣裙，1500以内", "a dress under 1500", "1500 or less"])
def test_an_amount_is_no_order(text):
    found = understood(text)
    assert found.order_ids == ()
    assert found.intent == "find"
    assert "price" in {one.field for one in found.read}


def test_a_number_beside_an_amount_is_one_still():
    found = understood("order 1042, and a dress under 1500")
    assert found.order_ids == ("1042",)
    assert found.intent == "order_status"


def test_all_that_is_told_is_passed_on():
    found = understood("red dress, mail me at a@b.cd!!")
    assert found.language == "en"
    assert {one.field for one in found.read} == {"colour", "category"}
    assert found.emails == ("a@b.cd",)
    assert found.likeliest[0] == ("find", 0.7)
