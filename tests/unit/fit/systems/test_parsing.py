import pytest

from daogou.core.errors import BadQuery
from daogou.fit.systems.converting import SizeName
from daogou.fit.systems.labels import same_size, tidy
from daogou.fit.systems.parsing import read_size


@pytest.mark.parametrize(
    ("text", "kind", "system", "label"),
    [
        ("EU 38", "women", "EU", "38"),
        ("欧码38", "women", "EU", "38"),
        ("de 40", "women", "EU", "40"),
        ("165/88A", "women", "CN", "165/88A"),
        ("１７５／９２Ａ 男", "men", "CN", "175/92A"),
        ("US women's 8", "women", "US", "8"),
        ("uk 10 women", "women", "UK", "10"),
        ("日本9号", "women", "JP", "9"),
        ("M码", "women", "CN-letters", "M"),
        ("2xl men", "men", "CN-letters", "XXL"),
        ("女鞋 欧码 38", "shoes-women", "EU", "38"),
        ("US 10.5 men's shoes", "shoes-men", "US", "10.5"),
        ("240mm", "shoes-women", "CN", "240"),
        ("24.5 cm", "shoes-women", "CN", "245"),
        ("W32", "women-bottoms", "W", "32"),
        ("34DD", "bras", "UK", "34DD"),
        ("c75 日码", "bras", "JP", "75C"),
        ("Kids 110", "kids", "EU", "110"),
        ("ring US 7", "rings", "US", "7"),
        ("hat 57 cm", "hats", "cm", "57"),
        ("hat US 7 1/8", "hats", "US", "7.125"),
    ],
)
def test_what_people_type_is_read(text, kind, system, label):
    assert read_size(text)[0] == SizeName(kind, system, label)


def test_a_size_that_may_mean_several_gives_them_all():
    assert {one.kind for one in read_size("EU 38")} == {"women", "shoes-women", "shoes-men"}


def test_the_product_tells_what_is_meant():
    assert read_size("38", ("shoes-men",)) == (SizeName("shoes-men", "EU", "38"),)


@pytest.mark.parametrize("text", ["", "blue", "EU 3800", "165/8"])
def test_what_is_no_size_is_refused(text):
    with pytest.raises(BadQuery, match="no size"):
        read_size(text)


@pytest.mark.parametrize(
    ("label", "spelled"),
    [("ｍ码", "M"), ("2XL", "XXL"), ("Size 8", "8"), ("均码", "ONE SIZE"), ("加大", "XL")],
)
def test_labels_have_one_spelling(label, spelled):
    assert tidy(label) == spelled


def test_a_label_is_found_on_a_chart_however_it_is_spelled():
    assert same_size("2xl", ["M", "XXL"]) == "XXL"
    assert same_size("S", ["M"]) is None
