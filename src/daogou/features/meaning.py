"""What a product says, as one vector: its titles in every language, and the start of its descriptions."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from daogou.core.product import Product
from daogou.features.rows import unit_rows

DESCRIPTION_CHARS = 300  # a sentence vector of more says ever less; the first sentences say what it is
DESCRIPTION_WEIGHT = 0.5  # beside a title's 1: a title names the thing, a description praises it

Vectors = NDArray[np.float32]


def texts_of(product: Product) -> Mapping[str, float]:
    """The texts that speak for a product, each with its weight."""
    titles = {text: 1.0 for text in product.titles.values() if text.strip()}
    starts = (text[:DESCRIPTION_CHARS] for text in product.descriptions.values())
    return {text: DESCRIPTION_WEIGHT for text in starts if text.strip()} | titles


def meanings(texts: Sequence[Mapping[str, float]], vector_of: Callable[[str], Vectors], dim: int) -> Vectors:
    """float32 [len(texts), dim]: per product the weighted mean of its texts' vectors, at unit length."""
    rows = np.zeros((len(texts), dim), dtype=np.float32)
    for row, weights in enumerate(texts):
        for text, weight in weights.items():
            rows[row] += weight * vector_of(text)
    return unit_rows(rows)
