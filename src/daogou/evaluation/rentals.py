"""Rent the Runway's rentals as wearings: what was known before wearing, and the verdict."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import NotFound
from daogou.fit.learned.wearings import Wearings

# columns of the file: known when renting. Left out are what is known only after wearing (rating,
# recommend, the verdict's own review) and when it was written
BODY = ("height_in", "weight_lbs", "bust_size_num", "cup", "age", "body")
NUMBERS = ("height_in", "weight_lbs", "bust_size_num", "age")
KINDS = ("category", "rented_for")
VERDICTS = ("small", "fit", "large")
# cup letters by size, as American shops order them
CUPS = ("aa", "a", "b", "c", "d", "d+", "dd", "ddd/e", "f", "g", "h", "i", "j")


@dataclass(frozen=True)
class Rentals:
    """``verdicts``: int [n], 0 small, 1 right, 2 large."""

    wearings: Wearings
    verdicts: NDArray[np.intp]
    file: Path


def read_rentals(data: Path) -> Rentals:
    """All of them, in the file's order.

    Raises:
        NotFound: ``fit/renttherunway.parquet`` is not in the data folder.
    """
    import pyarrow.parquet as pq

    file = data / "fit" / "renttherunway.parquet"
    if not file.is_file():
        raise NotFound(f"There is no {file}.", hint="Name the data folder with --data.")
    table = pq.read_table(file).to_pydict()
    numbers = {name: _numbers(table[name]) for name in NUMBERS}
    numbers["cup"] = _numbers([_place(CUPS, cup) for cup in table["bust_size_letter"]])
    shapes = sorted({shape for shape in table["body_type"] if shape})
    numbers["body"] = _numbers([_place(shapes, shape) for shape in table["body_type"]])
    wearings = Wearings(
        _words(table["user_id"]),
        _words(table["item_id"]),
        _numbers(table["size"]),
        numbers,
        {name: _words(table[name]) for name in KINDS},
        BODY,
    )
    verdicts = np.array([VERDICTS.index(verdict) for verdict in table["fit"]], dtype=np.intp)
    return Rentals(wearings, verdicts, file)


def _numbers(values: list[float | int | None]) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _words(values: list[object]) -> NDArray[np.str_]:
    return np.array(["" if value is None else str(value) for value in values])


def _place(order: tuple[str, ...] | list[str], name: str | None) -> float | None:
    return order.index(name) if name is not None and name in order else None
