"""Why a product is among the hits."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from daogou.core.query import Constraint
from daogou.core.ranking import Reason
from daogou.index import Found
from daogou.search.fusion import Fused
from daogou.search.parts import Parts
from daogou.search.understanding import Read

Because = list[list[Reason]]  # of each row of a page

_KIND = {
    "meaning": "meaning",
    "like_meaning": "meaning",
    "looks": "looks",
    "picture": "looks",
    "like_looks": "looks",
}


def reasons(
    parts: Parts,
    rows: NDArray[np.int64],
    fused: Fused,
    lists: Mapping[str, Found],
    read: Read,
    met: Sequence[Constraint],
) -> dict[int, tuple[Reason, ...]]:
    """For each row of a page: matched words and attributes, closeness, and what each list gave."""
    found: list[list[Reason]] = [[] for _ in rows]
    for word, token, idf in _words(parts, read):
        _add(found, parts.postings.holding(token, rows), Reason("word", word, idf))
    for constraint in (*met, *read.wishes):
        for value in constraint.values if _is_value(constraint, parts) else ():
            having = parts.columns.fields[constraint.field].holding(value, rows)
            _add(found, having, Reason("attribute", f"{constraint.field}={value}", 1.0))
    for name, listed in lists.items():
        if name in _KIND:
            on_page, in_list = listed_at(rows, listed.rows)
            _add_scores(found, _KIND[name], name, on_page, listed.scores[in_list])
    on_page, in_list = listed_at(rows, fused.rows)
    for name, given in fused.given.items():
        _add_scores(found, "ranking", name, on_page, given[in_list])
    return {row: tuple(because) for row, because in zip(rows.tolist(), found, strict=True)}


def _add(found: Because, having: NDArray[np.bool_], reason: Reason) -> None:
    for place in np.flatnonzero(having).tolist():
        found[place].append(reason)


def _add_scores(
    found: Because, kind: str, name: str, places: NDArray[np.int64], scores: NDArray[np.float32]
) -> None:
    for place, score in zip(places.tolist(), scores.tolist(), strict=True):
        if score > 0 or kind != "ranking":  # who was not in a list got nothing from it; a closeness may be 0
            found[place].append(Reason(kind, name, score))


def listed_at(
    rows: NDArray[np.int64], listed: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where rows of a page stand in a list: (place on the page, place in the list) of those that do."""
    on_page, in_list = np.nonzero(rows[:, None] == listed)
    return on_page, in_list


def _words(parts: Parts, read: Read) -> list[tuple[str, str, float]]:
    """(word, token, weight) of the query; rare words weigh more."""
    size = parts.columns.size
    tokens = dict.fromkeys(parts.tokens(read.text))
    surface = {token: word for word in read.text.split() for token in parts.tokens(word)}
    return [
        (
            surface.get(token, token) if token.isascii() else token,
            token,
            _idf(parts.postings.frequency(token), size),
        )
        for token in tokens
    ]


def _idf(frequency: int, size: int) -> float:
    return float(np.log1p((size - frequency + 0.5) / (frequency + 0.5)))


def _is_value(constraint: Constraint, parts: Parts) -> bool:
    return not constraint.excluded and constraint.field in parts.columns.fields
