"""Reasons, counted by hand in a wardrobe of ten."""

from daogou.core.triple import Triple
from daogou.graph.lesson import lesson_of
from daogou.graph.support import Alike, Regularity, Supports

SUMMER, WINTER = "season:summer", "season:winter"


def wardrobe():
    """Dresses 0 to 3 are linen; 0, 1 and 2 are for summer and of 3 nothing is known. Coats are for winter."""
    facts = [(f"product:{i}", "has_category", "category:dress") for i in range(5)]
    facts += [(f"product:{i}", "made_of", "material:linen") for i in range(4)]
    facts += [(f"product:{i}", "for_season", SUMMER) for i in range(3)]
    facts += [("product:4", "for_season", WINTER)]
    facts += [(f"product:{i}", "has_category", "category:coat") for i in range(5, 10)]
    facts += [(f"product:{i}", "for_season", WINTER) for i in range(5, 10)]
    facts += [("product:3", "made_by", "brand:rare"), ("product:1", "made_by", "brand:rare")]
    return lesson_of(Triple(*fact) for fact in facts)


def because(head, relation, tail, limit=3):
    lesson = wardrobe()
    rows = lesson.entities.index(head), lesson.relations.index(relation), lesson.entities.index(tail)
    return Supports(lesson).because(*rows, limit=limit)


def test_what_usually_goes_with_what_the_product_has():
    found = because("product:3", "for_season", SUMMER)
    assert found.regularities == (
        Regularity(("made_of", "material:linen"), 3, 3),  # (3 + 1) / (3 + 2)
        Regularity(("has_category", "category:dress"), 3, 4),  # (3 + 1) / (4 + 2)
    )  # one other product of the brand has a season: too few to say anything


def test_the_likest_product_that_has_it_shares_the_rarest():
    found = because("product:3", "for_season", SUMMER)
    shared = (
        ("has_category", "category:dress"),
        ("made_by", "brand:rare"),
        ("made_of", "material:linen"),
    )
    assert found.alike[0] == Alike("product:1", shared)
    assert [each.entity for each in found.alike] == ["product:1", "product:0", "product:2"]
    assert len(because("product:3", "for_season", SUMMER, limit=1).alike) == 1


def test_what_nothing_speaks_for_has_no_reasons():
    found = because("material:linen", "for_season", WINTER)
    assert (found.regularities, found.alike) == ((), ())


def test_a_fact_is_no_reason_for_itself():
    found = because("product:0", "for_season", SUMMER)
    assert all(r.given != ("for_season", SUMMER) for r in found.regularities)
    assert all(each.entity != "product:0" for each in found.alike)
