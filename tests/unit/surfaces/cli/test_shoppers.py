"""``daogou shoppers``: tables for people, JSON for programs."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from small_shop import SmallShop
from typer.testing import CliRunner

from daogou.assembly.intake import EVENT_REJECTIONS, import_feed_events, init_shop
from daogou.core.errors import BadInput, NotFound
from daogou.core.settings import ShoppersSection
from daogou.shoppers.shoppers import open_shoppers
from daogou.surfaces.cli.app import app

SHOP = "small"
AT = "2026-03-01T12:00:00Z"


def event(name, shopper="ann", **changed):
    return json.dumps(
        {"id": name, "shopper_id": shopper, "kind": "view", "product_id": "p", "at": AT, **changed}
    )


@pytest.fixture
def own(tmp_path):
    return SmallShop(tmp_path)


@pytest.fixture
def folder(tmp_path):
    """A shop without a release, and with events in its feed."""
    init_shop(tmp_path)
    (tmp_path / "feed").mkdir()
    lines = [
        event("e1"),
        "",
        "{not json",
        event("e2", "bob", at="2026-03-01"),
        event("e3", "bob", kind="buy"),
    ]
    (tmp_path / "feed" / "events.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def run(shop, *arguments, **given):
    obj = (lambda folder: shop) if shop else None
    return CliRunner().invoke(app, ["shoppers", *map(str, arguments)], obj=obj, **given)


def told(shop, *arguments):
    done = run(shop, *arguments)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_a_file_is_taken_in_before_there_is_a_release(folder: Path):
    file = folder / "feed" / "events.jsonl"
    report = told(None, "import", folder, file, "--json")
    assert (report["new"], report["known"], report["refused"]) == (2, 0, 2)
    assert [one["line"] for one in report["rejections"]] == [3, 4]
    lines = (folder / EVENT_REJECTIONS).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["line"] for line in lines] == [3, 4]
    assert "2 known" in run(None, "import", folder, file).stdout
    assert told(None, "stats", folder, "--json")["events"] == {"buy": 1, "view": 1}


def test_a_file_that_is_not_there_is_an_error(folder):
    assert isinstance(run(None, "import", folder, folder / "none.jsonl").exception, NotFound)


def test_the_feeds_events_are_taken_in_once_for_each_state_of_the_file(folder):
    first = import_feed_events(folder)
    assert first
    assert first.new == 2
    assert import_feed_events(folder) is None
    with (folder / "feed" / "events.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n" + event("e9"))
    second = import_feed_events(folder)
    assert second
    assert (second.new, second.known) == (1, 2)
    (folder / "feed" / "events.jsonl").unlink()
    assert import_feed_events(folder) is None


def test_what_a_shopper_did_is_shown(folder):
    import_feed_events(folder)
    assert [one["id"] for one in told(None, "events", folder, "bob", "--json")] == ["e3"]
    assert "buy" in run(None, "events", folder, "bob").stdout


def test_consent_is_shown_and_kept(own):
    assert told(own, "consent", SHOP, "ann", "--json")["consent"]["improve"] is True
    after = told(own, "consent", SHOP, "ann", "improve", "no", "--by", "letter", "--json")
    assert after["consent"]["improve"] is False
    assert after["history"][0]["by"] == "letter"
    assert "letter" in run(own, "consent", SHOP, "ann").stdout
    for wrong in (("improve", "maybe"), ("sell", "yes")):
        assert isinstance(run(own, "consent", SHOP, "ann", *wrong).exception, BadInput)


def test_a_shopper_is_exported_and_erased(folder):
    import_feed_events(folder)
    assert [one["id"] for one in told(None, "export", folder, "ann")["events"]] == ["e1"]
    assert run(None, "erase", folder, "ann", input="n\n").exit_code == 1
    done = run(None, "erase", folder, "ann", "--yes")
    assert "1 events" in done.stdout
    assert f"daogou build {folder}" in done.stdout
    assert told(None, "export", folder, "ann")["events"] == []
    assert isinstance(run(None, "export", folder, "nobody").exception, NotFound)
    with closing(open_shoppers(folder, ShoppersSection())) as shoppers:
        assert len(shoppers.pending_erasures()) == 1


def test_stats_print_a_table(own):
    assert "erasures pending" in run(own, "stats", SHOP).stdout
