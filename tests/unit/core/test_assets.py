"""Assets: the hash decides, half a download never counts, the first source that answers wins."""

import hashlib
import io
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from daogou.core.assets import Asset, asset, asset_folder, asset_set, assets, is_present, pull, table, verify
from daogou.core.assets.cache import location
from daogou.core.assets.sources import FETCHERS
from daogou.core.errors import CorruptAsset, FetchFailed, MissingAsset

CONTENT = b"weights " * 1000


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("DAOGOU_HOME", str(tmp_path / "home"))


def made(*sources: str | tuple[str, ...], content: bytes = CONTENT, file: str = "w.bin") -> Asset:
    parts = tuple((s,) if isinstance(s, str) else s for s in sources)
    digest = hashlib.sha256(content).hexdigest()
    return Asset("w", file, len(content), digest, "Apache-2.0", "tests", parts)


def written(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    return f"file:{folder / name}"


def test_a_file_is_copied_and_checked(tmp_path):
    wanted = made(written(tmp_path, "a", CONTENT))
    assert pull(wanted).read_bytes() == CONTENT
    assert verify(wanted)


def test_the_first_source_that_answers_wins(tmp_path):
    wanted = made(f"file:{tmp_path / 'absent'}", written(tmp_path, "a", CONTENT))
    assert pull(wanted).read_bytes() == CONTENT


def test_parts_are_joined_in_order(tmp_path):
    parts = (written(tmp_path, "1", CONTENT[:100]), written(tmp_path, "2", CONTENT[100:]))
    assert pull(made(parts)).read_bytes() == CONTENT


def test_other_bytes_are_refused_and_not_kept(tmp_path):
    wanted = made(written(tmp_path, "a", b"something else"))
    with pytest.raises(CorruptAsset, match="expected " + wanted.sha256):
        pull(wanted)
    assert not location(wanted).exists()


def test_a_source_that_breaks_off_leaves_nothing_behind(tmp_path):
    def breaks_off(where, work, advance):
        (work / "half").write_bytes(CONTENT[:50])
        raise FetchFailed("connection lost")

    wanted = made("https://example.org/w.bin")
    with pytest.raises(MissingAsset, match="connection lost"):
        pull(wanted, fetchers=FETCHERS | {"https": breaks_off})
    assert not is_present(wanted)
    assert list(location(wanted).parent.iterdir()) == []


def test_a_file_cut_short_on_disk_is_not_present(tmp_path):
    wanted = made(written(tmp_path, "a", CONTENT))
    pull(wanted).write_bytes(CONTENT[:10])
    assert not is_present(wanted)
    assert not verify(wanted)


def test_an_unknown_scheme_is_named():
    with pytest.raises(MissingAsset, match="unknown scheme 'ftp'"):
        pull(made("ftp://example.org/w.bin"))


def test_an_unknown_name_gets_the_nearest():
    with pytest.raises(MissingAsset) as caught:
        asset("vendure-sampel")
    assert "vendure-sample" in caught.value.hint


def test_an_archive_is_unpacked_once_and_links_out_of_it_are_refused(tmp_path, monkeypatch):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        info = tarfile.TarInfo("package/a.txt")
        info.size = 2
        tar.addfile(info, io.BytesIO(b"hi"))
    wanted = made(written(tmp_path, "a", packed.getvalue()), content=packed.getvalue(), file="p.tgz")
    monkeypatch.setattr(table, "assets", lambda: {"w": wanted})
    folder = asset_folder("w")
    assert (folder / "package" / "a.txt").read_text() == "hi"
    assert asset_folder("w") == folder


def test_a_set_lies_side_by_side_and_follows_a_file_that_is_fetched_anew(tmp_path, monkeypatch):
    first = made(written(tmp_path, "a", CONTENT), file="model.bin")
    second = made(written(tmp_path, "b", b"{}"), content=b"{}", file="config.json")
    monkeypatch.setattr(table, "assets", lambda: {"model": first, "config": second})
    folder = asset_set(["model", "config"])
    assert (folder / "model.bin").read_bytes() == CONTENT
    assert (folder / "config.json").read_bytes() == b"{}"
    location(first).write_bytes(b"x" * len(CONTENT))  # damaged: the same size, other bytes
    assert asset_set(["model", "config"]) == folder
    assert (folder / "model.bin").read_bytes() == CONTENT


def test_the_table_names_a_licence_a_hash_and_a_known_scheme_for_every_asset():
    for entry in assets().values():
        assert entry.licence
        assert entry.used_for
        assert len(entry.sha256) == 64
        assert entry.bytes > 0
        for part in [p for source in entry.sources for p in source]:
            assert part.partition(":")[0] in FETCHERS


def test_replacing_a_source_keeps_the_hash():
    entry = replace(asset("efficientnet-lite0"), sources=(("file:/nowhere",),))
    with pytest.raises(MissingAsset, match="no such file"):
        pull(entry)
