import pytest

from daogou.guide.memory import Memory
from daogou.guide.message import Message
from daogou.guide.references import References, references

from .rack import Rack

SHOWN = Memory(shown=("d1", "d2", "d3"), seen=("b1",))


def pointed_at(text: str, memory: Memory = SHOWN, product_id: str = "") -> References:
    rack = Rack()
    return references(Message(text, product_id=product_id), rack.read(text, "en").filters, memory, rack)


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("the second one", ("d2",)),
        ("tell me about the 3rd", ("d3",)),
        ("第二个多少钱", ("d2",)),
        ("第1款", ("d1",)),
        ("最后一件", ("d3",)),
        ("the last one please", ("d3",)),
        ("compare the first and the third", ("d1", "d3")),
        ("compare 1 and 3", ("d1", "d3")),
        ("1和2哪个好", ("d1", "d2")),
        ("the first two", ("d1", "d2")),
        ("前两个比一比", ("d1", "d2")),
        ("2", ("d2",)),
        ("compare them", ("d1", "d2", "d3")),
        ("这几款有什么不同", ("d1", "d2", "d3")),
        ("the cheapest", ("d2",)),
        ("最贵的那件", ("d1",)),
        ("便宜的那个放购物车吧", ("d2",)),
        ("the cheap one please", ("d2",)),
        ("贵一点的那款", ("d1",)),
        ("the blue one", ("d2",)),
        ("那件红色的", ("d1",)),
        ("that green one from before", ("b1",)),
    ],
)
def test_what_is_pointed_at_is_found_in_the_last_list_or_before(text, products):
    assert pointed_at(text) == References(products)


@pytest.mark.parametrize(
    "text", ["a red dress", "not red", "show me boots", "two of my friends came", "first time here", ""]
)
def test_where_nothing_is_pointed_at_there_is_no_reference(text):
    assert pointed_at(text) == References()


@pytest.mark.parametrize("text", ["the fifth one", "第六个", "is it warm?", "这件怎么样"])
def test_a_reference_that_fits_nothing_is_said_to_be_unresolved(text):
    assert pointed_at(text) == References(unresolved=True)


def test_it_is_what_is_spoken_of_then_the_pages_product_then_the_only_one_shown():
    assert pointed_at("is it warm?", Memory(focus="d3", shown=("d1", "d2")), "b1") == References(("d3",))
    assert pointed_at("is it warm?", Memory(), "b1") == References(("b1",))
    assert pointed_at("is it warm?", Memory(shown=("d2",))) == References(("d2",))
    assert pointed_at("is it warm?", Memory()) == References()


def test_of_earlier_lists_only_what_was_asked_for_is_meant():
    assert pointed_at("刚才那件蓝色的", Memory(shown=("d1",), seen=("b1", "d3", "d2"))) == References(("d3",))


@pytest.mark.parametrize("text", ["cheapest first", "the cheapest three", "最便宜的排前面", "最便宜的三双"])
def test_an_order_of_the_list_points_at_nothing(text):
    assert pointed_at(text) == References()
