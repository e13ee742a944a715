"""A history is blurred over the graph of shoppers and products, then sharpened: BSPM-EM, without training.

Choi et al., *Blurring-sharpening process models for collaborative filtering* (SIGIR 2023): with X [shoppers,
products] of 0 and 1, N = D_s^-1/2 X D_p^-1/2, P = N^T N and V its first right singular vectors,

    y(0) = h P + ideal * h D_p^-1/2 V V^T D_p^1/2,   dy/dt = -y P,   score = y(T),

in one step of a Runge-Kutta method of fourth order: y times the sum over j to 4 of (-T P)^j / j!. P is never
written down: N and its transpose are applied in turn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array

from daogou.core.progress import Progress
from daogou.features.rows import Vectors
from daogou.recommend.evidence import Evidence
from daogou.recommend.fading import disliked_matrix, faded_matrix
from daogou.recommend.history import Floats, History
from daogou.recommend.leaving_out import ROUNDING, newest_products, strongest
from daogou.recommend.lesson import Lesson
from daogou.recommend.ranges import expect_at_least_one, expect_zero_or_more
from daogou.recommend.recommenders import Method, Recommender
from daogou.recommend.singular_vectors import singular_vectors
from daogou.recommend.stored import load_arrays, matrix_arrays, matrix_from, save_arrays

# more directions than a tenth of the products are no longer the smooth part of a graph
LARGEST_SHARE = 10
# so many histories at once: their float32 columns of 50,000 products take 50 MB
BLOCK = 256


@dataclass(frozen=True)
class Options:
    """Defaults are the authors' for Gowalla; ``time`` is T, ``ideal`` what the ideal low-pass filter weighs.

    ``half_life_acts``: after so many newer acts one counts half, 0: all count alike.
    """

    dim: int = 448
    time: float = 2.5
    ideal: float = 0.2
    half_life_acts: float = 0.0


@dataclass(frozen=True, eq=False)
class BlurringSharpening:
    """``damped`` N, float32 [shoppers, n_products]; ``across`` its transpose; ``vectors`` V [n_products, k].

    ``roots`` float32 [n_products]: D_p^1/2, 0 for a product that nobody has.
    """

    damped: csr_array
    across: csr_array
    vectors: Vectors
    roots: Floats
    options: Options

    def scores(self, histories: Sequence[History]) -> Vectors:
        """float32 [n, n_products]; what is disliked takes what a like would have given, and gives nothing."""
        half_life = self.options.half_life_acts
        scores = self.given(faded_matrix(histories, len(self.roots), half_life))
        disliked = disliked_matrix(histories, len(self.roots))
        if disliked.nnz:
            scores -= np.maximum(self.given(disliked), 0)
        return scores

    def given(self, acts: csr_array) -> Vectors:
        """float32 [n, n_products] for rows of weighted acts [n, n_products]."""
        given = np.zeros(acts.shape, np.float32)
        for start in range(0, len(given), BLOCK):
            some = csr_array(acts[start : start + BLOCK], copy=True)
            signal = some.toarray().T
            some.data *= self._inverse_roots()[some.indices]
            # a history has few products: only their vectors are read
            low = self.vectors @ (some @ self.vectors).T
            smooth = np.float32(self.options.ideal) * self.roots[:, None] * low
            given[start : start + BLOCK] = self._sharpened(self._blurred(signal) + smooth).T
        return given

    def similar(self, product: int) -> Floats:
        """What an act on the product says for the others, where it speaks for them."""
        act = csr_array(([np.float32(1)], ([0], [product])), shape=(1, len(self.roots)))
        row: Floats = self.given(act)[0]
        row[product] = 0
        return np.maximum(row, 0)

    def explain(self, history: History, product: int) -> tuple[Evidence, ...]:
        """The products whose acts speak for it; exact, fading included."""
        tried, n = newest_products(history), len(self.roots)
        several = [history, *(history.without([one]) for one in tried.tolist())]
        weights = self._said_for(product)
        liked = faded_matrix(several, n, self.options.half_life_acts) @ weights
        scored = liked - np.maximum(disliked_matrix(several, n) @ weights, 0)
        losses = (scored[0] - scored[1:]).astype(np.float32)
        return strongest("neighbour", tried, losses, least=ROUNDING * abs(float(scored[0])))

    def save(self, folder: Path) -> None:
        """All but the transpose."""
        options = self.options
        numbers = np.array([options.dim, options.time, options.ideal, options.half_life_acts])
        parts = {"vectors": self.vectors, "roots": self.roots, "options": numbers}
        save_arrays(folder, parts | matrix_arrays(self.damped))

    def _said_for(self, product: int) -> Floats:
        """float32 [n_products]: what an act on each gives the product. The operator transposed."""
        asked = np.zeros((len(self.roots), 1), np.float32)
        asked[product] = 1
        sharp = self._sharpened(asked)
        said: Floats = (self._blurred(sharp) + self._ideal(sharp, self.roots, self._inverse_roots()))[:, 0]
        return said

    def _blurred(self, columns: Vectors) -> Vectors:
        """P times float32 [n_products, n]."""
        blurred: Vectors = self.across @ (self.damped @ columns)
        return blurred

    def _sharpened(self, columns: Vectors) -> Vectors:
        """The Runge-Kutta step on float32 [n_products, n], by Horner's rule."""
        sharp = columns
        for order in (4, 3, 2, 1):
            sharp = columns - np.float32(self.options.time / order) * self._blurred(sharp)
        return sharp

    def _ideal(self, columns: Vectors, before: Floats, after: Floats) -> Vectors:
        """The ideal low-pass filter between two scales of products."""
        low = self.vectors @ (self.vectors.T @ (before[:, None] * columns))
        filtered: Vectors = np.float32(self.options.ideal) * after[:, None] * low
        return filtered

    def _inverse_roots(self) -> Floats:
        return np.divide(1, self.roots, out=np.zeros_like(self.roots), where=self.roots > 0)


class BlurringSharpeningMethod:
    """Decomposes."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def fit(self, lesson: Lesson, *, seed: int, progress: Progress) -> Recommender:
        """``seed`` decides where the search for directions starts."""
        matrix = lesson.interactions.matrix()
        sizes = np.diff(matrix.indptr)
        roots = np.sqrt(np.bincount(matrix.indices, minlength=lesson.n_products)).astype(np.float32)
        data = np.repeat(np.maximum(sizes, 1) ** -0.5, sizes) / roots[matrix.indices]
        parts = (data.astype(np.float32), matrix.indices, matrix.indptr)
        damped = csr_array(parts, shape=matrix.shape)
        dim = min(self._options.dim, max(lesson.n_products // LARGEST_SHARE, 1))
        vectors = singular_vectors(damped, dim, seed).vectors
        return BlurringSharpening(damped, csr_array(damped.T), vectors, roots, self._options)

    def load(self, folder: Path) -> Recommender:
        """See the contract."""
        arrays = load_arrays(folder)
        damped = matrix_from(arrays)
        dim, time, ideal, half_life_acts = arrays["options"].tolist()
        options = Options(int(dim), time, ideal, half_life_acts)
        return BlurringSharpening(damped, csr_array(damped.T), arrays["vectors"], arrays["roots"], options)


def build(options: Options) -> Method:
    """Check the options.

    Raises:
        BadOption: one is out of its range.
    """
    expect_at_least_one("blurring_sharpening", options, "dim")
    expect_zero_or_more("blurring_sharpening", options, "time", "ideal", "half_life_acts")
    return BlurringSharpeningMethod(options)
