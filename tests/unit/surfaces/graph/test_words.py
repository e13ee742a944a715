"""Facts and reasons in both languages; what nobody named is named by its key."""

import pytest

from daogou.core.entity import Entity
from daogou.graph.link_prediction import Proposal
from daogou.graph.support import Alike, Because, Regularity
from daogou.surfaces.graph.words import Words, ids_in

ENTITIES = {
    one.id: one
    for one in (
        Entity("product:a", "product", {"en": "Linen dress", "zh": "亚麻连衣裙"}),
        Entity("product:b", "product", {"en": "Beach dress", "zh": "沙滩裙"}),
        Entity("material:linen", "material", {"en": "linen", "zh": "亚麻"}),
        Entity("season:summer", "season", {"en": "summer", "zh": "夏季"}),
    )
}
PROPOSAL = Proposal(
    "product:a",
    "for_season",
    "season:summer",
    0.9,
    Because(
        (Regularity(("made_of", "material:linen"), 36, 40),),
        (Alike("product:b", (("made_of", "material:linen"), ("has_colour", "colour:red"))),),
    ),
)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Linen dress is for summer"), ("zh", "亚麻连衣裙适合夏季")],
)
def test_a_fact_is_a_clause(language, said):
    assert Words(language, ENTITIES).fact(*PROPOSAL.fact) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "of 40 with made of: linen, 36 have season: summer",
                "Beach dress has it, and shares made of: linen, colour: red",
            ],
        ),
        (
            "zh",
            ["有材质：亚麻的 40 个中，36 个有季节：夏季", "沙滩裙有此项，并且同样有材质：亚麻、颜色：red"],
        ),
    ],
)
def test_reasons_are_sentences(language, said):
    assert list(Words(language, ENTITIES).because(PROPOSAL)) == said


@pytest.mark.parametrize(
    ("language", "end"),
    [("en", "shares size: 0, size: 1, size: 2 and 2 more"), ("zh", "同样有尺码：0、尺码：1、尺码：2等 5 项")],
)
def test_of_much_that_is_shared_the_rest_is_counted(language, end):
    alike = Alike("product:b", tuple(("has_size", f"size:{number}") for number in range(5)))
    assert Words(language, ENTITIES).alike(alike).endswith(end)


def test_a_relation_that_the_vocabulary_lacks_is_named_by_its_own_words():
    words = Words("en", ENTITIES)
    assert words.relation("has_collar") == words.inverse("has_collar") == "has collar"
    assert words.fact("product:a", "has_collar", "collar:round") == "Linen dress has collar round"


def test_every_entity_of_a_proposal_and_its_reasons_is_collected():
    assert ids_in([PROPOSAL]) == {
        "product:a",
        "product:b",
        "season:summer",
        "material:linen",
        "colour:red",
    }
