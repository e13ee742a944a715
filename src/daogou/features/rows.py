"""Rows of vectors: unit length, and zeros where there was nothing to encode."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


def unit_rows(vectors: NDArray[np.floating]) -> Vectors:
    """float [n, dim] -> float32 [n, dim], each row of length 1; a zero row stays zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    # a row shorter than this is rounding noise, whose direction means nothing
    rows = np.where(lengths > 1e-9, vectors / np.maximum(lengths, 1e-9), 0.0)
    return rows.astype(np.float32)


def present(rows: NDArray[np.floating]) -> NDArray[np.bool_]:
    """bool [n]: which rows say anything; zeros mean that there was nothing to encode."""
    there: NDArray[np.bool_] = (rows != 0).any(axis=1)
    return there


def encode_present(
    texts: Sequence[str], dim: int, encode: Callable[[list[str]], Vectors], *, batch_size: int
) -> Vectors:
    """Unit rows for the texts that say something, zero rows for the blank ones.

    ``encode`` gets at most ``batch_size`` texts of about the same length at a time, because a batch costs as
    much as its longest text; the rows come back in the order of ``texts``.
    """
    rows = np.zeros((len(texts), dim), dtype=np.float32)
    texts = [_readable(text) for text in texts]
    present = sorted((i for i, text in enumerate(texts) if text.strip()), key=lambda i: len(texts[i]))
    for start in range(0, len(present), batch_size):
        chosen = present[start : start + batch_size]
        rows[chosen] = unit_rows(encode([texts[i] for i in chosen]))
    return rows


def _readable(text: str) -> str:
    """The text as tokenizers take it: a NUL ends a C string, and half a surrogate pair has no bytes."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
