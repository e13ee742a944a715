import numpy as np
from scipy.sparse import csr_array

from daogou.recommend.stored import compact, matrix_arrays, matrix_from


def test_a_matrix_is_kept_with_short_indices_and_the_same_numbers():
    long = np.array([0, 2, 1], np.int64)
    matrix = csr_array((np.array([1, 2, 3], np.float32), long, np.array([0, 2, 3], np.int64)), shape=(2, 4))
    small = compact(matrix)
    assert small.indices.dtype == small.indptr.dtype == np.int32
    np.testing.assert_array_equal(small.toarray(), matrix.toarray())
    again = matrix_from(matrix_arrays(small))
    assert again.indices.dtype == np.int32
    np.testing.assert_array_equal(again.toarray(), matrix.toarray())
