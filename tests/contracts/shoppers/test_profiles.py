"""What shoppers say of themselves is kept, if it makes sense."""

import pytest

from daogou.core.errors import BadInput
from daogou.shoppers.profile import Profile, profile_from


def test_a_profile_is_kept_and_replaced(shoppers):
    assert shoppers.profile("ann") == Profile()
    said = {"name": "安", "language": "zh", "sizes": {"shoes": "38"}, "measures": {"height_cm": 168.5}}
    shoppers.set_profile("ann", profile_from({**said, "likes": ["colour:red"], "dislikes": ["material:fur"]}))
    assert shoppers.profile("ann").measures == {"height_cm": 168.5}
    shoppers.set_profile("ann", profile_from({"likes": ["brand:lanhe"]}))
    assert shoppers.profile("ann") == Profile(likes=("brand:lanhe",))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"shoe": 1}, "shoe"),
        ({"likes": ["red"]}, "likes.0"),
        ({"measures": {"height_cm": -1}}, "measures.height_cm"),
        ({"language": "xx"}, "language"),
        ({"name": "x" * 201}, "name"),
    ],
)
def test_a_profile_that_makes_no_sense_is_refused_by_name(said, field):
    with pytest.raises(BadInput, match=rf"profile\.{field}"):
        profile_from(said)
