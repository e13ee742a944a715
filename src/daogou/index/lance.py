"""What both LanceDB indexes share: a quiet connection, and filters by row that stay exact."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.index import Found

_MORE = 8  # with a filter, or ties at the end, fetch so many times more
_MOST_LISTED = 5_000  # so few allowed rows are named in the query; more make it slower than fetching more


def connect(folder: Path) -> Any:
    """A LanceDB connection to a folder; its warnings are silenced unless the user asks for them."""
    os.environ.setdefault("LANCE_LOG", "error")
    import lancedb

    return lancedb.connect(str(folder))


def fetch_allowed(
    fetch: Callable[[int, str], Found], k: int, size: int, allowed: NDArray[np.bool_] | None
) -> Found:
    """The k best allowed rows, equal scores by row.

    ``fetch(limit, where)`` gives at most ``limit`` rows, best first, of those that meet the SQL ``where``. It
    is asked for more until the k-th place is clear of ties and k allowed rows are found, or there are no
    more.
    """
    k = min(k, size if allowed is None else int(allowed.sum()))
    if k <= 0:
        return Found(np.empty(0, np.int64), np.empty(0, np.float32))
    where = ""
    if allowed is not None and allowed.sum() <= _MOST_LISTED:
        where, allowed = f"row IN ({', '.join(map(str, np.flatnonzero(allowed)))})", None
    limit = k + 1
    while True:
        found = fetch(min(limit, size), where)
        inside = found if allowed is None else _only(found, allowed)
        ordered = _by_row(inside)
        if len(found.rows) < limit or limit >= size or _is_clear(ordered, k, found):
            return Found(ordered.rows[:k], ordered.scores[:k])
        limit *= _MORE


def _is_clear(ordered: Found, k: int, found: Found) -> bool:
    """The k-th is found, and whatever has not been fetched scores less."""
    return len(ordered.rows) >= k and bool(ordered.scores[k - 1] > found.scores.min())


def _only(found: Found, allowed: NDArray[np.bool_]) -> Found:
    inside = allowed[found.rows]
    return Found(found.rows[inside], found.scores[inside])


def _by_row(found: Found) -> Found:
    order = np.lexsort((found.rows, -found.scores))
    return Found(found.rows[order], found.scores[order])
