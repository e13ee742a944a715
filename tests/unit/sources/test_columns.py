import pytest

from daogou.core.errors import BadFeed
from daogou.sources.columns import Columns
from daogou.sources.fields import SYNONYMS, attribute_name, fields_of, is_field, key
from daogou.sources.records import Row

FASHION = {
    "id": "15970",
    "gender": "Men",
    "masterCategory": "Apparel",
    "subCategory": "Topwear",
    "articleType": "Shirts",
    "baseColour": "Navy Blue",
    "year": "2011",
    "usage": "Casual",
    "title": "Turtle Check Shirt",
}


def record(cells, **mapping):
    columns = Columns({name.replace("__", "."): source for name, source in mapping.items()})
    columns.check(list(cells))
    return columns.record(Row(2, cells)).fields


def test_columns_are_found_by_name():
    assert record(FASHION) == {
        "id": "15970",
        "title": "Turtle Check Shirt",
        "attributes.audience": "Men",
        "attributes.colour": "Navy Blue",
        "attributes.occasion": "Casual",
    }


def test_a_category_is_joined_from_columns():
    fields = record(FASHION, category="masterCategory > subCategory > articleType")
    assert fields["category"] == ["Apparel", "Topwear", "Shirts"]


def test_a_text_takes_columns_in_braces():
    fields = record(
        FASHION, picture="images/{id}.jpg", title__en="{gender}: {title}", attributes__year="year"
    )
    assert fields["picture"] == "images/15970.jpg"
    assert fields["title.en"] == "Men: Turtle Check Shirt"
    assert fields["attributes.year"] == "2011"


def test_a_text_with_an_empty_column_gives_nothing():
    assert "picture" not in record(FASHION | {"id2": ""}, picture="images/{id2}.jpg")
    fields = record(
        FASHION | {"subCategory": ""}, category="{masterCategory} > {subCategory} > {articleType}"
    )
    assert fields["category"] == ["Apparel", "Shirts"]


def test_a_column_with_a_joint_in_its_name_is_that_column():
    assert record({"id": "1", "title": "T", "a > b": "Shoes"}, category="a > b")["category"] == "Shoes"


def test_several_picture_columns_are_joined():
    cells = {"id": "1", "title": "T", "front": "f.jpg", "back": "", "side": "s.jpg"}
    assert record(cells, pictures="front|back|side")["pictures"] == ["f.jpg", "s.jpg"]


def test_chinese_column_names_are_known():
    cells = {
        "款号": "A1",
        "标题": "裙",
        "颜色": "红",
        "尺码": "M",
        "价格": "9",
        "品牌": "林",
        "类目": "女装",
        "图片": "a.jpg",
        "库存": "2",
    }
    assert record(cells) == {
        "id": "A1",
        "title": "裙",
        "attributes.colour": "红",
        "options.size": "M",
        "price": "9",
        "brand": "林",
        "category": "女装",
        "picture": "a.jpg",
        "stock": "2",
    }


def test_the_better_name_wins_and_a_column_serves_one_field():
    fields = record({"sku": "S1", "product_id": "P1", "name": "N", "title": "T"})
    assert (fields["id"], fields["sku"], fields["title"]) == ("P1", "S1", "T")
    assert record({"sku": "S1", "title": "T"}) == {"id": "S1", "title": "T"}


def test_a_mapped_column_is_not_used_by_name_again():
    fields = record({"id": "1", "name": "Kleid", "title": "Dress"}, attributes__german="title")
    assert fields == {"id": "1", "attributes.german": "Dress", "title": "Kleid"}


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("Product Name", "title"),
        ("name_zh", "title.zh"),
        ("name:en", "title.en"),
        ("标题(中文)", "title.zh"),
        ("g:image_link", "picture"),
        ("Titel", None),
        ("attributes.颜色", "attributes.colour"),
        ("attributes.Heel Height", "attributes.heel_height"),
        ("titles.zh", "title.zh"),
    ],
)
def test_names_are_compared_without_case_and_punctuation(column, field):
    assert [found for _, found in fields_of(column)][:1] == ([field] if field else [])


def test_every_name_leads_to_its_field():
    for field, names in SYNONYMS.items():
        for name in names:
            assert field in [found for _, found in fields_of(name)], name
            assert key(name)
        assert is_field(field)


def test_attributes_have_one_name():
    assert {attribute_name(n) for n in ("color", "Colour", "颜色", "base_colour")} == {"colour"}


def test_a_table_without_an_id_is_refused_with_the_line_to_write():
    with pytest.raises(BadFeed, match="gives the id") as caught:
        Columns({}).check(["productt_id", "title"])
    assert '"id" = "productt_id"' in caught.value.hint


def test_a_mapping_to_a_column_that_is_not_there_names_the_nearest():
    with pytest.raises(BadFeed, match="artikelType") as caught:
        Columns({"category": "{artikelType}"}).check(list(FASHION))
    assert caught.value.hint == "Did you mean 'articleType'?"
