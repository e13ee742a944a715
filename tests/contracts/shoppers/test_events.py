"""Events are kept once, in order and whole, the same in SQLite and in PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from happenings import DAY, EVENTS, MANY, PEOPLE, empty, event, fill, hour, impression
from hypothesis import given
from hypothesis import strategies as st

from daogou.core.event import Event


def test_an_event_is_kept_whole(shoppers):
    given = Event(
        "e1", "安", "rate", "p-1", datetime(2026, 1, 2, 3, 4, 5, 678901, UTC), 4.5, "很好 👍\n'\";--"
    )
    added = shoppers.add([given])
    assert (added.new, added.known, added.refused) == (1, 0, ())
    assert shoppers.recent("安") == list(shoppers.events("improve")) == [given]


def test_another_zone_is_the_same_moment(shoppers):
    at = datetime.fromisoformat("2026-01-02T03:04:05+08:00")
    shoppers.add([Event("e1", "ann", "view", "p1", at)])
    assert shoppers.recent("ann")[0].at == at
    assert shoppers.recent("ann")[0].at.tzinfo is UTC


def test_an_event_sent_twice_counts_once_and_the_first_stands(shoppers):
    assert shoppers.add([event("e1"), event("e1", product="p2")]).known == 1
    again = shoppers.add([event("e1", shopper="bob"), event("e2")])
    assert (again.new, again.known) == (1, 1)
    assert [one.product_id for one in shoppers.recent("ann")] == ["p1", "p1"]
    assert shoppers.recent("bob") == []


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (event(""), "id"),
        (event("e", shopper=" "), "shopper_id"),
        (event("e", shopper="x" * 201), "shopper_id"),
        (event("e", product=""), "product_id"),
        (event("e", kind="steal"), "kind"),
        (event("e", kind="rate", value=6), "value"),
        (event("e", value=float("nan")), "value"),
        (event("e", value=float("inf")), "value"),
        (event("e", kind="search", text="nul \0"), "text"),
        (event("e", kind="search", text="half \ud800"), "text"),
        (Event("e", "ann", "view", "p1", datetime(2026, 1, 1)), "at"),
        (Event("e", "ann", "view", "p1", datetime.fromisoformat("0001-01-01T00:00:00+14:00")), "at"),
        (Event("e", "ann", "view", "p1", datetime.fromisoformat("9999-12-31T23:59:59-14:00")), "at"),
    ],
)
def test_a_bad_event_is_refused_with_its_place_and_the_others_kept(shoppers, bad, field):
    added = shoppers.add([event("good"), bad, event("better", kind="search", product="", text="red dress")])
    assert added.new == 2
    assert [(one.line, one.field) for one in added.refused] == [(2, field)]
    assert added.refused[0].reason


def test_recent_events_come_newest_last(shoppers):
    shoppers.add([event(f"e{at}", at=at) for at in (5, 1, 3, 2, 4)])
    shoppers.add([event("other", shopper="bob", at=9)])
    assert [one.id for one in shoppers.recent("ann", limit=3)] == ["e3", "e4", "e5"]
    assert shoppers.recent("nobody") == []


def test_all_events_come_in_time_order_and_of_one_moment_by_code_point(shoppers):
    names = ["b", "B", "a", "é", "中", "Z", "_", "1"]
    shoppers.add([event(name, shopper=f"s{n}", at=0) for n, name in enumerate(names)])
    shoppers.add([event("early", at=-1)])
    assert [one.id for one in shoppers.events("improve")] == ["early", *sorted(names)]


def test_more_events_than_one_batch(shoppers):
    given = [event(f"e{n:05}", shopper=f"s{n % 7}", at=n) for n in range(2_345)]
    bad = [event("bad", product="")]
    added = shoppers.add(iter([*given[:1_500], *bad, *given[1_500:]]))
    assert (added.new, added.refused[0].line) == (2_345, 1_501)
    assert list(shoppers.events("improve")) == given


def test_threads_share_one_state(shoppers):
    def work(number):
        for at in range(10):
            shoppers.add([event(f"e{at}", at=at), event(f"own-{number}-{at}", f"s{number}", at=at)])
        return len(shoppers.recent(f"s{number}"))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, range(8))) == [10] * 8
    assert len(list(shoppers.events("improve"))) == 90


def test_what_is_older_than_the_shop_keeps_is_forgotten_and_not_taken_again(opened):
    shoppers = opened()
    shoppers.add([event("old", at=0), event("new", at=240), event("gone", "bob", at=1)])
    shoppers.shown([impression("i-old", at=0), impression("i-new", at=240)])
    assert opened().forget_old() == {"events": 0, "impressions": 0, "cart": 0, "conversations": 0}
    strict = opened(keep_days=5, clock=lambda: hour(241))
    assert strict.forget_old() == {"events": 2, "impressions": 1, "cart": 0, "conversations": 0}
    assert [one.id for one in strict.events("improve")] == ["new"]
    assert strict.stats()["shoppers"] == 1
    assert [one.reason for one in strict.add([event("old", at=0)]).refused] == ["too old"]
    fresh = strict.fingerprint("improve")
    strict.add([event("more", at=240)])
    assert strict.fingerprint("improve") != fresh


def test_stats_count(shoppers):
    fill(shoppers, "ann")
    shoppers.erase("bob", DAY)
    assert shoppers.stats() == {
        "shoppers": 1,
        "events": {"search": 1, "view": 1},
        "profiles": 1,
        "consents": {"photos: yes": 1},
        "impressions": 1,
        "clicks": 1,
        "erasures": 1,
        "erasures_pending": 1,
    }


def test_a_feed_that_was_taken_is_remembered(shoppers, opened):
    assert shoppers.feed_taken("events") == ""
    shoppers.take_feed("events", "abc")
    shoppers.take_feed("events", "def")
    assert opened().feed_taken("events") == "def"


@MANY
@given(batch=st.lists(EVENTS, max_size=12), cut=st.integers(0, 12))
def test_any_batch_twice_is_that_batch_once(shoppers, database, batch, cut):
    empty(database)
    first = {}
    for one in batch:
        first.setdefault(one.id, one)
    expected = sorted(first.values(), key=lambda one: (one.at, one.id))
    assert shoppers.add(batch[:cut]).new + shoppers.add(batch[cut:]).new == len(first)
    assert list(shoppers.events("improve")) == expected
    fingerprint = shoppers.fingerprint("improve")
    again = shoppers.add(batch)
    assert (again.new, again.known) == (0, len(batch))
    assert list(shoppers.events("improve")) == expected
    assert shoppers.fingerprint("improve") == fingerprint


STEPS = st.one_of(
    st.tuples(st.just("add"), st.lists(EVENTS, max_size=4)),
    st.tuples(st.just("consent"), PEOPLE, st.sampled_from(["improve", "photos"]), st.booleans()),
    st.tuples(st.just("erase"), PEOPLE),
)


@MANY
@given(steps=st.lists(STEPS, max_size=10))
def test_a_fingerprint_changes_if_and_only_if_the_events_do(shoppers, database, steps):
    empty(database)
    seen = {}
    for number, step in enumerate(steps):
        match step:
            case ("add", batch):
                shoppers.add(batch)
            case ("consent", who, purpose, given_):
                shoppers.set_consent(who, purpose, given_, hour(number))
            case ("erase", who):
                shoppers.erase(who, hour(-1))
        now = tuple(shoppers.events("improve"))
        assert seen.setdefault(shoppers.fingerprint("improve"), now) == now
    assert len(set(seen.values())) == len(seen)
