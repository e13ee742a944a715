import csv

from daogou.core.product import Picture, Product, Variant
from daogou.core.rejection import Rejection
from daogou.sources.feeds import ROLE

SHIRT = {
    "Handle": "shirt",
    "Title": "Shirt",
    "Option1 Name": "Size",
    "Option1 Value": "S",
    "Option2 Name": "Color",
}
SHIRT |= {
    "Option2 Value": "Blue",
    "Variant Price": "20.00",
    "Variant Compare At Price": "25.00",
    "Status": "active",
}
SHIRT |= {"Image Src": "https://cdn.example/1.jpg", "Image Alt Text": "a shirt", "Tags": "summer, cotton"}


def read(tmp_path, *rows):
    names = list(dict.fromkeys(name for row in rows for name in row))
    path = tmp_path / "products.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return list(ROLE.open("shopify", {"currency": "USD"}).read(path))


def test_rows_of_a_handle_are_one_product_with_its_options_and_pictures(tmp_path):
    [product] = read(
        tmp_path,
        SHIRT,
        {
            "Handle": "shirt",
            "Option1 Value": "M",
            "Option2 Value": "Blue",
            "Variant Price": "21",
            "Variant SKU": "M1",
        },
        {"Handle": "shirt", "Image Src": "https://cdn.example/2.jpg"},
    )
    assert product == Product(
        id="shirt",
        titles={"en": "Shirt"},
        attributes={"tag": ("summer", "cotton")},
        variants=(
            Variant("shirt-S-Blue", {"size": "S", "colour": "Blue"}, 20.0, 25.0),
            Variant("M1", {"size": "M", "colour": "Blue"}, 21.0),
        ),
        pictures=(
            Picture("https://cdn.example/1.jpg", "a shirt"),
            Picture("https://cdn.example/2.jpg", role="gallery"),
        ),
        currency="USD",
    )


def test_stock_counts_where_shopify_counts(tmp_path):
    counted = {
        "Variant Inventory Tracker": "shopify",
        "Variant Inventory Qty": "-2",
        "Variant Inventory Policy": "deny",
    }
    [product] = read(tmp_path, SHIRT | counted)
    assert product.variants[0].stock == 0
    [product] = read(tmp_path, SHIRT | counted | {"Variant Inventory Policy": "continue"})
    assert product.variants[0].stock is None
    [product] = read(tmp_path, SHIRT | counted | {"Variant Inventory Tracker": ""})
    assert product.variants[0].stock is None


def test_what_is_not_for_sale_is_refused_with_all_its_rows(tmp_path):
    items = read(
        tmp_path,
        SHIRT | {"Status": "draft"},
        {"Handle": "shirt", "Option1 Value": "M"},
        SHIRT | {"Handle": "b"},
    )
    assert [type(item) for item in items] == [Rejection, Rejection, Product]
    assert {item.reason for item in items[:2]} == {"is not for sale"}


def test_the_new_column_names_are_read(tmp_path):
    new = {
        "URL handle": "hat",
        "Title": "Hat",
        "Description": "<p>Warm</p>",
        "Option1 name": "Size",
        "Option1 value": "L",
    }
    [product] = read(
        tmp_path, new | {"Price": "9", "SKU": "H", "Product image URL": "https://cdn.example/h.jpg"}
    )
    assert product.variants == (Variant("H", {"size": "L"}, 9.0),)
    assert product.descriptions == {"en": "Warm"}
    assert product.pictures[0].source == "https://cdn.example/h.jpg"
