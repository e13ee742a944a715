"""Every feed format: the same three products in each must come out the same."""

import csv
import io
import json
from pathlib import Path
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from daogou.core.errors import BadFeed, BadOption
from daogou.core.product import Picture, Product, Variant
from daogou.core.rejection import Rejection
from daogou.core.settings import FeedSection
from daogou.sources.feeds import ROLE
from daogou.sources.opening import open_feed, recognised

DOCS = Path(__file__).parents[2] / "docs" / "feeds.md"

PRODUCTS = [
    Product(
        id="dress-1",
        titles={"en": "Red summer dress"},
        descriptions={"en": "Light & airy, 100% cotton"},
        brand="Lin",
        category=("Apparel", "Dresses"),
        attributes={"colour": ("red",)},
        variants=(Variant("D1", {}, price=299.0, stock=3),),
        pictures=(Picture("https://shop.example/d1.jpg"),),
        currency="CNY",
    ),
    Product(
        id="boots-2",
        titles={"zh": "黑色真皮短靴"},
        descriptions={"zh": "头层牛皮，防滑"},
        brand="山行",
        category=("Shoes", "Boots"),
        attributes={"colour": ("black",)},
        variants=(Variant("B2", {}, price=1299.5, stock=0),),
        pictures=(Picture("pictures/b2.jpg"),),
        currency="CNY",
    ),
    Product(
        id="scarf-3",
        titles={"en": 'Scarf "Nordic", 180 cm'},
        brand="Lin",
        category=("Apparel", "Scarves"),
        attributes={"colour": ("blue", "white")},
        variants=(Variant("S3", {}, price=59.0, stock=12),),
        pictures=(Picture("https://shop.example/s3.jpg"),),
        currency="CNY",
    ),
]


def rows():
    for product in PRODUCTS:
        yield {
            "id": product.id,
            "title": product.title(),
            "description": product.description(),
            "brand": product.brand,
            "category": product.category,
            "colour": product.attributes["colour"],
            "sku": product.variants[0].sku,
            "price": product.variants[0].price,
            "stock": product.variants[0].stock,
            "picture": product.pictures[0].source,
        }


def table(records, delimiter=","):
    records = list(records)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(records[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue().encode()


def as_csv(bad=None):
    flat = [r | {"category": " > ".join(r["category"]), "colour": "|".join(r["colour"])} for r in rows()]
    return table(spoilt(flat, bad))


def as_jsonl(bad=None):
    return "\n".join(json.dumps(r, ensure_ascii=False) for r in spoilt(rows(), bad)).encode()


def as_parquet(bad=None):
    out = io.BytesIO()
    records = list(spoilt(rows(), bad))
    pq.write_table(pa.Table.from_pylist([r | {"price": float(r["price"])} for r in records]), out)
    return out.getvalue()


def google(bad=None):
    for row in spoilt(rows(), bad):
        yield {
            "id": row["id"],
            "title": row["title"],
            "description": row["description"],
            "link": "",
            "image_link": row["picture"],
            "availability": "in_stock" if row["stock"] else "out_of_stock",
            "price": f"{row['price']} CNY",
            "brand": row["brand"],
            "product_type": " > ".join(row["category"]),
            "color": "/".join(row["colour"]),
            "mpn": row["sku"],
            "quantity": row["stock"],
        }


def as_google_tsv(bad=None):
    return table(google(bad), "\t")


def as_google_xml(bad=None):
    items = (
        "<item>" + "".join(f"<g:{k}>{escape(str(v))}</g:{k}>" for k, v in row.items()) + "</item>"
        for row in google(bad)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">'
        f"<channel><title>shop</title>\n{chr(10).join(items)}\n</channel></rss>"
    ).encode()


def as_shopify(bad=None):
    return table(
        {
            "Handle": row["id"],
            "Title": row["title"],
            "Body (HTML)": row["description"] and f"<p>{escape(row['description'])}</p>",
            "Vendor": row["brand"],
            "Product Category": " > ".join(row["category"]),
            "Published": "true",
            "Option1 Name": "Title",
            "Option1 Value": "Default Title",
            "Variant SKU": row["sku"],
            "Variant Inventory Tracker": "shopify",
            "Variant Inventory Qty": row["stock"],
            "Variant Inventory Policy": "deny",
            "Variant Price": row["price"],
            "Image Src": row["picture"],
            "Color (product.metafields.shopify.color-pattern)": "; ".join(row["colour"]),
            "Status": "active",
        }
        for row in spoilt(rows(), bad)
    )


def as_vendure(bad=None):
    return table(
        {
            "name": row["title"],
            "slug": row["id"],
            "description": row["description"],
            "assets": row["picture"],
            "facets": "|".join(
                [f"category:{c}" for c in row["category"]]
                + [f"brand:{row['brand']}"]
                + [f"color:{c}" for c in row["colour"]]
            ),
            "optionGroups": "",
            "optionValues": "",
            "sku": row["sku"],
            "price": row["price"],
            "stockOnHand": row["stock"],
            "trackInventory": "true",
        }
        for row in spoilt(rows(), bad)
    )


def as_schema_org(bad=None):
    return json.dumps(
        {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "BreadcrumbList", "name": "not a product"},
                *(
                    {
                        "@type": "Product",
                        "productID": row["id"],
                        "sku": row["sku"],
                        "name": row["title"],
                        "description": row["description"],
                        "brand": {"@type": "Brand", "name": row["brand"]},
                        "category": " > ".join(row["category"]),
                        "color": list(row["colour"]),
                        "image": row["picture"],
                        "offers": {
                            "@type": "Offer",
                            "price": row["price"],
                            "priceCurrency": "CNY",
                            "inventoryLevel": {"value": row["stock"]},
                        },
                    }
                    for row in spoilt(rows(), bad)
                ),
            ],
        },
        ensure_ascii=False,
    ).encode()


def spoilt(records, bad):
    """The records, the second one with a value changed; prices as text where they are."""
    for number, record in enumerate(records):
        yield record | bad if bad and number == 1 else record


SAMPLES = {
    "csv": (as_csv, "f.csv"),
    "jsonl": (as_jsonl, "f.jsonl"),
    "parquet": (as_parquet, "f.parquet"),
    "google_merchant_tsv": (as_google_tsv, "f.tsv"),
    "google_merchant_xml": (as_google_xml, "f.xml"),
    "shopify": (as_shopify, "f.csv"),
    "vendure": (as_vendure, "f.csv"),
    "schema_org": (as_schema_org, "f.json"),
}
every_format = pytest.mark.parametrize("name", ROLE.names())


def sample(name, folder, bad=None):
    make, file = SAMPLES[name]
    path = folder / file
    path.write_bytes(make(bad))
    return path


def read(name, path, **options):
    return list(ROLE.open(name, {"currency": "CNY"} | options).read(path))


def read_if_readable(name, path):
    """What comes out; nothing where the file is refused as a whole."""
    try:
        return read(name, path)
    except BadFeed:
        return []


@every_format
def test_the_same_products_come_out_of_every_format(name, tmp_path):
    assert read(name, sample(name, tmp_path)) == PRODUCTS


@every_format
def test_a_file_is_recognised_as_its_format(name, tmp_path):
    assert recognised(sample(name, tmp_path)) == name


@every_format
def test_a_file_is_recognised_whatever_its_ending(name, tmp_path):
    path = sample(name, tmp_path)
    assert recognised(path.rename(tmp_path / "feed.data")) == name


@every_format
def test_a_price_below_zero_refuses_its_row_alone(name, tmp_path):
    first, refused, last = read(name, sample(name, tmp_path, {"price": -5.0}))
    assert [first, last] == [PRODUCTS[0], PRODUCTS[2]]
    assert isinstance(refused, Rejection)
    assert (refused.field, refused.reason) == ("price", "is below zero")
    assert refused.product_id == "boots-2"
    assert not refused.part
    assert refused.line > 0
    assert refused.suggestion


@every_format
def test_a_missing_title_refuses_its_row_alone(name, tmp_path):
    items = read(name, sample(name, tmp_path, {"title": ""}))
    refused = [item for item in items if isinstance(item, Rejection)]
    assert [(r.field, r.reason) for r in refused] == [("title", "is missing")]
    assert [item for item in items if isinstance(item, Product)] == [PRODUCTS[0], PRODUCTS[2]]


@every_format
def test_an_id_that_comes_again_is_refused(name, tmp_path):
    items = read(name, sample(name, tmp_path, {"id": "dress-1" if name == "shopify" else "scarf-3"}))
    refused = [item for item in items if isinstance(item, Rejection)]
    if name == "shopify":  # there rows of one handle are one product
        assert [len(item.variants) for item in items] == [2, 1]
    else:
        assert [r.reason for r in refused] == ["is there twice"]


@every_format
def test_an_empty_file_is_an_error_that_says_so(name, tmp_path):
    path = tmp_path / SAMPLES[name][1]
    path.write_bytes(b"")
    with pytest.raises(BadFeed, match="empty"):
        open_feed(path, FeedSection())
    assert read_if_readable(name, path) == []


@every_format
@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_file_that_was_cut_off_gives_what_is_whole_and_reports_the_rest(name, cut, tmp_path):
    path = sample(name, tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * cut)])
    items = read_if_readable(name, path)
    products = [item for item in items if isinstance(item, Product)]
    whole_ones = [product for product in products if product in PRODUCTS]
    assert len(products) - len(whole_ones) <= 1  # a last row may be whole without its last columns


@every_format
def test_bytes_that_are_no_feed_are_refused_and_never_crash(name, tmp_path):
    path = tmp_path / "noise"
    for noise in (b"\0" * 5000, bytes(range(256)) * 40, b"\xff" * 5000, b"PAR1" + b"\0" * 99, b"[" * 5000):
        path.write_bytes(noise)
        assert not [item for item in read_if_readable(name, path) if isinstance(item, Product)]


@every_format
def test_an_unknown_field_in_the_mapping_is_refused_by_name(name):
    with pytest.raises(BadFeed, match="colour") as caught:
        ROLE.open(name, {"columns": {"attribute.colour": "hue"}})
    assert "attributes.colour" in caught.value.hint


@every_format
def test_a_mapping_replaces_what_is_found_by_name(name, tmp_path):
    column = {
        "google_merchant_tsv": "brand",
        "google_merchant_xml": "brand",
        "shopify": "Vendor",
        "vendure": "brand",
        "schema_org": "brand.name",
    }.get(name, "brand")
    products = read(
        name, sample(name, tmp_path), columns={"attributes.maker": column, "brand": "{" + column + "}!"}
    )
    assert [p.attributes["maker"] for p in products] == [("Lin",), ("山行",), ("Lin",)]
    assert [p.brand for p in products] == ["Lin!", "山行!", "Lin!"]


@every_format
def test_an_option_of_the_wrong_type_is_refused(name):
    with pytest.raises(BadOption, match="currency"):
        ROLE.open(name, {"currency": 7})


@every_format
def test_the_format_is_in_the_docs(name):
    assert f"`{name}`" in DOCS.read_text(encoding="utf-8")


def test_a_file_that_no_format_recognises_is_refused_with_the_formats_there_are(tmp_path):
    path = tmp_path / "feed.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj")
    with pytest.raises(BadFeed) as caught:
        open_feed(path, FeedSection())
    assert all(name in caught.value.message for name in ROLE.names())
