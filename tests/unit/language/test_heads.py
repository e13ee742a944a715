import pytest

from daogou.language.concepts import concepts
from daogou.language.heads import head_category, head_tokens
from daogou.language.tokens import Tokens


@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("HP Compaq 6530b Notebook PC 35.8 cm", "laptop"),
        ("Puma Men Future Cat Black Casual Shoes", "casual_shoes"),
        ("复古碎花雪纺连衣裙 女 夏季", "dress"),
        ("Red dress with belt", "dress"),
        ('Targus 17" Laptop privacy filter', None),
        ("", None),
    ],
)
def test_the_thing_named_closes_its_phrase(title, category):
    assert head_category(title, concepts()) == category


def test_what_describes_the_thing_is_no_head():
    found = head_tokens("Kensington Mouse Wrist Pillow. Black", Tokens(), concepts())
    assert "pillow" in found
    assert "mous" not in found
