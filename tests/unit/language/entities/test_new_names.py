from daogou.language.entities.mention import Mention
from daogou.language.entities.new_names import NewNames


def brand(text: str, confidence: float = 0.9, identifier: str = "") -> Mention:
    return Mention(0, len(text), text, "brand", identifier, confidence)


def test_a_name_that_several_products_bear_is_proposed_with_its_evidence():
    names = NewNames()
    names.add("1", "Zorva coat", [brand("Zorva", 0.9)])
    names.add("2", "ZORVA hat", [brand("ZORVA", 0.7)])
    names.add("3", "Zorva shoes", [brand("Zorva", 0.8)])
    (found,) = names.found()
    assert (found.kind, found.name, found.products) == ("brand", "Zorva", 3)
    assert found.titles == ("Zorva coat", "ZORVA hat", "Zorva shoes")
    assert found.confidence == 0.8


def test_one_product_that_repeats_a_name_is_no_evidence():
    names = NewNames()
    names.add("1", "Zorva coat", [brand("Zorva"), brand("Zorva")])
    assert names.found() == []


def test_what_is_known_unsure_or_of_another_kind_is_not_proposed():
    names = NewNames()
    for product in "12":
        names.add(product, "t", [brand("Acme", identifier="acme"), brand("Hm", 0.2)])
        names.add(product, "t", [Mention(0, 3, "red", "colour")])
    assert names.found() == []


def test_a_piece_of_a_longer_name_is_no_name_of_its_own():
    names = NewNames()
    for product in "123":
        names.add(product, "狐与顶针 毛衣", [brand("狐与顶针", 0.6), brand("狐与", 0.9)])
    (found,) = names.found()
    assert found.name == "狐与顶针"
    assert found.product_ids == ("1", "2", "3")
