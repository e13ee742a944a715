from daogou.core.codec import product_from_dict, product_from_json, product_to_dict, product_to_json
from daogou.core.product import Product
from daogou.core.rejection import Rejection
from daogou.sources.conversion import Conversion
from daogou.sources.fields import fields_of as fields_named
from daogou.sources.google import plain
from daogou.sources.records import FeedOptions, Record, Row
from daogou.sources.schema_products import fields_of


def made(*fields):
    records = [Record(n, {"id": "a", "title": "Lamp"} | f) for n, f in enumerate(fields, 2)]
    return list(Conversion(FeedOptions(currency="CNY")).products(records))


def test_videos_and_models_are_read_one_or_many():
    [product] = made({"videos": "v.mp4|https://x.example/w.webm", "models": ["m.glb", {"source": "n.OBJ"}]})
    assert product.videos == ("v.mp4", "https://x.example/w.webm")
    assert product.models == ("m.glb", "n.OBJ")


def test_rows_of_one_product_share_their_media():
    [product] = made({"group": "g", "videos": "v.mp4"}, {"id": "b", "group": "g", "videos": "v.mp4|w.mp4"})
    assert product.videos == ("v.mp4", "w.mp4")


def test_what_leads_out_or_is_no_model_is_refused_and_the_product_stays():
    product, *refused = made({"videos": "../v.mp4|ok.mp4", "models": "iPhone 15|javascript:x.glb"})
    assert (product.videos, product.models) == (("ok.mp4",), ())
    assert [(r.field, r.part) for r in refused if isinstance(r, Rejection)] == [
        ("videos", True),
        ("models", True),
        ("models", True),
    ]


def test_feeds_columns_are_found_by_their_usual_names():
    for name in ("video", "Videos", "video_link", "商品视频"):
        assert "videos" in [field for _, field in fields_named(name)]
    for name in ("model_3d", "3D Model", "virtual_model_link", "3d模型"):
        assert "models" in [field for _, field in fields_named(name)]


def test_google_merchants_names_are_kept():
    row = plain(Row(2, {"g:video_link": "https://x.example/v.mp4", "g:virtual_model_link": "m.glb"}))
    assert {field for name in row.cells for _, field in fields_named(name)} >= {"videos", "models"}


def test_schema_org_says_what_is_about_the_product():
    node = {
        "@type": "Product",
        "name": "Lamp",
        "subjectOf": [
            {"@type": "VideoObject", "contentUrl": "https://x.example/v.mp4"},
            {"@type": "3DModel", "encoding": [{"@type": "MediaObject", "contentUrl": "m.glb"}]},
            {"@type": "CreativeWork", "contentUrl": "manual.pdf"},
        ],
    }
    found = fields_of(node)
    assert (found["videos"], found["models"]) == (["https://x.example/v.mp4"], ["m.glb"])


def test_a_stored_product_keeps_them_and_one_stored_before_has_none():
    product = Product("a", {"en": "Lamp"}, videos=("v.mp4",), models=("m.glb",))
    assert product_from_json(product_to_json(product)) == product
    assert product_from_dict(product_to_dict(product)) == product
    before = product_from_json('{"id": "a", "titles": {"en": "Lamp"}}')
    assert (before.videos, before.models) == ((), ())
