"""Amazon-Google: pairs of software offers, are they the same product? In Ditto's text form."""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import NotFound
from daogou.features.offers import Offer

FOLDER = Path("entities", "amazon_google")
SPLITS = ("train", "valid", "test")
_COLUMN = re.compile(r"COL (\w+) VAL (.*?)(?= COL |$)")


@dataclass(frozen=True)
class Judged:
    """Pairs, and for each whether it is one product."""

    pairs: tuple[tuple[Offer, Offer], ...]
    same: tuple[bool, ...]


def read_amazon_google(data: Path, split: str) -> Judged:
    """One of the splits.

    Raises:
        NotFound: the folder is not there.
    """
    file = data / FOLDER / f"{split}.txt"
    if not file.is_file():
        raise NotFound(f"There is no {file}.", hint="Name the data folder with --data.")
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    return Judged(
        tuple((_offer(first), _offer(second)) for first, second, _ in rows),
        tuple(label == "1" for *_, label in rows),
    )


def _offer(text: str) -> Offer:
    columns = dict(_COLUMN.findall(f"{text.strip()} "))
    price = columns.get("price", "").strip()
    return Offer(
        columns["title"].strip(), columns.get("manufacturer", "").strip(), float(price) if price else None
    )


def best_threshold(same: NDArray[np.bool_], scores: NDArray[np.float32]) -> float:
    """The score from which on matches give the best F1; the highest of equals."""
    order = np.argsort(-scores, kind="stable")
    found, count = np.cumsum(same[order]), np.arange(1, len(same) + 1)
    return float(scores[order][int(np.argmax(2 * found / (count + same.sum())))])
