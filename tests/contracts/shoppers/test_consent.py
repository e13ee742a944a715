"""Consent is per purpose, and the last word holds."""

from datetime import datetime

import pytest
from happenings import DAY, event, hour

from daogou.core.errors import BadInput
from daogou.shoppers.consent import PURPOSES


def test_consent_is_per_purpose_and_the_last_word_holds(shoppers):
    assert dict(shoppers.consents("ann")) == {
        "personalise": True,
        "improve": True,
        "remember": False,
        "photos": False,
    }
    shoppers.set_consent("ann", "improve", False, hour(2))
    shoppers.set_consent("ann", "improve", True, hour(1), by="owner")  # said before, heard later
    shoppers.set_consent("ann", "photos", True, hour(3))
    said = shoppers.consents("ann")
    assert (said["personalise"], said["improve"], said["photos"]) == (True, False, True)
    assert [(one.purpose, one.given, one.at, one.by) for one in shoppers.consent_history("ann")] == [
        ("improve", True, hour(1), "owner"),
        ("improve", False, hour(2), "shopper"),
        ("photos", True, hour(3), "shopper"),
    ]


def test_where_consent_is_asked_for_silence_is_a_no(opened):
    shoppers = opened(consent="ask")
    assert not any(shoppers.consents("ann").values())
    shoppers.add([event("e1"), event("e2", shopper="bob")])
    assert (shoppers.recent("ann"), list(shoppers.events("improve"))) == ([], [])
    shoppers.set_consent("ann", "personalise", True, DAY)
    shoppers.set_consent("bob", "improve", True, DAY)
    assert [one.id for one in shoppers.recent("ann")] == ["e1"]
    assert [one.id for one in shoppers.events("improve")] == ["e2"]


def test_who_says_no_is_left_out_of_what_they_said_no_to(shoppers):
    shoppers.add([event("e1"), event("e2", shopper="bob")])
    shoppers.set_consent("ann", "improve", False, DAY)
    shoppers.set_consent("bob", "personalise", False, DAY)
    assert [one.id for one in shoppers.events("improve")] == ["e2"]
    assert [one.id for one in shoppers.events("personalise")] == ["e1"]
    assert ([one.id for one in shoppers.recent("ann")], shoppers.recent("bob")) == (["e1"], [])
    assert list(shoppers.events("photos")) == []


def test_a_word_about_nothing_or_at_no_time_is_refused(shoppers):
    with pytest.raises(BadInput, match="no purpose") as raised:
        shoppers.set_consent("ann", "sell", True, DAY)
    assert all(purpose in raised.value.hint for purpose in PURPOSES)
    with pytest.raises(BadInput, match="zone"):
        shoppers.set_consent("ann", "improve", True, datetime(2026, 1, 1))
    with pytest.raises(BadInput, match="id"):
        shoppers.set_consent("", "improve", True, DAY)
