import pytest

from daogou.core.query import Constraint
from daogou.guide.bought_cues import of_what_was_bought, speaks_of_faults
from daogou.guide.memory import Memory, Said
from daogou.guide.references import References
from daogou.guide.service.desk import Identity
from daogou.guide.told import Told

ANN = Memory(identity=Identity("ann"))
BLACK = Constraint("colour", ("black",))


def told(*read):
    return Told(read, References(), "", "", (), (), (), False, False)


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("the jacket's too tight under the arms", "exchange"),
        ("裤子收到了，太长了", "exchange"),
        ("the scarf has a hole in it", "complaint"),
        ("收到的毛衣起球了", "complaint"),
        ("这件毛衣掉毛掉得厉害", "complaint"),
        ("the jacket came but it's a bit snug", "exchange"),
        ("衣服上有个洞", "complaint"),
        ("毛衣洗了缩水", "complaint"),
        ("cancel the dress", "cancel"),
        ("please return my boots", "return_order"),
        ("a red dress", ""),
        ("what's your policy if it is broken", ""),
    ],
)
def test_a_known_customer_speaks_of_what_was_bought(text, skill):
    assert of_what_was_bought("find", told(), text, ANN) == skill


@pytest.mark.parametrize("memory", [Memory(), Memory(identity=Identity("ann"), shown=("d1",))])
def test_a_stranger_and_who_looks_at_goods_does_not(memory):
    assert of_what_was_bought("find", told(), "the jacket's too tight", memory) == ""


def test_even_a_stranger_who_asks_where_something_of_theirs_is_has_ordered_it():
    words = "where the heck are my sneakers"
    assert of_what_was_bought("find", told(), words, Memory()) == "order_status"
    assert of_what_was_bought("find", told(), words, Memory(shown=("d1",))) == ""


def test_after_an_exchange_another_colour_is_for_that():
    exchanged = Memory(identity=Identity("ann"), turns=(Said("guide", "Which one?", "exchange"),))
    assert of_what_was_bought("find", told(BLACK), "black", exchanged) == "exchange"
    assert of_what_was_bought("find", told(BLACK), "black", ANN) == ""


def test_faults():
    assert speaks_of_faults("the zip came off")
    assert not speaks_of_faults("a coat with a zip")
