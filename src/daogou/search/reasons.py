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
    words = _words(parts, read)
    close = {name: dict(zip(f.rows.tolist(), f.scores.tolist(), strict=True)) for name, f in lists.items()}
    place = {row: n for n, row in enumerate(fused.rows.tolist())}
    attributes = [(c, parts.columns.fields[c.field]) for c in (*met, *read.wishes) if _is_value(c, parts)]
    holding = [parts.postings.holding(token, rows).tolist() for _, token, _ in words]
    found = {}
    for number, row in enumerate(rows.tolist()):
        because = [
            Reason("word", word, idf)
            for (word, _, idf), has in zip(words, holding, strict=True)
            if has[number]
        ]
        for constraint, column in attributes:
            has = column.of_row(row)
            because += [
                Reason("attribute", f"{constraint.field}={v}", 1.0) for v in constraint.values if v in has
            ]
        because += [
            Reason(_KIND[name], name, scores[row])
            for name, scores in close.items()
            if name in _KIND and row in scores
        ]
        if row in place:
            because += [
                Reason("ranking", name, float(given[place[row]]))
                for name, given in fused.given.items()
                if given[place[row]] > 0
            ]
        found[row] = tuple(because)
    return found


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
