from daogou.core.product import Product
from daogou.graph.annotation.feed_labels import concept_of, feed_labels, labels_by_kind


def test_labels_are_what_the_structured_fields_say():
    product = Product(
        id="1",
        titles={"en": "Red cotton dress"},
        brand="Acme",
        category=("Apparel", "Dresses"),
        attributes={"colour": ("Red", "Red", " "), "occasion": ("party", "work"), "sleeves": ("long",)},
    )
    assert feed_labels(product) == {
        "category": ("Dresses",),
        "colour": ("Red",),
        "occasion": ("party", "work"),
        "brand": ("Acme",),
    }


def test_a_bare_product_has_none():
    assert feed_labels(Product(id="1", titles={})) == {}


def test_a_value_is_a_concept_where_there_is_one_and_else_itself():
    assert concept_of("colour", "Navy Blue") == "navy"
    assert concept_of("category", "Tshirts") == "t_shirt"
    assert concept_of("brand", "Louis Philippe") == "louis philippe"
    assert concept_of("brand", "!!!") == "!!!"


def test_values_are_laid_out_by_kind():
    laid_out = labels_by_kind([{"colour": ("Red",)}, {}, {"brand": ("Acme",), "colour": ("Blue",)}])
    assert laid_out == {"colour": [("Red",), (), ("Blue",)], "brand": [(), (), ("Acme",)]}
