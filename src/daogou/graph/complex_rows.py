"""Complex numbers as rows of floats, all real parts first, for numpy and torch alike."""

import sys
from typing import Any

Rows = Any
"""float [n, width], numpy or torch: what is done with them uses only what both understand alike."""


def _library(rows: Rows) -> Rows:
    """The library that the rows belong to; it is imported already, or there would be no rows of it."""
    return sys.modules[type(rows).__module__.partition(".")[0]]


def _parts(rows: Rows) -> tuple[Rows, Rows]:
    half = rows.shape[-1] // 2
    return rows[..., :half], rows[..., half:]


def _joined(real: Rows, imaginary: Rows) -> Rows:
    return _library(real).concatenate((real, imaginary), axis=-1)


def times(left: Rows, right: Rows) -> Rows:
    """left * right, component by component."""
    (a, b), (c, d) = _parts(left), _parts(right)
    return _joined(a * c - b * d, a * d + b * c)


def times_conjugate(left: Rows, right: Rows) -> Rows:
    """left * conj(right), component by component."""
    (a, b), (c, d) = _parts(left), _parts(right)
    return _joined(a * c + b * d, b * c - a * d)


def squared_moduli(rows: Rows) -> Rows:
    """|z|^2 of every component, float [..., width / 2]."""
    real, imaginary = _parts(rows)
    return real * real + imaginary * imaginary


def turns(angles: Rows) -> Rows:
    """exp(i angle) of every angle, float [..., 2 * angles]."""
    library = _library(angles)
    return _joined(library.cos(angles), library.sin(angles))
