"""What a product is part of and what it works with, by the words that say so.

``part of the Aurora collection``, 山海系列: ``part_of collection:…``; ``compatible with iPhone 15``,
适用于华为P60: ``compatible_with model:…``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from daogou.language.normalise import normalise

_NAME = r"(?:i(?=[A-Z]))?[A-Z0-9][\w'’+-]*"  # iPhone too
_MODEL = rf"(?P<name>{_NAME}(?:[ /]{_NAME}){{0,4}})"
_HAN_MODEL = (
    r"(?P<name>[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9+ -]{0,15}\d[A-Za-z0-9+]*"
    r"(?:\s?(?i:pro|max|plus|ultra|mini|air|se)\b){0,2})"
)
_PATTERNS: tuple[tuple[str, str, float, re.Pattern[str]], ...] = (
    (
        "compatible_with",
        "model",
        0.8,
        re.compile(rf"\b(?i:compatible with|fits|works with|designed for)(?: the)? {_MODEL}"),
    ),
    ("compatible_with", "model", 0.6, re.compile(rf"\b(?i:for) (?=[^,.;]*\d){_MODEL}")),
    ("compatible_with", "model", 0.7, re.compile(rf"(?:适用于|适用|兼容|适配|支持)\s*[:：]?\s*{_HAN_MODEL}")),
    (
        "part_of",
        "collection",
        0.8,
        re.compile(
            rf"\b(?i:part of|from|belongs to)(?: the| our)? {_MODEL} (?i:collection|range|series|line)\b"
        ),
    ),
    ("part_of", "collection", 0.6, re.compile(r"(?:^|[\s,，。【「《])(?P<name>[\u4e00-\u9fff]{2,6})系列")),
)
_HAS_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation to a thing known by its name only; ``start`` and ``end`` are where the name stands."""

    relation: str
    kind: str
    key: str
    start: int
    end: int
    confidence: float


def other_things(text: str) -> Iterator[Stated]:
    """Each thing once for each relation, by its first pattern."""
    seen: set[tuple[str, str]] = set()
    for relation, kind, confidence, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            name = match["name"].strip()
            key = normalise(name).strip()
            if kind == "model" and not _HAS_DIGIT.search(key):
                continue  # "works with Style": a model has a number
            if key and (relation, key) not in seen:
                seen.add((relation, key))
                yield Stated(
                    relation, kind, key, match.start("name"), match.start("name") + len(name), confidence
                )
