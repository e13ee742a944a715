"""Vectors computed once are found again, in the order asked."""

import numpy as np

from daogou.assembly.vector_cache import SHARD_ROWS, VectorCache


def vector(number: float) -> np.ndarray:
    return np.full(3, number, dtype=np.float32)


def test_what_was_flushed_is_there_for_the_next_process(tmp_path):
    cache = VectorCache(tmp_path, 3)
    cache.add("a", vector(1))
    cache.add("b", vector(2))
    cache.flush()
    again = VectorCache(tmp_path, 3)
    assert again.matrix(["b", "missing", "a"])[:, 0].tolist() == [2, 0, 1]
    assert "a" in again
    assert "missing" not in again


def test_a_full_shard_is_written_without_being_asked(tmp_path):
    cache = VectorCache(tmp_path, 3)
    for number in range(SHARD_ROWS + 5):
        cache.add(str(number), vector(number))
    assert len(VectorCache(tmp_path, 3)) == SHARD_ROWS


def test_keeping_only_some_forgets_the_rest_on_disk_too(tmp_path):
    cache = VectorCache(tmp_path, 3)
    for name in "abc":
        cache.add(name, vector(ord(name)))
        cache.flush()
    cache.keep_only(["a", "c", "never there"])
    again = VectorCache(tmp_path, 3)
    assert sorted(k for k in "abc" if k in again) == ["a", "c"]
    assert len(list(tmp_path.glob("*.npz"))) == 1


def test_nothing_to_keep_leaves_an_empty_cache(tmp_path):
    cache = VectorCache(tmp_path, 3)
    cache.add("a", vector(1))
    cache.keep_only([])
    assert len(VectorCache(tmp_path, 3)) == 0
