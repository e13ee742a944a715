"""What shoppers did, the same in SQLite and in PostgreSQL."""

import json
import os
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from daogou.core.errors import BadInput, BadSetting, MissingDependency
from daogou.core.event import EVENT_KINDS, Event
from daogou.core.settings import ShoppersSection
from daogou.shoppers import schema
from daogou.shoppers.consent import PURPOSES
from daogou.shoppers.engines import FILE, open_database
from daogou.shoppers.erasing import personal_tables
from daogou.shoppers.exporting import is_empty
from daogou.shoppers.failures import StateUnavailable
from daogou.shoppers.impressions import Impression
from daogou.shoppers.profile import Profile, profile_from
from daogou.shoppers.shoppers import open_shoppers
from daogou.shoppers.tables import METADATA, meta

DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)
MANY = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def hour(number):
    return DAY + timedelta(hours=number)


def event(name, shopper="ann", kind="view", product="p1", at=0, value=1.0, text=""):
    return Event(name, shopper, kind, product, hour(at), value, text)


def impression(name, shopper="ann", at=0, arm="a"):
    return Impression(name, shopper, "home", "als", arm, "p1", 3, hour(at))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request):
    return "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")()


@pytest.fixture
def opened(url, tmp_path):
    """Opens the same state again and again, with other settings if told."""
    made = []

    def again(**given):
        clock = given.pop("clock", lambda: hour(1000))
        made.append(open_shoppers(tmp_path, ShoppersSection(url=url, **given), clock=clock))
        return made[-1]

    yield again
    for one in made:
        one.close()


@pytest.fixture
def shoppers(opened):
    return opened()


@pytest.fixture
def database(shoppers, url, tmp_path):
    """What is really in the tables."""
    database = open_database(tmp_path, url)
    yield database
    database.close()


def cells(database):
    """table -> every value in it."""
    with database.reading() as connection:
        return {
            table.name: [value for row in connection.execute(select(table)) for value in row]
            for table in METADATA.sorted_tables
        }


def empty(database):
    def work(connection):
        for table in METADATA.sorted_tables:
            if table is not meta:
                connection.execute(delete(table))

    database.write(work)


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


def fill(shoppers, shopper):
    shoppers.add(
        [event(f"{shopper}-1", shopper), event(f"{shopper}-2", shopper, "search", "", text="hat", at=1)]
    )
    shoppers.set_consent(shopper, "photos", True, DAY)
    shoppers.set_profile(shopper, Profile(name=f"Name of {shopper}"))
    shoppers.shown([impression(f"{shopper}-i", shopper)])
    shoppers.clicked(f"{shopper}-i", hour(1))


def test_an_export_holds_everything_and_is_json(shoppers):
    fill(shoppers, "ann")
    fill(shoppers, "bob")
    export = json.loads(json.dumps(shoppers.export("ann")))
    assert export["shopper_id"] == "ann"
    assert export["profile"] == {"name": "Name of ann"}
    assert export["consent"]["photos"] is True
    assert [one["by"] for one in export["consent_history"]] == ["shopper"]
    assert [one["id"] for one in export["events"]] == ["ann-1", "ann-2"]
    assert export["events"][1]["at"] == hour(1).isoformat()
    assert export["impressions"][0]["clicked_at"] == hour(1).isoformat()
    assert export["erased"] is None
    assert "bob" not in json.dumps(export)
    assert not is_empty(export)
    assert is_empty(shoppers.export("nobody"))


def test_an_export_leaves_out_no_table(shoppers):
    fill(shoppers, "ann")
    export = shoppers.export("ann")
    # a table that is added must be exported, too; activity holds but counts of the events
    named = {"profiles": "profile", "consents": "consent", "activity": "events"}
    assert {named.get(table.name, table.name) for table in personal_tables()} <= set(export)


def test_who_is_erased_is_nowhere_and_others_stay(shoppers, database):
    fill(shoppers, "ann-the-first")
    before = cells(database)
    fill(shoppers, "zoë-who-leaves")
    done = shoppers.erase("zoë-who-leaves", hour(9))
    assert done.deleted == {
        "activity": 1,
        "consent_history": 1,
        "consents": 1,
        "events": 2,
        "impressions": 1,
        "profiles": 1,
    }
    after = cells(database)
    assert "zoë" not in repr(after)
    tombstone = after.pop("erasures")
    assert len(tombstone) == 5
    assert after == {name: values for name, values in before.items() if name != "erasures"}


def test_a_file_holds_no_byte_of_who_was_erased(tmp_path):
    shoppers = open_shoppers(tmp_path, ShoppersSection())
    for name in ("ann", "shopper-who-leaves", "bob"):
        for number in range(8):
            fill(shoppers, f"{name}{number}")
    for number in range(8):
        shoppers.erase(f"shopper-who-leaves{number}", hour(9))
    shoppers.close()
    for file in tmp_path.iterdir():
        assert b"shopper-who-leaves" not in file.read_bytes(), file.name


def test_bytes_that_a_reader_kept_alive_are_gone_when_the_build_is_done(tmp_path):
    shoppers = open_shoppers(tmp_path, ShoppersSection())
    fill(shoppers, "shopper-who-leaves")
    fill(shoppers, "bob")
    reading = shoppers.events("improve")
    next(reading)
    shoppers.erase("shopper-who-leaves", hour(9))
    assert len(list(reading)) == 3  # what was begun is read to its end, from the state it began with
    shoppers.erasures_done(shoppers.pending_erasures(), "r7", hour(10))
    for file in tmp_path.iterdir():
        assert b"shopper-who-leaves" not in file.read_bytes(), file.name
    shoppers.close()


def test_threads_share_one_state(shoppers):
    def work(number):
        for at in range(10):
            shoppers.add([event(f"e{at}", at=at), event(f"own-{number}-{at}", f"s{number}", at=at)])
        return len(shoppers.recent(f"s{number}"))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, range(8))) == [10] * 8
    assert len(list(shoppers.events("improve"))) == 90


def test_old_events_of_who_was_erased_do_not_return_but_new_ones_may(shoppers):
    feed = [event("e1", at=1), event("e2", at=2), event("future", at=50)]
    shoppers.add([feed[0], feed[2]])
    shoppers.erase("ann", hour(9))
    added = shoppers.add([*feed, event("e3", "bob", at=1)])
    assert (added.new, [one.reason for one in added.refused]) == (1, ["erased"] * 3)
    shoppers.shown([impression("i1", at=9)])
    assert list(shoppers.impressions(hour(0), hour(99))) == []
    assert shoppers.add([event("e4", at=51)]).new == 1
    assert [one.id for one in shoppers.recent("ann")] == ["e4"]


def test_an_erasure_waits_for_a_release_and_then_names_it(shoppers):
    fill(shoppers, "ann")
    shoppers.erase("ann", hour(9))
    assert shoppers.export("ann")["erased"] == {"at": hour(9).isoformat(), "release": "", "done_at": None}
    followed = shoppers.pending_erasures()
    assert [one.at for one in followed] == [hour(9)]
    assert "ann" not in repr(followed)
    shoppers.erase("bob", hour(10))  # while the build runs
    shoppers.erasures_done(followed, "r7", hour(11))
    erasure = shoppers.erasure("ann")
    assert (erasure.release, erasure.done_at, erasure.is_done) == ("r7", hour(11), True)
    assert not shoppers.erasure("bob").is_done
    assert [one.at for one in shoppers.pending_erasures()] == [hour(10)]
    assert shoppers.erasure("carl") is None


def test_who_is_erased_again_while_a_build_runs_still_waits(shoppers):
    shoppers.erase("ann", hour(9))
    followed = shoppers.pending_erasures()
    shoppers.add([event("e1", at=10)])
    shoppers.erase("ann", hour(11))
    shoppers.erasures_done(followed, "r7", hour(12))
    assert not shoppers.erasure("ann").is_done


def test_two_shops_give_one_shopper_two_tombstones(tmp_path):
    names = set()
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        shoppers = open_shoppers(folder, ShoppersSection())
        shoppers.erase("ann", DAY)
        names |= {one.tombstone for one in shoppers.pending_erasures()}
    assert len(names) == 2


def test_what_is_older_than_the_shop_keeps_is_forgotten_and_not_taken_again(opened):
    shoppers = opened()
    shoppers.add([event("old", at=0), event("new", at=240), event("gone", "bob", at=1)])
    shoppers.shown([impression("i-old", at=0), impression("i-new", at=240)])
    assert opened().forget_old() == {"events": 0, "impressions": 0}
    strict = opened(keep_days=5, clock=lambda: hour(241))
    assert strict.forget_old() == {"events": 2, "impressions": 1}
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


NAMES = st.sampled_from([f"e{n}" for n in range(8)])
PEOPLE = st.sampled_from(["ann", "bob", "cleo"])
EVENTS = st.builds(
    event,
    NAMES,
    shopper=PEOPLE,
    kind=st.sampled_from(EVENT_KINDS),
    product=st.sampled_from(["p1", "p2"]),
    at=st.integers(0, 5),
    value=st.sampled_from([1.0, 2.5, 5.0]),
    text=st.sampled_from(["", "红"]),
)


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


@MANY
@given(before=st.lists(EVENTS, max_size=10), who=PEOPLE)
def test_an_erasure_leaves_nothing_but_a_tombstone(shoppers, database, before, who):
    empty(database)
    shoppers.add(before)
    for shopper in ("ann", "bob"):
        shoppers.set_consent(shopper, "improve", shopper == "bob", DAY)
        shoppers.set_profile(shopper, Profile(likes=("colour:red",)))
        shoppers.shown([impression(f"i-of-{shopper}", shopper)])
    shoppers.erase(who, hour(9))
    found = cells(database)
    assert len(found.pop("erasures")) == 5
    assert who not in repr(found)
    shoppers.add(before)
    assert who not in repr(cells(database))


WRITER = """
    import sys
    from datetime import UTC, datetime, timedelta
    from pathlib import Path
    from daogou.core.event import Event
    from daogou.core.settings import ShoppersSection
    from daogou.shoppers.shoppers import open_shoppers

    folder, url, name, first, last, size = sys.argv[1:]
    shoppers = open_shoppers(Path(folder), ShoppersSection(url=url))
    day = datetime(2026, 1, 1, tzinfo=UTC)
    new = 0
    for start in range(int(first), int(last), int(size)):
        batch = [
            Event(f"e{n}", f"s{n % 5}", "view", "p", day + timedelta(seconds=n))
            for n in range(start, start + int(size))
        ]
        new += shoppers.add(batch if name != "b" else batch[::-1]).new
        print(start + int(size), new, flush=True)
"""


def writer(tmp_path, url, name, first, last, size):
    given_ = [str(part) for part in (tmp_path, url, name, first, last, size)]
    command = [sys.executable, "-c", textwrap.dedent(WRITER), *given_]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_several_processes_open_and_write_at_once(opened, url, tmp_path):
    made = [
        writer(tmp_path, url, name, first, 1_000, 20) for name, first in zip("abc", (0, 0, 500), strict=True)
    ]
    printed = [process.communicate()[0] for process in made]
    assert [process.returncode for process in made] == [0, 0, 0]
    assert sum(int(lines.split()[-1]) for lines in printed) == 1_000
    shoppers = opened()
    assert len(list(shoppers.events("improve"))) == 1_000
    assert shoppers.stats()["shoppers"] == 5


@pytest.mark.slow
def test_a_killed_writer_loses_nothing_that_was_acknowledged(opened, url, tmp_path):
    process = writer(tmp_path, url, "a", 0, 1_000_000, 5)
    for _ in range(30):
        acknowledged = int(process.stdout.readline().split()[0])
    os.kill(process.pid, signal.SIGKILL)
    acknowledged = max([acknowledged, *(int(line.split()[0]) for line in process.stdout if "\n" in line)])
    process.wait()
    process.stdout.close()
    kept = list(opened().events("improve"))
    assert len(kept) >= acknowledged
    assert [one.id for one in kept] == [f"e{n}" for n in range(len(kept))]
    assert len(kept) % 5 == 0  # of a batch all or nothing
    assert opened().add(kept).new == 0


def test_a_newer_state_is_left_alone(opened, database):
    database.write(lambda c: c.execute(meta.update().filter_by(name=schema.VERSION).values(value="99")))
    with pytest.raises(StateUnavailable, match="version 99") as raised:
        opened()
    assert "newer" in raised.value.hint
    with database.reading() as connection:
        assert schema.value_of(connection, schema.VERSION) == "99"


def test_an_older_state_is_brought_forward_once(shoppers, database, opened):
    shoppers.add([event("e1")])
    done = []

    def step(connection):
        done.append(schema.value_of(connection, schema.VERSION))

    schema.prepare(database, (step,))
    schema.prepare(database, (step,))
    assert done == ["1"]
    with pytest.raises(StateUnavailable, match="version 2"):
        opened()


def test_a_step_that_fails_changes_nothing(shoppers, database):
    def step(connection):
        connection.execute(delete(meta))
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        schema.prepare(database, (step,))
    with database.reading() as connection:
        assert schema.value_of(connection, schema.VERSION) == "1"


def test_a_database_that_is_away_is_named_without_its_password(tmp_path):
    pytest.importorskip("psycopg", reason="needs the driver: pip install daogou[postgres]")
    away = ShoppersSection(url="postgresql://shop:hush@127.0.0.1:1/shop")
    with pytest.raises(StateUnavailable, match=r"127\.0\.0\.1") as raised:
        open_shoppers(tmp_path, away)
    assert "hush" not in raised.value.message
    assert "running" in raised.value.hint


def test_a_database_without_its_driver_names_the_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingDependency) as raised:
        open_shoppers(tmp_path, ShoppersSection(url="postgresql://shop@localhost/shop"))
    assert "daogou[postgres]" in raised.value.hint


@pytest.mark.parametrize(
    "wrong",
    ["mysql://root:hush@localhost/shop", "state.db", "postgresql://", "://", "postgresql://host:port/x"],
)
def test_an_address_that_is_none_is_refused(tmp_path, wrong):
    with pytest.raises(BadSetting, match=r"shoppers\.url") as raised:
        open_shoppers(tmp_path, ShoppersSection(url=wrong))
    assert "hush" not in raised.value.message
    assert "postgresql://" in raised.value.hint


def test_a_damaged_file_is_an_error_that_names_it(tmp_path):
    (tmp_path / FILE).write_bytes(b"no database" * 1_000)
    with pytest.raises(StateUnavailable, match=FILE):
        open_shoppers(tmp_path, ShoppersSection())


def test_an_error_names_no_shopper(shoppers, database):
    database.write(lambda connection: connection.exec_driver_sql("DROP TABLE events"))
    with pytest.raises(Exception) as raised:  # noqa: PT011 - whichever the driver's is
        shoppers.add([event("e1", shopper="ann-who-is-secret")])
    assert "ann-who-is-secret" not in str(raised.value)
