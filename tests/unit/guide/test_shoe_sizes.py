from dataclasses import dataclass, field

import pytest

from daogou.core.query import Constraint, Query
from daogou.guide.shoe_sizes import in_shops_system, is_of_another_system
from daogou.language.concepts import Concepts, concepts
from daogou.search.answer import Answer

BOOTS, DRESS = Constraint("category", ("boots",)), Constraint("category", ("dress",))
WOMEN = Constraint("audience", ("women",))


@dataclass
class ShoeShop:
    """Sells whole sizes 36 to 44."""

    concepts: Concepts = field(default_factory=concepts)

    def search(self, query: Query) -> Answer:
        size = query.filters[0].values[0]
        return Answer((), int(size in {str(one) for one in range(36, 45)}))


@pytest.mark.parametrize(
    ("text", "wanted", "size"),
    [
        ("mens 10", (BOOTS,), "43"),
        ("men's size 10", (BOOTS,), "43"),
        ("a women's 8.5", (BOOTS,), "39"),
        ("us 8.5", (BOOTS, WOMEN), "39"),
        ("美码7", (BOOTS, WOMEN), "37"),
        ("size 7", (BOOTS, WOMEN), "37"),
        ("size 39", (BOOTS,), ""),  # as it is sold
        ("under 10", (BOOTS,), ""),
        ("the first 2", (BOOTS,), ""),
        ("size 10", (DRESS,), ""),
        ("size 10", (), ""),
        ("size 1", (BOOTS,), ""),  # nobody's
    ],
)
def test_a_size_of_shoes_in_the_shops_numbers(text, wanted, size):
    found = in_shops_system(text, wanted, ShoeShop())
    assert [one.values for one in found] == ([(size,)] if size else [])
    assert all(is_of_another_system(one) for one in found)


def test_a_size_as_it_is_sold_is_of_no_other_system():
    assert not is_of_another_system(Constraint("size", ("39",), words="size 39"))
    assert not is_of_another_system(Constraint("size", ("M",), words="size m"))
