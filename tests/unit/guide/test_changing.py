from daogou.core.query import Constraint
from daogou.guide.changing import Changes
from daogou.guide.memory import Memory, Wanted

from .skills.boutique import Boutique

DRESS = Constraint("category", ("dress",))
SHOWN = ("d0", "d1", "d5")  # 100, 120, 200


DRESSES = Wanted((DRESS,))


def changed(change, wanted=DRESSES, *pointed, **memory):
    return Changes(Boutique(), Memory(shown=SHOWN, **memory), pointed)(change, wanted)


def keys(after):
    return [one.key for one in after.wanted.constraints]


def test_cheaper_is_below_the_middle_of_those_shown():
    assert keys(changed("cheaper")) == ["category:dress", "price:..119"]


def test_cheaper_is_below_what_is_spoken_of():
    assert keys(changed("cheaper", DRESSES, focus="d5")) == ["category:dress", "price:..199"]
    assert keys(changed("cheaper", DRESSES, "d1")) == ["category:dress", "price:..119"]


def test_dearer_lets_a_limit_go_that_it_contradicts():
    assert keys(changed("dearer", Wanted((Constraint("price", high=110),)))) == ["price:121.."]


def test_nothing_shown_leaves_the_price_open():
    assert Changes(Boutique(), Memory())("cheaper", DRESSES).wanted == DRESSES


def test_a_size_up_from_the_one_asked_for():
    wanted = Wanted((DRESS, Constraint("size", ("M",))))
    assert keys(changed("larger", wanted)) == ["category:dress", "size:L"]


def test_without_a_size_it_is_asked_for():
    assert changed("larger").asks == "size"


def test_another_colour_than_that_of_what_is_spoken_of():
    after = changed("other_colour", DRESSES, "d0")
    assert (keys(after), after.wanted.like) == (["category:dress", "-colour:red"], "d0")


def test_another_colour_than_was_asked_for():
    wanted = Wanted((DRESS, Constraint("colour", ("red",))))
    assert keys(changed("other_colour", wanted)) == ["category:dress", "-colour:red"]


def test_which_other_colour_is_asked_where_none_is_known():
    assert changed("other_colour").asks == "colour"


def test_like_something_is_like_it_in_kind():
    after = changed("similar", Wanted(), "h2")
    assert (keys(after), after.wanted.like) == (["category:heels"], "h2")


def test_like_it_without_a_word_is_like_the_first():
    assert changed("similar").wanted.like == "d0"


def test_more_leaves_out_what_was_shown_and_seen():
    assert changed("more", DRESSES, seen=("d9",)).skip == (*SHOWN, "d9")
