"""A graph filter: a history is a signal on the graph of shoppers and products, its smooth part is kept.

Shen et al., *How powerful is graph convolution for recommendation?* (CIKM 2021); Peng et al., *How powerful
is graph filtering for recommendation?* (KDD 2024), whose generalised normalisation this is: with X [shoppers,
products] of 0 and 1, N = D_s^-damping X D_p^-damping (D: how many each has) and N = U S V^T,

    score = h D_p^-damping (V_k f(S_k) V_k^T + local * N^T N / s_1^2),   f(s) = (s / s_1)^(sharpness - 1).

The first term keeps the k smoothest directions of the graph, the second what happens between neighbours,
which those leave out. Ours: N^T N keeps only the ``neighbours`` largest entries of a row, which makes asking
quick; and a history is not normalised, so that a score is a sum over its acts. Nothing is trained.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.sparse import csc_array, csr_array

from daogou.core.progress import Progress
from daogou.features.rows import Vectors
from daogou.recommend.evidence import Evidence
from daogou.recommend.fading import disliked_matrix, faded_matrix
from daogou.recommend.history import Floats, History, Ints
from daogou.recommend.leaving_out import ROUNDING, newest_products, strongest
from daogou.recommend.lesson import Lesson
from daogou.recommend.neighbours import top_products
from daogou.recommend.ranges import expect_at_least_one, expect_zero_or_more
from daogou.recommend.recommenders import Method, Recommender
from daogou.recommend.singular_vectors import singular_vectors
from daogou.recommend.stored import load_arrays, matrix_arrays, matrix_from, save_arrays

# more directions than a tenth of the products are no longer the smooth part of a graph
LARGEST_SHARE = 10


@dataclass(frozen=True)
class Options:
    """See the module; ``dim`` is k. With ``local`` 0 only the first term is there.

    ``half_life_acts``: after so many newer acts one counts half, 0: all count alike.
    """

    dim: int = 128
    damping: float = 0.34
    sharpness: float = 1.0
    local: float = 5.0
    neighbours: int = 500
    half_life_acts: float = 10.0


@dataclass(frozen=True, eq=False)
class _Asked:
    """A history and, in the rows after the first, the same without one product of ``tried`` each.

    ``liked``, ``disliked`` float32 [1 + len(tried), len(items)]; ``near`` float32 [len(items), n_products].
    """

    history: History
    items: Ints
    tried: Ints
    liked: Vectors
    disliked: Vectors
    near: csc_array

    def said(self, product: int) -> Floats:
        """float32 [len(items)]: what each says for a product as its neighbour."""
        column = slice(self.near.indptr[product], self.near.indptr[product + 1])
        said = np.zeros(len(self.items), np.float32)
        said[self.near.indices[column]] = self.near.data[column]
        return said


@dataclass(frozen=True, eq=False)
class GraphFilter:
    """The weight of product i's act for product j: ``left[i] . right[j] + near[i, j]``.

    ``left``, ``right`` float32 [n_products, k]; ``near`` float32 sparse [n_products, n_products] without
    a diagonal.
    """

    left: Vectors
    right: Vectors
    near: csr_array
    half_life_acts: float
    last_asked: list["_Asked"] = field(default_factory=list, repr=False)

    def scores(self, histories: Sequence[History]) -> Vectors:
        """float32 [n, n_products]; what is disliked takes what a like would have given, and gives nothing."""
        scores = self.given(faded_matrix(histories, len(self.left), self.half_life_acts))
        disliked = disliked_matrix(histories, len(self.left))
        if disliked.nnz:
            scores -= np.maximum(self.given(disliked), 0)
        return scores

    def given(self, acts: csr_array) -> Vectors:
        """float32 [n, n_products]: a fresh array of scores for rows of weighted acts [n, n_products]."""
        scores: Vectors = (acts @ self.left) @ self.right.T
        near = csr_array(acts @ self.near)
        rows = np.repeat(np.arange(len(scores)), np.diff(near.indptr))
        scores[rows, near.indices] += near.data  # each entry once: a product of sparse matrices repeats none
        return scores

    def similar(self, product: int) -> Floats:
        """What an act on the product says for the others, where it speaks for them."""
        row: Floats = self.right @ self.left[product]
        row += self.near[[product]].toarray()[0]
        row[product] = 0
        return np.maximum(row, 0)

    def explain(self, history: History, product: int) -> tuple[Evidence, ...]:
        """The products whose acts speak for it; exact, fading included."""
        asked = self._asked(history)
        weights = asked.said(product) + self.left[asked.items] @ self.right[product]
        scored = asked.liked @ weights - np.maximum(asked.disliked @ weights, 0)
        losses = (scored[0] - scored[1:]).astype(np.float32)
        return strongest("neighbour", asked.tried, losses, least=ROUNDING * abs(float(scored[0])))

    def save(self, folder: Path) -> None:
        """Both parts."""
        parts = {"left": self.left, "right": self.right, "half_life_acts": np.array(self.half_life_acts)}
        save_arrays(folder, parts | matrix_arrays(self.near))

    def _asked(self, history: History) -> "_Asked":
        """What a history says whichever product is explained: a shelf explains a dozen."""
        known = self.last_asked[:1]
        if not known or known[0].history is not history:
            known = [self._looked_into(history)]
            self.last_asked[:] = known
        return known[0]

    def _looked_into(self, history: History) -> "_Asked":
        items, tried = np.unique(history.items), newest_products(history)
        several = [history, *(history.without([product]) for product in tried.tolist())]
        liked = faded_matrix(several, len(self.left), self.half_life_acts)[:, items].toarray()
        disliked = disliked_matrix(several, len(self.left))[:, items].toarray()
        return _Asked(history, items, tried, liked, disliked, csc_array(self.near[items]))


class GraphFilterMethod:
    """Decomposes and counts."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def fit(self, lesson: Lesson, *, seed: int, progress: Progress) -> Recommender:
        """``seed`` decides where the search for directions starts."""
        options = self._options
        matrix = lesson.interactions.matrix()
        matrix.data[:] = 1
        damped, scale = _normalised(matrix, options.damping)
        dim = min(options.dim, max(lesson.n_products // LARGEST_SHARE, 1))
        values, vectors = singular_vectors(damped, dim, seed)
        kept = (values / values[:1]) ** (options.sharpness - 1)
        near = self._near(damped, scale, float(values[0]) if len(values) else 1.0, progress)
        return GraphFilter(scale[:, None] * vectors * kept, vectors, near, options.half_life_acts)

    def _near(self, damped: csr_array, scale: Floats, first: float, progress: Progress) -> csr_array:
        """The local term: float32 sparse [n_products, n_products]."""
        if self._options.local == 0:
            return csr_array((len(scale), len(scale)), dtype=np.float32)
        factor = np.float32(self._options.local / first**2)

        def weigh(rows: Ints, columns: Ints, values: Floats) -> Floats:
            weighed: Floats = values * scale[rows] * factor
            return weighed

        return top_products(csr_array(damped.T), damped, self._options.neighbours, weigh, progress)

    def load(self, folder: Path) -> Recommender:
        """See the contract."""
        arrays = load_arrays(folder)
        half_life_acts = float(arrays["half_life_acts"])
        return GraphFilter(arrays["left"], arrays["right"], matrix_from(arrays), half_life_acts)


def _normalised(matrix: csr_array, damping: float) -> tuple[csr_array, Floats]:
    """N, and D_p^-damping as float32 [n_products], 0 for a product that nobody has."""
    sizes = np.diff(matrix.indptr)
    holders = np.bincount(matrix.indices, minlength=matrix.shape[1])
    scale = np.where(holders > 0, np.maximum(holders, 1) ** -damping, 0).astype(np.float32)
    by_shopper = np.repeat(np.maximum(sizes, 1) ** -damping, sizes)
    data = (scale[matrix.indices] * by_shopper).astype(np.float32)
    return csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape), scale


def build(options: Options) -> Method:
    """Check the options.

    Raises:
        BadOption: one is out of its range.
    """
    expect_at_least_one("graph_filter", options, "dim", "neighbours")
    expect_zero_or_more("graph_filter", options, "damping", "sharpness", "local", "half_life_acts")
    return GraphFilterMethod(options)
