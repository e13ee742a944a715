"""What is read from words, against the small shop's columns."""

import pytest

from daogou.core.query import Constraint


@pytest.fixture(scope="module")
def reader(search):
    return search.parts.reader


def keys(read):
    return {constraint.key for constraint in read.filters}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("red dress", {"colour:red", "category:dress"}),
        ("wine red gown", {"colour:burgundy", "category:evening_dress"}),
        ("women's boots", {"audience:women", "category:boots"}),
        ("红色或者蓝色的连衣裙", {"colour:red|blue", "category:dress"}),
        ("red or blue dress", {"colour:red|blue", "category:dress"}),
        ("dress shirt", {"category:shirt"}),
        ("boots shoes", {"category:boots"}),
        ("dresses and heels", {"category:dress|heels"}),
        ("男士衬衫 M码", {"audience:men", "category:shirt", "size:M"}),
        ("在售有现货的大衣", {"in_stock:", "category:coat"}),
        ("女鞋", {"audience:women", "category:shoes"}),
        ("dont want boots shoes in red", {"colour:red", "-category:boots", "category:shoes"}),
        ("不是这种红，蓝色的", {"-colour:red", "colour:blue"}),
        ("no red, burgundy", {"colour:burgundy"}),  # denied is only what is broader
        ("买双鞋走路", {"category:shoes"}),
        ("羊毛大衣 不要驼色", {"category:coat", "-colour:tan"}),
        ("jeans", set()),  # the shop has none and nothing like it but clothes in general
    ],
)
def test_names_that_nearly_every_product_states_become_filters(reader, text, expected):
    found = keys(reader(text, "en"))
    assert found == (expected or {"category:apparel"})


def test_a_trait_that_few_products_state_only_ranks(reader):
    read = reader("leather boots", "en")
    assert keys(read) == {"category:boots"}
    assert [wish.key for wish in read.wishes] == ["material:leather"]
    assert read.needed == ()


def test_constraints_know_the_words_they_were_read_from(reader):
    words = {
        constraint.field: constraint.words for constraint in reader("Red dresses under 300", "en").filters
    }
    assert words == {"colour": "red", "category": "dresses", "price": "under 300"}


def test_the_text_left_has_no_prices_sizes_or_unwanted_things(reader):
    assert reader("black boots under $80 not heels", "en").text == "black boots"
    assert reader("M码 白色衬衫", "zh").text == "白色衬衫"


@pytest.mark.parametrize("text", ["有没有红色的连衣裙", "有没有 red 连衣裙"])
def test_whether_there_is_one_denies_nothing(reader, text):
    found = reader(text, "zh").filters
    assert {(one.field, one.excluded) for one in found} == {("colour", False), ("category", False)}


def test_polite_words_are_not_needed(reader):
    assert reader("想要一件适合夏天的连衣裙", "zh").needed == ()
    assert reader("show me a nice dress please", "en").needed == ()


def test_words_that_mean_no_value_are_needed(reader):
    assert [need.tokens for need in reader("oxford shirt", "en").needed] == [("oxford",)]


def test_a_trait_that_no_product_states_is_needed_where_texts_tell_of_it(reader):
    assert [need.tokens for need in reader("high heels with high waist", "en").needed] == []
    assert [need.tokens for need in reader("summer dress", "en").needed] == [("summer",)]
    assert reader("winter dress", "en").needed == ()  # nothing tells of winter, so the word only ranks


def test_the_language_is_that_of_the_words_not_of_the_page(reader):
    assert reader("连衣裙", "en").language == "zh"
    assert reader("dress", "zh").language == "en"


def test_one_character_inside_an_unknown_word_means_nothing(reader):
    assert "colour" not in {constraint.field for constraint in reader("黑胶唱片", "zh").filters}
    assert "colour:black" in keys(reader("黑裙", "zh"))


def test_a_dropped_constraint_is_gone_but_its_words_still_rank(reader):
    read = reader("red dress", "en", frozenset({"colour:red"}))
    assert keys(read) == {"category:dress"}
    assert read.text == "red dress"


def test_a_slip_is_mended_and_named(reader):
    read = reader("balck dres", "en")
    assert read.corrections == {"balck": "black", "dres": "dress"}
    assert keys(read) == {"colour:black", "category:dress"}


def test_what_is_cheap_is_noticed_and_not_searched_for(reader):
    read = reader("便宜的连衣裙", "zh")
    assert read.cheap
    assert read.text == "的连衣裙"


def test_keys_name_constraints_shortly():
    assert Constraint("price", high=300).key == "price:..300"
    assert Constraint("category", ("heels",), excluded=True).key == "-category:heels"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("黑白红都不要，看看连衣裙", {"-colour:black|white|red", "category:dress"}),
        ("连衣裙，红色的就算了", {"category:dress", "-colour:red"}),
        ("连衣裙，红色太艳了，要蓝的", {"category:dress", "-colour:red", "colour:blue"}),
        ("除了黑白红别的连衣裙都行", {"-colour:black|white|red", "category:dress"}),
        ("要红的不要蓝的连衣裙", {"colour:red", "-colour:blue", "category:dress"}),
        ("dress, red is too loud", {"category:dress", "-colour:red"}),
        ("nothing red, a dress", {"-colour:red", "category:dress"}),
        ("no, red dresses", {"colour:red", "category:dress"}),
        ("她喜欢红的", {"colour:red"}),
        ("红不红的连衣裙", {"category:dress"}),
    ],
)
def test_names_are_denied_before_and_after_them(reader, text, expected):
    assert keys(reader(text, "zh")) == expected


@pytest.mark.parametrize("text", ["a dress for the bride", "a dress that doesn't crease"])
def test_ordinary_words_that_no_product_has_are_no_slips(reader, text):
    assert reader(text, "en").corrections == {}
