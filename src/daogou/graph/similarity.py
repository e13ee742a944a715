"""Queries against all entities by one matrix product, in numpy."""

import numpy as np
from numpy.typing import NDArray

from daogou.graph.embeddings import Similarity

Floats = NDArray[np.float32]


def compared(similarity: Similarity, queries: Floats, entities: Floats) -> Floats:
    """Scores, float32 [queries, entities], higher is truer."""
    scores: Floats = queries @ entities.T
    if similarity == "dot":
        return scores
    scores *= -2
    scores += np.einsum("ij,ij->i", queries, queries)[:, None]
    scores += np.einsum("ij,ij->i", entities, entities)
    np.maximum(scores, 0, out=scores)  # rounding may leave a distance of nothing below nothing
    if similarity == "distance":
        np.sqrt(scores, out=scores)
    return np.negative(scores, out=scores)


def compared_pairs(similarity: Similarity, queries: Floats, entities: Floats) -> Floats:
    """Scores of each query with the entity of the same row, float32 [n]."""
    if similarity == "dot":
        dots: Floats = np.einsum("ij,ij->i", queries, entities)
        return dots
    apart = queries - entities
    squares: Floats = np.einsum("ij,ij->i", apart, apart)
    return -np.sqrt(squares) if similarity == "distance" else -squares
