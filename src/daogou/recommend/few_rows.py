"""Products of a few sparse histories with a large sparse matrix, of which they touch a few rows."""

import numpy as np
from scipy.sparse import csr_array

from daogou.features.rows import Vectors

# above it, histories touch so much of the matrix that multiplying sparse ones skips more than it costs
FEW = 32


def product_of_few(left: csr_array, right: csr_array) -> Vectors:
    """float32 [n, m]: ``left`` [n, k] without repeated entries @ ``right`` [k, m]; quick where n is small.

    scipy's product of two sparse matrices finds out which columns there are, and a dense result forgets it.
    """
    n, m = left.shape[0], right.shape[1]
    if n > FEW:
        product: Vectors = (left @ right).toarray()
        return product
    if not left.nnz:
        return np.zeros((n, m), np.float32)
    touched, place = np.unique(left.indices, return_inverse=True)
    factors = np.zeros((len(touched), n), np.float32)
    factors[place, np.repeat(np.arange(n), np.diff(left.indptr))] = left.data
    return np.ascontiguousarray((right[touched].T @ factors).T)
