"""What is printed on a picture, as evidence: any text, or one of the shop's brands in it."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from daogou.language.normalise import normalise
from daogou.vision.text_reading import Printed

LEAST_CONFIDENCE = 0.6  # of a line: readers see letters in folds and laces
SHORTEST_FUZZY = 5  # letters: a shorter brand must be read exactly
ALIKE = 88  # of 100: one letter of eight may be misread


def readable(lines: Sequence[Printed]) -> list[Printed]:
    """Lines that are surely text: at least two letters or digits."""
    return [
        line
        for line in lines
        if line.confidence >= LEAST_CONFIDENCE and sum(c.isalnum() for c in line.text) >= 2
    ]


def brand_in(lines: Sequence[Printed], brands: Iterable[str]) -> tuple[str, Printed] | None:
    """The longest brand that is printed, and the line it stands in; None if none is."""
    found = [
        (brand, line)
        for line in readable(lines)
        for brand in brands
        if _stands_in(normalise(brand), normalise(line.text))
    ]
    return max(found, key=lambda pair: (len(pair[0]), pair[1].confidence), default=None)


def _stands_in(brand: str, line: str) -> bool:
    if not brand:
        return False
    padded = f" {line} "
    if f" {brand} " in padded or (not brand.isascii() and brand in line):
        return True
    return len(brand) >= SHORTEST_FUZZY and fuzz.ratio(brand, line) >= ALIKE
