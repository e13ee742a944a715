"""Reasons are real: what is named raised the score by what it says, and without it the score is lower."""

import string

import pytest

from daogou.fit.colour_harmony import AGREEMENT
from daogou.fit.outfits.families import Wish
from daogou.fit.outfits.features import Evidence, alone_names, pair_names
from daogou.fit.outfits.reasons import LEAST, UNSAID, reasons_of, words
from daogou.fit.outfits.together import together
from daogou.language.concepts import concepts

from .outfit_shop import shop

WISH = Wish(("business", "formal"), "")


def outfits():
    worn = together(
        [["black-skirt", "white-blouse", "black-heels"]] * 30 + [["blue-jeans", "white-sneakers"]] * 300
    )
    maker = shop(evidence=Evidence(together=worn))
    return maker, maker.complete(["black-skirt"], occasion="office", k=3)


def test_every_piece_that_is_new_has_reasons():
    _, found = outfits()
    assert all(one.reasons for outfit in found for one in outfit.new)
    assert [reason.piece for one in found[0].new for reason in one.reasons] == [
        reason.piece for reason in found[0].reasons
    ]


def test_without_what_a_reason_names_the_outfit_is_worth_that_much_less():
    maker, found = outfits()
    told = set()
    two = [maker.piece("black-skirt"), maker.piece("black-heels")]
    for pieces in (two, *([one.piece for one in outfit.pieces] for outfit in found)):
        full = maker.scoring.value(pieces, WISH, 6)
        for place, piece in enumerate(pieces):
            for reason in reasons_of(maker.scoring, pieces, place, WISH, 6):
                bare = [*pieces[:place], piece.without(reason.family), *pieces[place + 1 :]]
                less = maker.scoring.value(bare, WISH, 6)
                assert less < full
                assert full - less == pytest.approx(reason.weight)
                told.add(reason.family)
    assert {"colour", "style", "occasion", "kind", "together"} <= told


def test_the_strongest_reason_is_said_first_and_what_is_true_of_all_is_not_said():
    _, found = outfits()
    for one in found[0].new:
        weights = [reason.weight for reason in one.reasons]
        assert weights == sorted(weights, reverse=True)
        assert min(weights) >= LEAST
        assert not UNSAID & {reason.family for reason in one.reasons}


def test_reasons_read_in_both_languages():
    _, found = outfits()
    heels = next(one for one in found[0].new if one.piece.id == "black-heels")
    english = [reason.text("en", concepts()) for reason in heels.reasons]
    chinese = [reason.text("zh", concepts()) for reason in heels.reasons]
    assert english[:2] == ["made for: work and office", "the same style, elegant, as black skirt"]
    assert chinese[:2] == ["适合商务", "和商品 black-skirt同为优雅风格"]


def test_a_colour_reason_names_the_neutral():
    maker = shop()
    pieces = [maker.piece("red-dress"), maker.piece("black-heels")]
    (mine,) = [one for one in reasons_of(maker.scoring, pieces, 1, Wish(), 2) if one.family == "colour"]
    (theirs,) = [one for one in reasons_of(maker.scoring, pieces, 0, Wish(), 2) if one.family == "colour"]
    assert mine.text("en", concepts()) == "black is a neutral and goes with red (red dress)"
    assert theirs.text("en", concepts()) == "red goes with black, which is a neutral (black heels)"


def test_there_are_words_for_every_feature_that_can_be_a_reason():
    names = {*pair_names(shop().scoring.families), *alone_names(shop().scoring.families)}
    said = {name.removesuffix(".same") if name.endswith("affinity.same") else name for name in words()}
    by_relation = {f"colour.{relation}" for relation in AGREEMENT} | {"colour.neutral_beside"}
    counted = {f"together.{how}{once}" for how in ("worn", "bought") for once in ("", ".once")}
    assert counted <= said
    silent = {"audience.same", "colour.harmony", "pattern.clash", "together.lift"}
    assert names - said == silent
    assert by_relation - said == {"colour.triadic", "colour.discord"}  # they speak for nothing


@pytest.mark.parametrize("name", list(words()))
def test_phrases_ask_for_what_there_is_and_the_same_in_both_languages(name):
    fields = {
        language: {field for _, field, _, _ in string.Formatter().parse(text) if field}
        for language, text in words()[name].items()
    }
    assert fields["en"] == fields["zh"] <= {"mine", "theirs", "other"}
