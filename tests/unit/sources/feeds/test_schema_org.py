import json

import pytest

from daogou.core.errors import BadFeed
from daogou.core.product import Picture, Product, Variant
from daogou.core.rejection import Rejection
from daogou.sources import json_ld
from daogou.sources.feeds import ROLE

DRESS = {"@context": "https://schema.org", "@type": "Product", "sku": "d1", "name": "Dress"}


def read(tmp_path, value, name="feed.json"):
    path = tmp_path / name
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return list(ROLE.open("schema_org", {"currency": "CNY"}).read(path))


def test_scripts_of_a_page_are_read_with_their_lines(tmp_path):
    page = (
        "<!doctype html>\n<html><script>var a = '<script>';</script>\n"
        f"<script type='application/ld+json'>\n{json.dumps(DRESS)}\n</script>\n"
        '<script type="application/ld+json">{"@type": "Product", broken}</script>'
        '<script type="application/ld+json">{"@type": "BreadcrumbList"}</script></html>'
    )
    dress, refused = read(tmp_path, page, "page.html")
    assert dress == Product("d1", {"en": "Dress"})
    assert (refused.line, refused.reason) == (6, "is no valid JSON")


def test_the_variants_of_a_group_become_variants(tmp_path):
    def shirt(sku, size, price):
        return {"@type": "Product", "sku": sku, "size": size, "color": "red", "offers": {"price": price}}

    group = {
        "@type": "ProductGroup",
        "productGroupID": "g",
        "name": [{"@value": "Shirt", "@language": "en"}, {"@value": "衬衫", "@language": "zh-CN"}],
        "brand": "Lin",
        "hasVariant": [shirt("s", "S", 9), shirt("m", "M", "10")],
    }
    [product] = read(tmp_path, group)
    assert product == Product(
        id="g",
        titles={"en": "Shirt", "zh": "衬衫"},
        brand="Lin",
        attributes={"colour": ("red",)},
        variants=(
            Variant("s", {"size": "S", "colour": "red"}, 9.0),
            Variant("m", {"size": "M", "colour": "red"}, 10.0),
        ),
        currency="CNY",
    )


@pytest.mark.parametrize(
    "wrapped",
    [
        [DRESS],
        {"@graph": [{"@type": "WebSite"}, DRESS]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "position": 1, "item": DRESS}]},
        {"@type": "WebPage", "mainEntity": DRESS},
        DRESS | {"@type": ["Product", "Thing"]},
        DRESS | {"@type": "http://schema.org/Product"},
    ],
)
def test_products_are_found_wherever_they_are(tmp_path, wrapped):
    assert [p.id for p in read(tmp_path, wrapped)] == ["d1"]


def test_offers_pictures_and_properties_are_read(tmp_path):
    offers = {"@type": "AggregateOffer", "lowPrice": "19.90", "priceCurrency": "EUR"}
    [product] = read(
        tmp_path,
        DRESS
        | {
            "offers": [offers | {"availability": "https://schema.org/OutOfStock"}, {"price": 99}],
            "image": [
                "https://x.example/a.jpg",
                {"@type": "ImageObject", "contentUrl": "https://x.example/b.jpg"},
            ],
            "additionalProperty": [{"@type": "PropertyValue", "name": "Neckline", "value": "V"}],
            "audience": {"@type": "PeopleAudience", "suggestedGender": "female"},
            "category": ["Dresses", "Apparel > Dresses"],
        },
    )
    assert product.variants == (Variant("d1", {}, 19.9, stock=0),)
    assert product.currency == "EUR"
    assert product.pictures == (
        Picture("https://x.example/a.jpg"),
        Picture("https://x.example/b.jpg", role="gallery"),
    )
    assert product.attributes == {"neckline": ("V",), "audience": ("female",)}
    assert product.category == ("Apparel", "Dresses")


def test_one_document_a_line_is_read(tmp_path):
    lines = [json.dumps(DRESS | {"sku": f"d{n}"}) for n in range(3)]
    assert [p.id for p in read(tmp_path, "\n".join(lines))] == ["d0", "d1", "d2"]


def test_a_broken_element_of_a_list_is_refused_alone(tmp_path):
    def node(sku):
        return json.dumps(
            {"@type": "Product", "sku": sku, "name": "N", "brand": {"@type": "Brand", "name": "B"}}
        )

    text = '{"@context": "x", "@graph": [\n' + ",\n".join([node("a"), node("b")[:-20], node("c")]) + "]}"
    items = read(tmp_path, text)
    assert [i.id for i in items if isinstance(i, Product)] == ["a", "c"]
    assert len([i for i in items if isinstance(i, Rejection)]) >= 1


def test_nothing_too_deep_or_endless_is_followed(tmp_path):
    assert all(isinstance(i, Rejection) for i in read(tmp_path, '{"@graph":[' * 5_000))
    assert read(tmp_path, "[" * 50 + json.dumps(DRESS) + "]" * 50) == []


def test_a_file_that_is_too_large_to_be_parsed_whole_is_refused(tmp_path):
    path = tmp_path / "feed.json"
    with path.open("wb") as file:
        file.truncate(json_ld.MAX_BYTES + 1)
    with pytest.raises(BadFeed, match="bytes"):
        list(ROLE.open("schema_org").read(path))
