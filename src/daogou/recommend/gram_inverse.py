"""What each product says for each other one, all the others considered: regularised inverses of X^T X.

Both give, for column j, weights[i, j] = -P[i, j] / P[j, j] with P = (X^T X + l2 I)^-1: the regression of
product j on all others (``dense``), or on the products that most often go with it (``sparse``).
"""

from collections.abc import Iterator

import numpy as np
from scipy.linalg import lapack
from scipy.sparse import csc_array, csr_array, vstack

from daogou.core.progress import Progress
from daogou.features.rows import Vectors
from daogou.recommend.history import Floats, Ints
from daogou.recommend.neighbours import top_products

# columns at a time where a whole matrix is turned into a sparse one: 512 x 20,000 x 4 bytes = 40 MB
CHUNK = 512


def dense(matrix: csr_array, l2: float, most: int, progress: Progress) -> csr_array:
    """float32 [n, n]: of each row the ``most`` weights that are farthest from 0; Steck (2019).

    Exact but for that. Holds one float32 matrix [n, n] in place: 4 n^2 bytes, 1.6 GB at 20,000 products.
    """
    progress.start("Inverting", 3)
    n = matrix.shape[1]
    # LAPACK works in place on columns; of a symmetric matrix the half below the diagonal is enough
    gram = np.zeros((n, n), np.float32, order="F")
    by_product = csc_array(matrix)
    for columns in _chunks(n):
        gram[:, columns] = (matrix.T @ by_product[:, columns]).toarray()
    gram[np.diag_indices(n)] += np.float32(l2)
    progress.advance()
    inverse = _inverted(gram)
    progress.advance()
    weights = _weights_of(inverse, most)
    progress.advance()
    progress.finish()
    return weights


def _inverted(gram: Floats) -> Floats:
    """The lower half of the inverse of a positive definite matrix, in place."""
    if not gram.size:
        return gram
    factor, _ = lapack.spotrf(gram, lower=1, overwrite_a=1, clean=0)
    inverse: Floats = lapack.spotri(factor, lower=1, overwrite_c=1)[0]
    return inverse


def _weights_of(lower: Floats, most: int) -> csr_array:
    scale = -1 / np.diag(lower).copy()
    parts = [csr_array((0, len(lower)), dtype=np.float32)]
    for rows in _chunks(len(lower)):
        block = np.tril(lower[rows], rows.start) + np.triu(lower[:, rows].T, rows.start + 1)
        block *= scale
        block[np.arange(len(block)), np.arange(rows.start, rows.stop)] = 0
        parts.append(farthest_from_zero(block, most))
    return csr_array(vstack(parts, format="csr"))


def farthest_from_zero(block: Vectors, most: int) -> csr_array:
    """float32 sparse [rows, n]: of each row the ``most`` entries that are farthest from 0."""
    if block.shape[1] > most:
        columns = np.argpartition(-np.abs(block), most - 1, axis=1)[:, :most]
    else:
        columns = np.tile(np.arange(block.shape[1]), (len(block), 1))
    columns.sort(axis=1)
    values = np.take_along_axis(block, columns, axis=1)
    starts = np.arange(len(block) + 1) * columns.shape[1]
    kept = csr_array((values.ravel(), columns.ravel(), starts), shape=block.shape)
    kept.eliminate_zeros()
    return kept


def _chunks(n: int) -> Iterator[slice]:
    return (slice(start, min(start + CHUNK, n)) for start in range(0, n, CHUNK))


def sparse(matrix: csr_array, l2: float, most: int, progress: Progress) -> csr_array:
    """float32 [n, n]: from ``most`` products per column; Steck, *Markov random fields* (NeurIPS 2019).

    Each product's regression has a small system of its own (the paper's r = 0), over the products with the
    largest correlations. Time grows with n * most^3 / 3, memory with n * most.
    """
    counts = np.asarray(matrix.power(2).sum(axis=0), np.float32)

    def correlation(rows: Ints, columns: Ints, values: Floats) -> Floats:
        nearness: Floats = (values / np.sqrt(counts[rows] * counts[columns])).astype(np.float32)
        return nearness

    near = top_products(csr_array(matrix.T), matrix, most, correlation, progress)
    gram = csr_array(matrix.T @ matrix)
    gram.setdiag(counts + np.float32(l2))
    progress.start("Inverting", near.shape[0])
    place = np.full(near.shape[0], -1)
    values = np.zeros_like(near.data)
    for product in range(near.shape[0]):
        own = slice(near.indptr[product], near.indptr[product + 1])
        values[own] = _regression(gram, near.indices[own], product, place)
        progress.advance()
    progress.finish()
    by_column = csr_array((values, near.indices, near.indptr), shape=near.shape)
    return csr_array(by_column.T)


def _regression(gram: csr_array, others: Ints, product: int, place: Ints) -> Floats:
    """float32 [n others]: the weights that best give the product from the others.

    ``place`` int64 [n_products] is -1 everywhere, before and after: which unknown a product is.
    """
    if not len(others):
        return np.zeros(0, np.float32)
    place[others] = np.arange(len(others))
    system, wanted = _rows(gram, others, place), _rows(gram, np.array([product]), place)[0]
    place[others] = -1
    solved: Floats = lapack.sposv(system, wanted, lower=1)[1]
    return solved


def _rows(gram: csr_array, rows: Ints, place: Ints) -> Vectors:
    """float32 [n rows, n unknowns]: some rows of the Gram matrix, in the columns that have a place."""
    some = gram[rows]
    columns = place[some.indices]
    dense_rows = np.zeros((len(rows), int(place.max()) + 1), np.float32)
    kept = columns >= 0
    dense_rows[np.repeat(np.arange(len(rows)), np.diff(some.indptr))[kept], columns[kept]] = some.data[kept]
    return dense_rows
