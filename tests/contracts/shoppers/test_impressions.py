"""What was shown is kept with its first click."""

import pytest
from happenings import DAY, hour, impression

from daogou.core.errors import BadInput
from daogou.shoppers.impressions import Impression


def test_impressions_come_back_with_their_first_click(shoppers):
    shown = [impression("i1", at=1), impression("i2", "bob", at=2, arm=""), impression("i3", at=3)]
    shoppers.shown(shown)
    shoppers.shown(shown[:1])
    assert shoppers.clicked("i1", hour(5))
    assert shoppers.clicked("i1", hour(6))
    assert not shoppers.clicked("i9", hour(5))
    rows = list(shoppers.impressions(hour(1), hour(3)))
    assert [(row.impression, row.clicked_at) for row in rows] == [(shown[0], hour(5)), (shown[1], None)]
    assert [row.is_clicked for row in rows] == [True, False]


@pytest.mark.parametrize("wrong", [{"id": ""}, {"place": -1}, {"product_id": ""}, {"shelf": "x" * 201}])
def test_an_impression_that_cannot_be_is_refused(wrong):
    whole = {
        "id": "i",
        "shopper_id": "ann",
        "shelf": "home",
        "recommender": "als",
        "arm": "",
        "product_id": "p",
        "place": 0,
        "at": DAY,
    }
    Impression(**whole)
    with pytest.raises(BadInput):
        Impression(**whole | wrong)
