"""The labels that the garment parser was taught, and which part each of them is."""

import tomllib
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from daogou.vision.parts import PARTS


def read_parts() -> dict[str, str]:
    """Label -> part, from parsing_labels.toml."""
    text = files("daogou.vision").joinpath("parsing_labels.toml").read_text(encoding="utf-8")
    parts: dict[str, list[str]] = tomllib.loads(text)
    return {label: part for part, labels in parts.items() for label in labels}


def read_labels() -> tuple[str, ...]:
    """In the order of the data set, which is the alphabet's; the first, null, is the background."""
    names = set(read_parts()) - {"null"}
    return ("null", *sorted(names))


def part_rows(labels: tuple[str, ...]) -> NDArray[np.intp]:
    """int [labels]: the row of ``PARTS`` that each is."""
    parts = read_parts()
    return np.array([PARTS.index(parts[label]) for label in labels], np.intp)
