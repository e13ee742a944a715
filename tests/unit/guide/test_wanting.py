from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.core.query import Constraint
from daogou.guide.memory import Wanted
from daogou.guide.wanting import (
    asked_part,
    begun,
    beside_part,
    left_of,
    meant,
    narrowed,
    settled,
    values_of,
    wanted_side,
    with_conditions,
)
from daogou.language.concepts import concepts

from .skills.boutique import Boutique

RED, BLUE = (Constraint("colour", (value,), words=value) for value in ("red", "blue"))
NOT_RED = Constraint("colour", ("red",), excluded=True)
DRESS, BOOTS = (Constraint("category", (value,), words=value) for value in ("dress", "boots"))
WOMEN = Constraint("audience", ("women",))


def price(low=None, high=None):
    return Constraint("price", low=low, high=high)


def keys(conditions):
    return [one.key for one in conditions]


def test_a_new_colour_takes_the_old_ones_place():
    assert keys(with_conditions((DRESS, RED), [BLUE])) == ["category:dress", "colour:blue"]


def test_an_excluded_colour_is_no_longer_asked_for():
    assert keys(with_conditions((DRESS, RED), [NOT_RED])) == ["category:dress", "-colour:red"]


def test_a_colour_that_is_asked_for_is_no_longer_excluded():
    assert keys(with_conditions((NOT_RED,), [RED])) == ["colour:red"]


def test_of_two_colours_one_may_go():
    either = Constraint("colour", ("red", "blue"))
    assert keys(with_conditions((either,), [NOT_RED])) == ["colour:blue", "-colour:red"]


def test_exclusions_add_up():
    no_blue = Constraint("colour", ("blue",), excluded=True)
    assert keys(with_conditions((NOT_RED,), [no_blue])) == ["-colour:red", "-colour:blue"]


def test_a_new_limit_keeps_the_other_end_of_the_price():
    assert keys(with_conditions((price(100, 400),), [price(high=300)])) == ["price:100..300"]


def test_a_limit_that_contradicts_the_other_end_stands_alone():
    assert keys(with_conditions((price(low=300),), [price(high=200)])) == ["price:..200"]


def test_seasons_named_together_may_be_either():
    seasons = [Constraint("season", (value,)) for value in ("spring", "summer")]
    assert keys(with_conditions((), seasons)) == ["season:spring|summer"]


def test_of_kinds_named_together_the_first_is_what_is_asked_for():
    assert keys(with_conditions((), [DRESS, BOOTS])) == ["category:dress"]


def test_a_new_search_remembers_for_whom_and_for_how_much():
    before = Wanted((DRESS, RED, WOMEN, price(high=300)), "pockets")
    assert keys(begun([BOOTS], "", before).constraints) == ["audience:women", "price:..300", "category:boots"]


def test_another_kind_of_thing_starts_anew():
    known = Wanted((DRESS, RED, WOMEN), "pockets", like="d1", asked=("colour",))
    after = narrowed(known, [BOOTS], "", concepts())
    assert (keys(after.constraints), after.words, after.like) == (
        ["audience:women", "category:boots"],
        "",
        "",
    )


def test_a_narrower_kind_keeps_the_conditions():
    evening = Constraint("category", ("evening_dress",), words="evening dress")
    after = narrowed(Wanted((DRESS, RED)), [evening], "", concepts())
    assert keys(after.constraints) == ["colour:red", "category:evening_dress"]


def test_words_of_a_message_are_added():
    assert narrowed(Wanted((DRESS,), "pockets"), [], "with a belt", concepts()).words == "pockets belt"


def test_what_is_left_is_neither_talk_nor_condition():
    assert left_of("show me a red dress with pockets please", [RED, DRESS]) == "pockets"
    chinese = Constraint("category", ("dress",), words="连衣裙")
    assert left_of("有没有带口袋的连衣裙", [chinese]) == "口袋"


def test_a_lone_character_is_left_only_where_it_is_asked_for():
    assert left_of("便宜的包有吗", []) == ""
    assert left_of("便宜的包有吗", [], shortest=1) == "包"


def test_what_is_not_a_hat():
    hat = Constraint("category", ("headwear",), words="hat")
    assert meant([hat, RED], "what red things do you have") == (RED,)
    assert meant([hat], "a hta") == (hat,)


def test_an_ordinary_word_is_no_slip_of_a_colour():
    pink = Constraint("colour", ("pink",), words="pink")
    assert meant([pink], "which dress would you pick") == ()
    assert meant([pink], "a pinkk dress") == (pink,)


positive = st.builds(
    lambda field, value: Constraint(field, (value,)),
    st.sampled_from(["colour", "category", "material"]),
    st.sampled_from("abc"),
)


@given(st.lists(positive, max_size=6), positive)
def test_the_last_word_on_a_field_counts(said, last):
    conditions = ()
    for one in said:
        conditions = with_conditions(conditions, [one])
    after = Wanted(with_conditions(conditions, [last]))
    assert values_of(after, last.field) == last.values
    assert len({one.field for one in after.constraints}) == len(after.constraints)


def test_what_is_too_much_shall_not_be():
    plain = Constraint("pattern", ("plain",), words="plain")
    long = Constraint("length", ("long",), words="long")
    assert keys(meant([plain], "hmm, too plain")) == ["-pattern:plain"]
    assert keys(meant([plain], "plain ones")) == ["pattern:plain"]
    assert keys(meant([long], "a bit too very long, is it?")) == ["-length:long"]
    pink = Constraint("colour", ("pink",), words="粉")
    assert keys(meant([pink], "太粉了")) == ["-colour:pink"]
    assert keys(meant([DRESS], "too dress")) == ["category:dress"]  # what it is cannot be too much


def test_whats_is_no_slip_of_white():
    white = Constraint("colour", ("white",), words="white")
    assert meant([white], "whats the cheapest") == ()


class Concepts:
    """Of a shop that has bracelets among its accessories, and watches."""

    concepts = concepts()


def test_a_broader_kind_that_only_stands_in_does_not_undo_the_narrower():
    watch = Wanted((Constraint("category", ("watch",)),))
    bracelet = Constraint("category", ("accessories",), words="bracelet")
    assert settled((bracelet, RED), watch, Concepts()) == (RED,)
    assert settled((bracelet, RED), Wanted(), Concepts()) == (bracelet, RED)
    named = Constraint("category", ("accessories",), words="accessories")
    assert settled((named,), watch, Concepts()) == (named,)


def test_what_a_thing_shall_go_with_is_not_asked_for():
    belt = Constraint("category", ("belt",), words="belt")
    shoes, brown = (
        Constraint("category", ("shoes",), words="shoes"),
        Constraint("colour", ("brown",), words="brown"),
    )
    assert meant((brown, shoes, belt), "a belt to go with brown shoes") == (belt,)
    assert meant((brown, belt), "a brown belt that goes with it") == (brown, belt)


@pytest.mark.parametrize(
    "text", ["nothing sleeveless, not with my arms", "I run a small practice", "fits a laptop"]
)
def test_words_of_talk_are_no_conditions(text):
    read = (
        Constraint("words", ("my",), excluded=True, words="my"),
        Constraint("occasion", ("sports",), words="run"),
        Constraint("fit", ("slim",), words="fits"),
    )
    assert meant(read, text) == ()


def test_what_makes_ill_shall_not_be():
    wool = Constraint("material", ("wool",), words="wool")
    assert [one.excluded for one in meant([wool], "i'm allergic to wool")] == [True]
    assert [one.excluded for one in meant([replace(wool, words="羊毛")], "我对羊毛过敏")] == [True]


@pytest.mark.parametrize(
    ("text", "side"),
    [("a tie to go with a navy blazer", "a tie "), ("a tie that goes with it", "a tie that goes with it")],
)
def test_what_it_shall_go_with_is_no_part_of_what_is_wanted(text, side):
    tie = Constraint("category", ("tie",), words="tie")
    assert wanted_side(text, [tie]) == side


@pytest.mark.parametrize("text", ["黑色的太多了", "黑的我有好几件", "家里有太多黑色", "黑色的会扎，不要"])
def test_what_there_is_enough_of_and_what_itches_shall_not_be(text):
    black = Constraint("colour", ("black",), words="黑")
    assert [one.excluded for one in meant([black], text)] == [True]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("和红色连衣裙搭的boots", "boots"),
        ("能搭连衣裙的boots", "boots"),
        ("我想找boots配红色连衣裙", "我想找boots"),
        ("红色连衣裙", "红色连衣裙"),
    ],
)
def test_of_two_kinds_the_one_that_is_asked_for_is_read(text, part):
    assert asked_part(text, Boutique(), "zh") == part


@pytest.mark.parametrize(
    ("text", "wanted", "beside"),
    [
        ("红色连衣裙配什么鞋", "鞋", "红色连衣裙"),
        ("what shoes would go with a red dress", "shoes", "a red dress"),
        ("这条连衣裙配什么鞋", "这条连衣裙配什么鞋", ""),
        ("what goes with a red dress", "what goes with a red dress", ""),
    ],
)
def test_which_things_go_with_one_that_is_described(text, wanted, beside):
    language = "en" if text.isascii() else "zh"
    assert asked_part(text, Boutique(), language) == wanted
    assert beside_part(text, Boutique(), language) == beside


def test_who_wants_to_choose_clothes_is_no_matter_of_what_few_clothes_suit():
    clothes = Constraint("category", ("apparel",), words="衣服")
    assert meant([clothes], "红的太挑衣服") == ()
    assert meant([clothes], "帮我挑衣服") == (clothes,)
