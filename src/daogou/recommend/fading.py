"""Histories as rows of a matrix in which acts fade as newer ones come."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from daogou.recommend.history import Floats, History
from daogou.recommend.interactions import matrix_of


def faded_matrix(histories: Sequence[History], n_products: int, half_life_acts: float) -> csr_array:
    """float32 [n, n_products]: as ``matrix_of``, an act counting half after so many newer ones; 0: no fading.

    Only acts that speak for a product make older ones fade: what somebody dislikes moves nothing up.
    """
    if half_life_acts == 0:
        return matrix_of(histories, n_products)
    return matrix_of([_faded(history, half_life_acts) for history in histories], n_products)


def disliked_matrix(histories: Sequence[History], n_products: int) -> csr_array:
    """float32 [n, n_products]: how much acts speak against a product, where they do so altogether."""
    if not any((history.weights < 0).any() for history in histories):
        return csr_array((len(histories), n_products), dtype=np.float32)
    return matrix_of([History(h.items, -h.weights, h.times) for h in histories], n_products)


def newer_acts(weights: Floats) -> Floats:
    """float32 [n acts]: how many acts that speak for a product came after each."""
    speaks = (weights > 0).astype(np.float32)
    newer: Floats = speaks[::-1].cumsum()[::-1] - speaks
    return newer


def _faded(history: History, half_life_acts: float) -> History:
    fading = np.exp2(-newer_acts(history.weights) / np.float32(half_life_acts))
    return History(history.items, (history.weights * fading).astype(np.float32), history.times)
