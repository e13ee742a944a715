import pytest

from daogou.fit.sizes.ordering import next_size, size_order


@pytest.mark.parametrize(
    ("size", "sizes", "step", "expected"),
    [
        ("M", ["S", "M", "L"], 1, "L"),
        ("M", ["S", "M", "L"], -1, "S"),
        ("M", ["S", "M", "XL"], 1, "XL"),
        ("L", ["S", "L"], 1, ""),
        ("38", ["36", "38", "40", "M"], 1, "40"),
        ("38", ["9", "38", "100"], -1, "9"),
        ("one size", ["one size"], 1, ""),
    ],
)
def test_the_next_size(size, sizes, step, expected):
    assert next_size(size, sizes, step) == expected


def test_letters_come_in_their_own_order_and_before_numbers():
    assert sorted(["40", "L", "one size", "S", "9", "XXL"], key=size_order) == [
        "S",
        "L",
        "XXL",
        "9",
        "40",
        "one size",
    ]
