import pytest

from daogou.core.product import Product
from daogou.language.concepts import concepts
from daogou.language.relations.missing_values import train_missing_values

MAKERS = ["Arta", "Boro", "Cela", "Dunn"]
COATINGS = ["UV400", "Polarised", "Mirrored"]


def glasses(number: int, *, known: bool = True) -> Product:
    coating = COATINGS[number % 3]
    said = f"{coating} " if number % 5 else ""
    title = f"{MAKERS[number % 4]} {said}sunglasses black {number}"
    attributes = {"coating": (coating,), "colour": ("Black",)} if known else {}
    return Product(f"g{number}", {"en": title}, category=("Eyewear", "Sunglasses"), attributes=attributes)


@pytest.fixture(scope="module")
def missing():
    return train_missing_values([glasses(n) for n in range(60)], concepts(), seed=0)


def test_what_the_fields_lack_is_read_from_the_title(missing):
    product = glasses(61, known=False)
    found = {t.relation: t for t in missing(product)}
    assert found["has_coating"].tail == "coating:polarised"
    assert found["has_colour"].tail == "colour:black"
    triple = found["has_coating"]
    assert triple.source == "text:titles.en"
    assert product.titles["en"][slice(*triple.span)] == "Polarised"


def test_what_the_fields_have_is_not_asked(missing):
    assert list(missing(glasses(61))) == []


def test_what_the_title_does_not_say_is_not_stated(missing):
    assert [t.relation for t in missing(glasses(65, known=False))] == ["has_colour"]


def test_other_categories_are_not_asked(missing):
    assert list(missing(Product("1", {"en": "UV400 tent"}, category=("Tents",)))) == []


def test_an_attribute_of_few_products_is_not_learnt():
    few = train_missing_values([glasses(n) for n in range(5)], concepts(), seed=0)
    assert list(few(glasses(61, known=False))) == []
