from daogou.assembly.steps.propose import _asked, _teachable
from daogou.core.triple import Triple


def said(head: str, relation: str, tail: str, confidence: float = 1.0, source: str = "feed:x") -> Triple:
    return Triple(f"product:{head}", relation, tail, confidence, source)


def goods(category: str, *heads: str) -> list[Triple]:
    return [said(head, "has_category", f"category:{category}") for head in heads]


def test_only_products_of_categories_that_usually_have_a_relation_are_asked_for_it() -> None:
    facts = [
        *goods("shirt", "s1", "s2", "s3"),
        *goods("hat", "h1", "h2", "h3"),
        said("s1", "has_sleeve", "sleeve:long"),
        said("s2", "has_sleeve", "sleeve:short"),
        said("h1", "has_sleeve", "sleeve:long"),  # one slip makes no custom
    ]
    assert _asked(facts)["has_sleeve"] == ["product:s3"]


def test_where_several_values_are_usual_those_with_one_are_asked_too() -> None:
    facts = [
        *goods("shirt", "s1", "s2"),
        said("s1", "for_season", "season:spring"),
        said("s1", "for_season", "season:summer"),
        said("s2", "for_season", "season:summer"),
    ]
    assert _asked(facts)["for_season"] == ["product:s1", "product:s2"]


def test_what_is_doubtful_concluded_or_no_property_is_not_learnt_from() -> None:
    sure = said("s1", "made_of", "material:wool", 0.6, "text:titles.en")
    also = said("s1", "made_of", "material:wool", 0.6, "picture:1.jpg")
    facts = [
        sure,
        also,
        said("s1", "made_of", "material:silk", 0.5, "text:titles.en"),
        said("s1", "has_category", "category:clothes", 1.0, "rule:wider"),
        said("s1", "has_size", "size:m"),
        said("s1", "bought_with", "product:s2", 0.9, "events"),
        Triple("shopper:1", "bought", "product:s1", 1.0, "events"),
    ]
    assert _teachable(facts) == [sure]  # .6 and .6 together are .84
