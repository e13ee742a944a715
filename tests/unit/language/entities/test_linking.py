import numpy as np
import pytest

from daogou.language.entities.linking import Linker, Thing, decided, linked
from daogou.language.entities.mention import Mention

FRUIT = Thing("category", "apple", ("apple", "苹果"), "fruit to eat", popularity=1)
MAKER = Thing("brand", "apple", ("Apple", "苹果"), "maker of phones", popularity=1)
SONY = Thing("brand", "sony", ("Sony Electronics",))


def vector(text: str) -> np.ndarray:
    """Two axes: food and phones."""
    counts = np.array(
        [sum(w in text for w in ("fruit", "juice", "eat")), sum(w in text for w in ("phone", "case"))]
    )
    return (counts / max(1.0, float(np.linalg.norm(counts)))).astype(np.float32)


def mention(text: str, kind: str = "", confidence: float = 1.0) -> Mention:
    return Mention(0, len(text), text, kind, "", confidence)


@pytest.mark.parametrize(("context", "meant"), [("苹果 phone case", MAKER), ("苹果 juice", FRUIT)])
def test_the_words_around_decide(context, meant):
    first = Linker([FRUIT, MAKER], vector).candidates(mention("苹果"), context)[0]
    assert first.thing == meant
    assert first.probability > 0.9


def test_without_context_the_popular_one_is_meant_in_proportion():
    popular = Thing("brand", "apple", ("apple",), popularity=8)
    links = Linker([FRUIT, popular]).candidates(mention("apple"), "")
    assert [(link.thing, link.probability) for link in links] == [
        (popular, pytest.approx(9 / 11)),
        (FRUIT, pytest.approx(2 / 11)),
    ]


def test_a_mentions_kind_is_kept():
    assert Linker([FRUIT, MAKER])(mention("Apples", "category"), "").id == "apple"
    assert [li.thing for li in Linker([FRUIT, MAKER]).candidates(mention("apple", "brand"), "")] == [MAKER]


def test_a_misspelt_name_is_linked():
    assert Linker([SONY])(mention("Sony Electronic", "brand"), "").id == "sony"
    assert Linker([SONY])(mention("Sonny Electronics", "brand"), "").id == "sony"


def test_what_is_called_otherwise_is_linked_to_nothing():
    assert Linker([SONY])(mention("Siemens", "brand"), "") == mention("Siemens", "brand")


def test_an_undecided_link_is_none():
    assert Linker([FRUIT, MAKER])(mention("apple"), "", least=0.6).id == ""


def test_readings_of_one_span_become_one_and_the_confidences_multiply():
    readings = [Mention(0, 2, "苹果", "category", "apple", 0.5), Mention(0, 2, "苹果", "", "", 0.5)]
    (found,) = linked(readings, "苹果 juice", Linker([FRUIT], vector))
    assert (found.kind, found.id, found.confidence) == ("category", "apple", 0.5)


SHORTS = Thing("category", "shorts", ("Shorts",), popularity=40)
SHORT = Thing("length", "short", ("short",))
SPORTS = Thing("occasion", "sports", ("fitness",))
SLIM = Thing("fit", "slim", ("fitted",))


def readings(text: str, *things: Thing) -> list[Mention]:
    return [Mention(0, len(text), text, thing.kind, thing.id, 0.5) for thing in things]


@pytest.mark.parametrize(("text", "meant"), [("Shorts", "shorts"), ("short", "short")])
def test_of_names_that_share_a_stem_the_one_spelled_so_is_meant(text, meant):
    (found,) = decided(readings(text, SHORTS, SHORT), text, Linker([SHORTS, SHORT]))
    assert (found.id, found.confidence) == (meant, 1.0)


def test_a_name_that_nothing_is_spelled_like_stays_undecided():
    unknown = readings("Fit", SPORTS, SLIM)
    assert decided(unknown, "Chicago Fit Jeans", Linker([SPORTS, SLIM])) == unknown


def test_of_names_spelled_alike_context_and_popularity_decide():
    linker = Linker([FRUIT, MAKER], vector)
    (found,) = decided(readings("苹果", FRUIT, MAKER), "苹果 phone case", linker)
    assert found.kind == "brand"
    assert found.confidence > 0.9


def test_a_reading_left_alone_is_what_is_meant():
    (found,) = decided(readings("short", SHORT), "short", Linker([]))
    assert (found.id, found.confidence) == ("short", 1.0)
