"""The tables of the drawn shop: what it may sell, and the words for it in both languages."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

Table = Mapping[str, Any]


@cache
def table(name: str) -> Table:
    """One file of ``data/``: ``words``, ``brands``, ``categories``, ``details`` or ``reviews``."""
    file = resources.files(__package__) / "data" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def chinese(kind: str, value: str) -> str:
    """The Chinese word for an attribute's value: ``chinese("colour", "red")`` is 红色."""
    word: str = table("words")[kind][value]["zh"]
    return word


def material(name: str) -> Table:
    """Price factor, seasons, texture, care and feel of a material."""
    row: Table = table("words")["material"][name]
    return row


def rgb(colour: str) -> tuple[int, int, int]:
    """The colour in sRGB, 0..255."""
    red, green, blue = table("words")["colour"][colour]["rgb"]
    return red, green, blue


def distance(one: str, other: str) -> float:
    """How far apart two named colours are, 0..441 (Euclid in sRGB: enough to tell contrast)."""
    return float(sum((a - b) ** 2 for a, b in zip(rgb(one), rgb(other), strict=True)) ** 0.5)
