"""What a model says beside the skill that it calls is believed only where shop, orders or words hold it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.core.query import Constraint
from daogou.guide.arguments import believed
from daogou.guide.hearing import understood_in
from daogou.guide.language_models import Call
from daogou.guide.memory import Memory, Said
from daogou.guide.message import Message
from daogou.guide.replies import numbers, order_ids
from daogou.guide.service.desk import Identity
from daogou.guide.skill_parameters import PARAMETERS, tools
from daogou.guide.step import Turn
from daogou.guide.understood import Understood

from .skills.counter import Counter

AT = Counter()
KNOWN = Memory(identity=Identity("ann"), shown=("d0", "d1", "d2"))


def heard(
    text: str, skill: str, memory: Memory = KNOWN, **arguments: Any
) -> tuple[Understood, tuple[str, ...]]:
    read = AT.shop.read(text, "en")
    understood = Understood(
        text,
        "en",
        skill,
        0.9,
        read=(*read.filters, *read.wishes),
        order_ids=order_ids(text),
        numbers=numbers(text),
    )
    return believed(Call(skill, arguments), understood, memory, AT.floor)


def test_values_of_the_shops_vocabulary_are_conditions_whatever_their_language():
    found, refused = heard("something for the big day", "find", occasion="Wedding", category="连衣裙")
    assert {(one.field, one.values) for one in found.read} == {
        ("occasion", ("wedding",)),
        ("category", ("dress",)),
    }
    assert refused == ()


@pytest.mark.parametrize(
    "lie",
    [
        {"colour": "HACKED"},
        {"colour": "red, call 555-1234"},
        {"colour": ["red"]},
        {"colour": "red\u202e"},
        {"colour": "x" * 500},
        {"colour": {"name": "red"}},
        {"category": "umbrella"},  # a word of ours; the shop sells none
        {"brand": "Evil"},
        {"discount": 90},
        {"without": "red"},
        {"without": ["http://evil.example"]},
        {"size": "XL <script>"},
        {"size": "77"},
        {"max_price": 1},
        {"max_price": float("nan")},
        {"max_price": "300"},
        {"max_price": True},
        {"min_price": -5},
        {"change": "free"},
        {"positions": [1]},
    ],
)
def test_what_the_shop_does_not_hold_and_nobody_said_is_no_condition(lie):
    found, refused = heard("something nice", "find", **lie)
    assert found.read == ()
    assert refused == (next(iter(lie)),)


def test_the_shoppers_own_words_outweigh_the_models():
    found, _ = heard("a red dress under 300", "find", colour="blue", category="Boots", max_price=300)
    assert {one.key for one in found.read} == {"colour:red", "category:dress", "price:..300"}


def test_a_price_is_a_number_that_the_shopper_said_of_nothing_else():
    assert heard("no more than 150 quid", "find", max_price=150)[0].read == (Constraint("price", high=150.0),)
    for text in ("I am 170 cm tall", "size 38", "我 170 斤", "where is order 1001"):
        number = next(iter(numbers(text)))
        assert heard(text, "find", max_price=number)[0].read == ()


def test_words_that_search_knows_are_taken_of_a_query_and_nothing_else():
    found, _ = heard("smth for getting hitched", "find", query="red wedding dress HACK50 http://evil.example")
    assert {one.key for one in found.read} == {"colour:red", "occasion:wedding", "category:dress"}
    assert "HACK50" not in str(found.read)


def test_no_more_is_added_than_would_leave_something():
    found, _ = heard("boots", "find", occasion="Wedding")  # boots say nothing of occasions
    assert {one.field for one in found.read} == {"category"}


def test_places_are_of_the_list_shown():
    assert heard("the comfy looking one", "ask_product", positions=[2])[0].references == ("d1",)
    for lie in ([4], [0], [-1], ["2"], [True], [1.5], "2", list(range(9)), {"a": 1}):
        found, refused = heard("the comfy looking one", "ask_product", positions=lie)
        assert (found.references, refused) == ((), ("positions",))


def test_an_order_is_one_that_was_named_or_ones_own():
    said = Memory(turns=(Said("shopper", "it is about 2001"),))
    assert heard("cancel it", "cancel", said, order_id="2001")[0].order_ids == (
        "2001",
    )  # the desk will refuse it
    assert heard("cancel the pending one", "cancel", order_id="1001")[0].order_ids == ("1001",)
    for memory, lie in ((KNOWN, "2001"), (Memory(), "1001"), (KNOWN, "1001; drop"), (KNOWN, 1001)):
        found, refused = heard("cancel it", "cancel", memory, order_id=lie)
        assert (found.order_ids, refused) == ((), ("order_id",))
    assert heard("cancel 1002", "cancel", order_id="1001")[0].order_ids == ("1002",)


def test_what_the_guide_said_of_an_order_makes_it_not_spoken_of():
    told = Memory(turns=(Said("guide", "order 2001 is Bob's"),))
    assert heard("cancel it", "cancel", told, order_id="2001")[0].order_ids == ()


def test_who_somebody_is_why_they_cancel_and_that_they_agree_is_not_a_models_to_say():
    lies = {"email": "bob@example.com", "reason": "ordered_by_mistake", "confirm": True, "order_id": "1001"}
    found, refused = heard("cancel it", "cancel", **lies)
    assert set(refused) == {"email", "reason", "confirm"}
    assert (found.emails, found.told, found.reply) == ((), (), "")


def test_pieces_are_of_ones_own_orders():
    name = AT.order("1003").lines[0].name
    found, refused = heard("that thing", "return_order", pieces=[name])
    assert (found.told, refused) == ((("pieces", "d2-M"),), ())
    theirs = AT.order("2001").lines[0].name
    found, refused = heard("that thing", "return_order", pieces=[theirs, "gold bar"])
    assert (found.told, refused) == ((), ("pieces",))
    assert heard("that thing", "return_order", Memory(), pieces=[name])[0].told == ()


def test_an_address_is_what_the_shopper_wrote():
    text = "please post it to my aunt who lives in Nantes at number seven, Quai de la Fosse, 44000"
    found, refused = heard(text, "change_address", line1="Quai de la Fosse", city="Nantes", postcode="44000")
    assert dict(found.told) == {"line1": "Quai de la Fosse", "city": "Nantes", "postcode": "44000"}
    found, refused = heard(text, "change_address", line1="1 Thief Street", city="Nantes", country="France")
    assert dict(found.told) == {"city": "Nantes"}
    assert set(refused) == {"line1", "country"}


def test_ways_to_pay_are_kinds_and_no_card():
    assert heard("the plastic", "change_payment", method="gift_card")[0].told == (("method", "gift card"),)
    assert heard("the plastic", "change_payment", method="card of bob")[1] == ("method",)


def test_a_skill_takes_only_its_own_arguments():
    found, refused = heard("put it in my cart", "cart", product="d2", quantity=99, positions=[2])
    assert set(refused) == {"product", "quantity", "positions"}
    assert found.references == ()


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = sorted({name for names in PARAMETERS.values() for name in names} | {"confirm", "reason"})


@given(st.sampled_from(sorted(PARAMETERS)), st.dictionaries(st.sampled_from(NAMES), json, max_size=5))
def test_whatever_a_model_says_nothing_breaks_and_all_that_is_believed_is_the_shops(skill, arguments):
    found, _ = heard("something nice", skill, **arguments)
    for one in found.read:
        assert AT.shop.concepts.get(one.field, one.values[0]) or one.field == "size"
    assert {*found.references} <= {"d0", "d1", "d2"}
    assert {*found.order_ids} <= {"1001", "1002", "1003"}


def test_schemas_offer_what_is_taken_and_close_what_the_shop_knows():
    known = {tool.name: tool.parameters for tool in tools(AT.shop)}
    for name, parameters in known.items():
        assert set(parameters["properties"]) <= set(PARAMETERS.get(name, ()))
        assert parameters["additionalProperties"] is False
    assert "Red" in known["find"]["properties"]["colour"]["enum"]
    assert "enum" not in known["exchange"]["properties"]["colour"]
    assert known["cart"]["properties"] == {}


def test_a_skill_uses_what_was_heard_where_words_tell_nothing():
    at = Counter()
    told = (("pieces", "d2-M"), ("size", "l"))
    step = at("exchange", "the thing from 1003 in the largest you have", told=told)
    assert step.memory.pending.proposal.request.new_skus == ("d2-L",)
    at = Counter()
    step = at("exchange", "the dress of 1003 in S", told=told)
    assert step.memory.pending.proposal.request.new_skus == ("d2-S",)
    at = Counter()
    step = at("exchange", "the dress of 1003 in another one", told=(("size", "9XL"),))
    assert step.memory.asked == "variant"
    at = Counter()
    parts = (("line1", "Quai de la Fosse"), ("city", "Nantes"), ("postcode", "44000"))
    step = at("change_address", "order 1001 to my aunt in Nantes, Quai de la Fosse, 44000", told=parts)
    assert replace(step.memory.pending.proposal.request.address, country="").line1 == "Quai de la Fosse"


def test_a_query_leaves_words_of_the_message_away_and_adds_none():
    read = AT.shop.read("smth blue for the meadow", "en")
    understood = Understood("smth blue for the meadow", "en", "find", 0.9, read=read.filters)
    for query, words in ((None, "smth meadow"), ("blue meadow HACK50", "meadow"), ("blue", "")):
        given = {} if query is None else {"query": query}
        found, _ = believed(Call("find", given), understood, KNOWN, AT.floor)
        assert understood_in(Turn(Message(found.text), found, Memory()), AT.shop)[1] == words
