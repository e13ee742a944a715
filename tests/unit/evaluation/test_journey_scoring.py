from dataclasses import dataclass, field, replace

import pytest

from daogou.evaluation.journey_scoring import shares
from daogou.evaluation.journeys import Bought, Conversation, turn_from


@dataclass
class Said:
    skill: str = "find"
    filters: dict = field(
        default_factory=lambda: {"colour": ["navy"], "max_price": 300, "excluded": {"material": ["silk"]}}
    )
    focus: str = "2"
    pending: str = ""
    evidence: list = field(default_factory=lambda: ["attribute:material"])
    cards: list = field(default_factory=list)
    outside: int = 0
    labelled: int = 0
    orders: dict = field(default_factory=lambda: {"1": "pending"})
    cart: int = 0
    details: dict = field(default_factory=dict)


@dataclass
class Scripted:
    reply: Said

    def answer(self, says, picture):
        return self.reply


TURN = turn_from(
    {
        "says": "a navy one",
        "skill": ["find", "refine"],
        "state": {
            "colour": ["navy", "blue"],
            "max_price": 300,
            "excluded": {"material": ["silk"]},
            "focus": "2",
            "pending": "",
            "status": {"1": "pending"},
        },
        "gone": ["brand"],
        "evidence": ["attribute:material", "review"],
        "never": ["change", "outside", "order"],
    }
)
TALK = Conversation("one", "en", [TURN], "mei", [Bought("1", "mei", "pending", 1, "card", ["scarf"])])


def scored(**changed):
    return shares([TALK], lambda _: Scripted(replace(Said(), **changed)))


def test_right_answers_score_one():
    whole = {"all": 1, "all nothing near": 1, "all en": 1}
    assert scored() == {**whole, "skill": 1, "state": 1, "evidence": 1}


def test_a_card_that_says_what_it_lacks_is_told_apart():
    near = scored(outside=2, labelled=2)
    assert (near["all"], near["all nothing near"]) == (1, 0)
    assert scored(outside=2, labelled=1)["all"] == 0


@pytest.mark.parametrize(
    ("part", "changed"),
    [
        ("skill", {"skill": "compare"}),
        ("state", {"focus": "1"}),
        ("state", {"pending": "cancel:1"}),
        ("state", {"orders": {"1": "cancelled"}}),
        ("state", {"cart": 1}),
        ("state", {"outside": 1}),
        ("state", {"filters": {"colour": ["red"], "max_price": 300, "excluded": {"material": ["silk"]}}}),
        ("state", {"filters": {"colour": ["navy"], "max_price": 300}}),
        ("state", {"filters": {**Said().filters, "brand": ["x"]}}),
        ("evidence", {"evidence": ["attribute:colour"]}),
        ("evidence", {"evidence": []}),
        ("evidence", {"evidence": ["review", "order:1"]}),
    ],
)
def test_each_kind_of_mistake_counts_where_it_belongs(part, changed):
    found = scored(**changed)
    assert {name for name in ("skill", "state", "evidence") if found[name] == 0} == {part}
    assert found["all"] == found["all en"] == 0


def test_where_an_order_goes_and_how_it_is_paid_is_told_apart():
    turn = turn_from({"says": "yes", "skill": ["find"], "state": {"address": {"1": "Elm 1"}}})
    there = replace(TALK, turns=[turn])
    said = Said(focus="", filters={})
    said.details = {"address.1": "Elm 1", "payment.1": "card"}
    assert shares([there], lambda _: Scripted(said))["state"] == 1.0
    said.details = {"address.1": "Elm 2"}
    assert shares([there], lambda _: Scripted(said))["state"] == 0.0
