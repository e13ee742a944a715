"""What sentences ask for, in both languages."""

import pytest

from daogou.studio.wishes import Wish, wish_of


@pytest.mark.parametrize(
    ("text", "colour", "second", "print_id"),
    [
        ("this in green", "green", "", ""),
        ("换成绿色", "green", "", ""),
        ("with stripes", "", "", "striped"),
        ("加条纹", "", "", "striped"),
        ("with white stripes", "", "white", "striped"),
        ("加白色波点", "", "white", "polka_dot"),
        ("加红点", "", "red", "polka_dot"),
        ("in navy with white polka dots", "navy", "white", "polka_dot"),
        ("把它变成深蓝色白色波点", "navy", "white", "polka_dot"),
        ("白底蓝条纹", "white", "blue", "striped"),
        ("a white striped shirt", "white", "", "striped"),
        ("白色条纹衬衫", "white", "", "striped"),
        ("blue and white striped shirt", "blue", "white", "striped"),
        ("蓝白条纹衬衫", "blue", "white", "striped"),
        ("千鸟格大衣", "", "", "houndstooth"),
        ("薄荷绿条纹毛衣", "mint", "", "striped"),
        ("a white polka dot blouse", "white", "", "polka_dot"),
        ("something nice", "", "", ""),
    ],
)
def test_colours_go_to_the_cloth_or_to_the_print(text: str, colour: str, second: str, print_id: str) -> None:
    wish = wish_of(text)
    assert (wish.colour, wish.second, wish.print) == (colour, second, print_id)


def test_both_languages_ask_for_the_same_dress() -> None:
    english, chinese = wish_of("a red dress with long sleeves"), wish_of("红色长袖连衣裙")
    assert english == chinese == Wish("red", traits={"category": "dress", "sleeve": "long_sleeve"})
