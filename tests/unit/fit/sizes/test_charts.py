import pytest

from daogou.core.product import Product
from daogou.fit.body.reading import measures_in
from daogou.fit.sizes.charts import SizeChart, chart_of

ROWS = {"S": {"bust": 84.0, "waist": 66.0}, "M": {"bust": 88.0, "waist": 70.0}, "L": {"bust": 92.0}}
CHARTS = {"charts": {"Dresses": {"women": ROWS, "kids": {}}, "Belts": {"men": ROWS}}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what size for a bust of 90 cm?", {"bust": 90.0}),
        ("chest 36 inches, waist 30 in", {"bust": 91.4, "waist": 76.2}),
        ("胸围90腰围70穿什么码", {"bust": 90.0, "waist": 70.0}),
        ("I am 165 cm tall", {"height": 165.0}),
        ("what size for me", {}),
    ],
)
def test_measures_are_read_in_centimetres(text, expected):
    assert measures_in(text) == expected


@pytest.mark.parametrize(
    ("bust", "expected"), [(88, ["M"]), (90, ["M", "L"]), (80, ["S"]), (100, ["L"]), (84, ["S"])]
)
def test_the_sizes_around_a_measure(bust, expected):
    assert SizeChart("Dresses", "women", ROWS).around("bust", bust) == expected


def test_a_size_without_the_measure_is_passed_over():
    assert SizeChart("Dresses", "women", ROWS).around("waist", 90) == ["M"]


def test_the_chart_is_of_the_category_and_the_audience():
    def product(category, **attributes):
        return Product("p", {"en": "p"}, category=category, attributes=attributes)

    assert chart_of(product(("Clothing", "Dresses"), audience=("women",)), CHARTS).source == (
        "size_chart:Dresses/women"
    )
    assert chart_of(product(("Clothing", "Dresses")), CHARTS) is None
    assert chart_of(product(("Belts",)), CHARTS).audience == "men"
    assert chart_of(product(("Hats",)), CHARTS) is None
    assert chart_of(product(("Hats",)), {}) is None
