"""Releases: whole or not at all, one is current, the way back is open."""

from pathlib import Path

import pytest

from daogou.assembly.releases import Releases, damaged_files
from daogou.core.errors import NotBuilt, NotFound
from daogou.core.files import read_json, write_json


def stage(folder: Path, name: str, text: str) -> dict[str, Path]:
    (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / name / "data.txt").write_text(text)
    return {name: folder / name}


def published(tmp_path: Path, *texts: str) -> Releases:
    releases = Releases(tmp_path / "shop")
    for number, text in enumerate(texts):
        releases.publish(
            stage(tmp_path / str(number), "read", text), {"stages": {"read": text}}, {"counts": {}}
        )
    return releases


def test_a_shop_without_a_release_says_how_to_make_one(tmp_path):
    with pytest.raises(NotBuilt) as caught:
        Releases(tmp_path).current()
    assert "daogou build" in caught.value.hint


def test_the_newest_is_current_and_older_ones_stay(tmp_path):
    releases = published(tmp_path, "one", "two")
    assert len(releases.ids()) == 2
    assert (releases.current().stage("read") / "data.txt").read_text() == "two"


@pytest.mark.parametrize("written", [{"format": 0}, {}])
def test_a_release_of_another_format_is_not_opened_but_built_anew(tmp_path, written):
    releases = published(tmp_path, "one")
    file = releases.current().folder / "manifest.json"
    kept = {key: value for key, value in read_json(file).items() if key != "format"}
    write_json(file, kept | written)
    with pytest.raises(NotBuilt, match="format") as caught:
        releases.current()
    assert caught.value.hint == f"Make a new one with: daogou build {tmp_path / 'shop'}"


def test_going_back_and_forth(tmp_path):
    releases = published(tmp_path, "one", "two")
    newest = releases.current_id()
    releases.make_current(releases.previous().id)
    assert (releases.current().stage("read") / "data.txt").read_text() == "one"
    with pytest.raises(NotFound, match="no earlier"):
        releases.previous()
    releases.make_current(newest)
    assert releases.current_id() == newest


def test_an_unknown_release_is_refused_and_the_current_one_stays(tmp_path):
    releases = published(tmp_path, "one")
    before = releases.current_id()
    with pytest.raises(NotFound, match=before):
        releases.make_current("2001")
    assert releases.current_id() == before


def test_pruning_never_takes_the_current_one(tmp_path):
    releases = published(tmp_path, "one", "two", "three")
    first = releases.ids()[0]
    releases.make_current(first)
    gone = releases.prune(keep=1)
    assert first in releases.ids()
    assert len(gone) == 1


def test_what_a_killed_publish_left_is_swept_and_never_listed(tmp_path):
    releases = published(tmp_path, "one")
    half = tmp_path / "shop" / "releases" / ".20990101-000000-00.partial"
    half.mkdir()
    (half / "manifest.json").write_text("{}")
    assert len(releases.ids()) == 1
    releases.sweep()
    assert not half.exists()


def test_a_changed_file_is_found(tmp_path):
    releases = published(tmp_path, "one")
    release = releases.current()
    assert damaged_files(release) == []
    file = release.stage("read") / "data.txt"
    file.unlink()
    file.write_text("other")
    assert damaged_files(release) == ["read/data.txt"]
