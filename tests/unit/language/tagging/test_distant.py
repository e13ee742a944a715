from daogou.core.product import Product
from daogou.language.concepts import concepts
from daogou.language.tagging.distant import labelled_titles

COAT = Product(
    "1",
    {"zh": "狐与顶针 红色羊毛大衣女", "en": "Red Coat by Fox & Thimble"},
    brand="Fox & Thimble 狐与顶针",
    category=("Clothing", "Coats"),
    attributes={"colour": ("red",), "material": ("wool",)},
)


def spans(product: Product) -> list[list[tuple[str, str]]]:
    found = labelled_titles([product], concepts())
    return [[(title.text[s.start : s.end], s.kind) for s in title.spans] for title in found]


def test_fields_are_found_again_in_both_languages():
    assert spans(COAT) == [
        [("狐与顶针", "brand"), ("红色", "colour"), ("羊毛", "material"), ("大衣", "category")],
        [("Red", "colour"), ("Coat", "category"), ("Fox & Thimble", "brand")],
    ]


def test_a_title_without_its_brand_teaches_nothing():
    assert spans(Product("1", {"en": "Red coat"}, brand="Acme")) == []
    assert spans(Product("1", {"en": "Red coat"})) == []
