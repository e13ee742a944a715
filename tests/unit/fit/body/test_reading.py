import pytest

from daogou.core.errors import BadQuery
from daogou.fit.body.reading import read_body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("165 cm, 58 kg, waist 70", {"height": 165, "weight": 58, "waist": 70}),
        ("身高165体重116斤", {"height": 165, "weight": 58}),
        ("身高 170 体重 62", {"height": 170, "weight": 62}),
        ("我165cm 55公斤 穿什么码", {"height": 165, "weight": 55}),
        ("5'6, 128 lb", {"height": 167.6, "weight": 58.1}),
        ("I am 1.72 m and weigh 65 kg", {"height": 172, "weight": 65}),
        ("1米68，50kg", {"height": 168, "weight": 50}),
        ("bust 90 cm", {"bust": 90}),
        ("胸围90 腰围70 臀围95", {"bust": 90, "waist": 70, "hip": 95}),
        ("what size for me?", {}),
    ],
)
def test_measures_are_read_from_what_people_write(text, expected):
    assert {name: one.value for name, one in read_body(text).measures.items()} == expected


def test_a_measure_in_the_wrong_unit_is_asked_for_again():
    with pytest.raises(BadQuery, match="height"):
        read_body("height 900 cm")
