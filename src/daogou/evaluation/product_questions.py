"""Questions of Amazon's shoppers with what answers them (contextual-product-qa, Shen et al. 2022)."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from daogou.core.errors import NotFound

FOLDER = "productqa"
EVERYTHING, ATTRIBUTES = "epqa_dev.csv", "semipqa_attribute_ranking_testseen.csv"
FULLY = 2  # of epqa's labels: 1 answers in part
COMMUNITY = "cqa"  # answers of other shoppers to other questions: a shop's guide has none
# what the attributes' notation adds to names and values
_NOTATION = re.compile(
    r"\b(?:value|unit|normalized_value|standardized_values|language_tag|type)\s*:|[{}\[\]\"]"
)


@dataclass(frozen=True, slots=True)
class AskedProduct:
    """``texts``: what is known of the product; ``answers``: rows of the texts that answer, perhaps none."""

    number: int
    question: str
    texts: tuple[str, ...]
    answers: frozenset[int]


def questions_on_everything(data: Path) -> list[AskedProduct]:
    """``epqa_dev``: descriptions, bullets, attributes and reviews; an answer is one that answers fully.

    Raises:
        NotFound: the file is not there.
    """
    rows = (row for row in _rows(data, EVERYTHING, ",") if row["source"] != COMMUNITY)
    return list(_asked(rows, FULLY))


def questions_on_attributes(data: Path) -> list[AskedProduct]:
    """``semipqa``'s test split of seen attributes.

    Raises:
        NotFound: the file is not there.
    """
    return list(_asked(_rows(data, ATTRIBUTES, "\t"), 1))


def files_of(data: Path) -> tuple[Path, ...]:
    """Both."""
    return data / FOLDER / EVERYTHING, data / FOLDER / ATTRIBUTES


def _asked(rows: Iterable[dict[str, str]], least: int) -> Iterator[AskedProduct]:
    for number, group in groupby(rows, key=lambda row: int(row["qid"])):
        of = list(group)
        answers = frozenset(place for place, row in enumerate(of) if int(row["label"]) >= least)
        yield AskedProduct(
            number, of[0]["question"], tuple(_readable(row["candidate"]) for row in of), answers
        )


def _readable(candidate: str) -> str:
    """``fabric_type:  { value:"50% cotton" }`` is ``fabric type: 50% cotton``."""
    name, colon, values = candidate.partition(":")
    if not colon or "{" not in values:
        return candidate
    return f"{name.replace('_', ' ')}: {' '.join(_NOTATION.sub(' ', values).split())}"


def _rows(data: Path, name: str, delimiter: str) -> Iterator[dict[str, str]]:
    file = data / FOLDER / name
    if not file.is_file():
        raise NotFound(f"There is no {file}.", hint="Name the data folder with --data.")
    with file.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter=delimiter)
