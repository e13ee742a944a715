"""Who asks gets everything that is kept of them; who is erased is nowhere."""

import json

from happenings import DAY, EVENTS, MANY, PEOPLE, cells, empty, event, fill, hour, impression
from hypothesis import given
from hypothesis import strategies as st

from daogou.core.settings import ShoppersSection
from daogou.shoppers.erasing import personal_tables
from daogou.shoppers.exporting import is_empty
from daogou.shoppers.profile import Profile
from daogou.shoppers.shoppers import open_shoppers


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
        "cart": 0,
        "consent_history": 1,
        "consents": 1,
        "conversations": 0,
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
