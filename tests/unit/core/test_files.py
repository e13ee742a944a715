"""Files that are there whole or not at all."""

import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.core.files import fingerprint, link_tree, read_json, replacing, write_json

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def test_a_block_that_fails_leaves_the_old_file_and_nothing_else(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("old")

    def write() -> None:
        with replacing(target) as file:
            file.write_text("half")
            raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        write()
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_is_as_readable_as_the_user_wants_files_to_be(tmp_path):
    before = os.umask(0o022)
    try:
        write_json(tmp_path / "a.json", 1)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == 0o644


@given(values)
def test_equal_values_have_equal_fingerprints_and_survive_json(tmp_path_factory, value):
    file = tmp_path_factory.mktemp("json") / "v.json"
    write_json(file, value)
    assert read_json(file) == value
    assert fingerprint(value) == fingerprint(read_json(file))


def test_different_values_have_different_fingerprints():
    assert len({fingerprint(v) for v in (1, "1", [1], [1, 1], {"a": 1}, None)}) == 6


def test_a_linked_tree_has_the_same_bytes(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c.txt").write_text("x")
    link_tree(tmp_path / "a", tmp_path / "copy")
    assert (tmp_path / "copy" / "b" / "c.txt").read_text() == "x"
