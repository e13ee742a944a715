import numpy as np
import pytest
from scipy.sparse import csr_array

from daogou.core.errors import NotBuilt
from daogou.recommend.stored import compact, load_arrays, matrix_arrays, matrix_from, save_arrays


def test_a_matrix_is_kept_with_short_indices_and_the_same_numbers():
    long = np.array([0, 2, 1], np.int64)
    matrix = csr_array((np.array([1, 2, 3], np.float32), long, np.array([0, 2, 3], np.int64)), shape=(2, 4))
    small = compact(matrix)
    assert small.indices.dtype == small.indptr.dtype == np.int32
    np.testing.assert_array_equal(small.toarray(), matrix.toarray())
    again = matrix_from(matrix_arrays(small))
    assert again.indices.dtype == np.int32
    np.testing.assert_array_equal(again.toarray(), matrix.toarray())


def test_two_matrices_of_a_file_are_told_apart(tmp_path):
    one, two = csr_array(np.eye(2, dtype=np.float32)), csr_array(np.ones((1, 3), np.float32))
    save_arrays(tmp_path, matrix_arrays(one) | matrix_arrays(two, "other."))
    stored = load_arrays(tmp_path)
    np.testing.assert_array_equal(matrix_from(stored).toarray(), one.toarray())
    np.testing.assert_array_equal(matrix_from(stored, "other.").toarray(), two.toarray())


def test_what_another_version_did_not_write_is_said_with_what_to_do(tmp_path):
    save_arrays(tmp_path, {"vectors": np.zeros(3)})
    with pytest.raises(NotBuilt, match=r"no 'near\.data'") as raised:
        matrix_from(load_arrays(tmp_path), "near.")
    assert "daogou build" in raised.value.hint
