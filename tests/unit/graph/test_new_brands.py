from daogou.graph.new_brands import brand_of, proposed_brand
from daogou.language.entities.new_names import NewName

ZORVA = NewName("brand", "Zorva", 7, ("Zorva coat", "Zorva hat"), 0.83, ("c1", "h1"))


def test_a_new_name_is_proposed_as_the_brand_of_its_first_product_with_its_titles():
    proposal = proposed_brand(ZORVA)
    assert proposal.fact == ("product:c1", "made_by", "brand:zorva")
    assert proposal.confidence == 0.83
    assert [(one.entity, one.text) for one in proposal.because.named] == [
        ("product:c1", "Zorva coat"),
        ("product:h1", "Zorva hat"),
    ]
    assert brand_of(ZORVA).labels["en"] == "Zorva"
