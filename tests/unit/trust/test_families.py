from daogou.core.product import Product
from daogou.trust.families import families


def things(count, *path):
    return [Product(id=f"{path}{n}", titles={}, category=path) for n in range(count)]


def test_a_small_category_joins_the_broader_one():
    products = [
        *things(5, "apparel", "dresses"),
        *things(2, "apparel", "capes"),
        *things(2, "apparel", "stoles"),
    ]
    grouped = families(products, 4)
    assert grouped == {("apparel", "dresses"): [0, 1, 2, 3, 4], ("apparel",): [5, 6, 7, 8]}


def test_what_stays_too_small_is_in_no_family():
    assert families([*things(5, "a", "b"), *things(1, "a", "c"), *things(2)], 4) == {
        ("a", "b"): [0, 1, 2, 3, 4]
    }
