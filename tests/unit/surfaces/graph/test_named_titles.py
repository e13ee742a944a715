from daogou.graph.new_brands import proposed_brand
from daogou.language.entities.new_names import NewName
from daogou.surfaces.graph.words import Words, ids_in

ZORVA = NewName("brand", "Zorva", 7, ("Zorva coat", "Zorva hat"), 0.83, ("c1", "h1"))


def test_the_titles_that_name_a_brand_are_told_in_both_languages():
    proposal = proposed_brand(ZORVA)
    english = list(Words("en").because(proposal))
    assert english == ["7 products bear the name", "a title says: “Zorva coat”", "a title says: “Zorva hat”"]
    assert next(Words("zh").because(proposal)) == "7 件商品带有这个名字"
    assert ids_in([proposal]) == {"product:c1", "product:h1", "brand:zorva"}
