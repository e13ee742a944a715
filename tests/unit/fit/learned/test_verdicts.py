from datetime import UTC, datetime, timedelta

import pytest

from daogou.core.event import Event
from daogou.fit.learned.verdicts import RETURN_TIME, Tried, counted, reason_of, tried
from daogou.fit.sizes.garments import purchases

START = datetime(2026, 1, 1, tzinfo=UTC)


def event(number, who, kind, day, text="", product="dress"):
    return Event(f"e{number}", who, kind, product, START + timedelta(days=day), 1.0, text)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("too small", "small"),
        ("SIZE_TOO_SMALL", "small"),
        ("runs a bit tight", "small"),
        ("偏小，穿不下", "small"),
        ("too-large", "large"),
        ("fits very loose", "large"),
        ("太大了", "large"),
        ("", None),
        ("colour not as pictured", None),
        ("not too small, but the seam broke", None),
        ("too small at the waist, too large at the bust", None),
        ("没觉得太小，是颜色不喜欢", None),
        ("small", None),
    ],
)
def test_a_reason_says_small_or_large_or_nothing_of_the_size(text, verdict):
    assert reason_of(text) == verdict


def test_a_return_is_of_the_last_purchase_and_what_is_kept_for_a_month_is_right():
    events = [
        event(1, "ann", "buy", 0, "S"),
        event(2, "ann", "buy", 5, "M"),
        event(3, "ann", "return", 9, "too small"),
        event(4, "bob", "buy", 50, "L"),
        event(5, "cy", "buy", 1, "M"),
        event(6, "cy", "return", 3, "I changed my mind"),
    ]
    assert set(tried(events)) == {Tried("ann", "dress", "M", "small"), Tried("ann", "dress", "S", "right")}


def test_where_no_return_tells_of_a_size_what_is_kept_says_nothing():
    events = [event(1, "ann", "buy", 0, "S"), event(2, "bob", "return", RETURN_TIME.days * 3, "")]
    assert tried(events) == []


def test_a_shopper_counts_once_for_each_verdict_on_a_garment():
    seen = [Tried("ann", "dress", size, "right") for size in "SML"]
    seen += [Tried("ann", "dress", "XS", "small"), Tried("bob", "dress", "", "large")]
    assert counted(seen) == {"dress": purchases(small=1, right=1, large=1)}
