import pytest

from daogou.core.errors import BadInput
from daogou.fit.outfits.features import families_of
from daogou.fit.outfits.knowledge import knowledge
from daogou.fit.outfits.pieces import BLANK, described, piece_of
from daogou.graph.rules.book import rule_book
from daogou.language.concepts import concepts

from .outfit_shop import product

KNOWN = knowledge(rule_book().known)


def read(text):
    return described(text, concepts(), KNOWN)


def test_a_product_is_read_as_concepts():
    piece = piece_of(
        product("red-dress", 400, style="Vintage", season="Summer|Spring", audience="Women"),
        concepts(),
        KNOWN,
    )
    assert (piece.slot, piece.kinds) == ("dress", ("dress", "skirts_and_dresses", "apparel"))
    assert (piece.colours, piece.styles, piece.audience) == (("red",), ("vintage",), ("women",))
    assert (piece.seasons, piece.price) == (("summer", "spring"), 400)


@pytest.mark.parametrize("text", ["blue jeans", "Blue Jeans", "蓝色牛仔裤"])
def test_words_in_both_languages_name_a_piece(text):
    piece = read(text)
    assert (piece.slot, piece.kinds[0], piece.colours, piece.is_owned) == ("bottom", "jeans", ("blue",), True)


def test_more_words_say_more():
    piece = read("women's striped cotton shirt for work, white")
    assert piece.kinds[0] == "shirt"
    assert (piece.patterns, piece.materials, piece.colours) == (("striped",), ("cotton",), ("white",))
    assert (piece.audience, piece.occasions) == (("women",), ("business",))


def test_what_is_usually_true_of_a_category_stands_in_for_what_is_not_said():
    assert read("blue down jacket").seasons == ("winter",)
    assert read("blue cardigan").seasons == ()
    assert read("米色风衣").seasons == ("spring", "autumn")  # a coat, but no winter coat


@pytest.mark.parametrize("text", ["blue", "a red bicycle", "pyjamas", "", "socks"])
def test_words_that_name_no_part_of_an_outfit_are_refused(text):
    with pytest.raises(BadInput, match="names nothing"):
        read(text)


@pytest.mark.parametrize(
    ("category", "slot"),
    [
        ("t_shirt", "top"),
        ("cardigan", "layer"),
        ("sweater", "top"),
        ("leather_jacket", "layer"),
        ("pleated_skirt", "bottom"),
        ("evening_dress", "dress"),
        ("ankle_boots", "shoes"),
        ("clutch", "bag"),
        ("bow_tie", "tie"),
        ("earrings", "jewellery"),
        ("luggage", ""),
        ("bra", ""),
        ("smartphone", ""),
    ],
)
def test_each_category_is_worn_somewhere(category, slot):
    assert KNOWN.slot(concepts().with_broader("category", category)) == slot


def test_every_category_that_the_data_names_is_a_concept():
    known = concepts().all["category"]
    named = [*KNOWN.slot_of, *KNOWN.formality["category"]]
    assert [one for one in named if one not in known] == []
    assert [one for one in KNOWN.loudness if one not in concepts().all["pattern"]] == []
    assert [one for one in KNOWN.weight if one not in concepts().all["material"]] == []


@pytest.mark.parametrize("family", [one.name for one in families_of(KNOWN)])
def test_a_family_reads_nothing_that_another_reads(family):
    """Without its facts a piece says nothing to it, and the same as before to all others."""
    full = piece_of(
        product("red-dress", 400, style="vintage", pattern="floral", season="summer", occasion="party",
                audience="women", material="silk"), concepts(), KNOWN,
    )  # fmt: skip
    full = type(full)(**{name: getattr(full, name) for name in full.__slots__} | {"brand": "b", "level": 2})
    bare = full.without(family)
    for one in families_of(KNOWN):
        if one.name == family:
            assert not one.fact(bare)
            assert one.values is None or not one.values(bare)
        else:
            assert one.fact(bare) == one.fact(full)
    assert family in BLANK
