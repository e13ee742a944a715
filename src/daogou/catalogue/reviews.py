"""Reviews of products, read from a file of JSON lines."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from daogou.core.rejection import Rejection

MAX_TEXT = 20_000  # characters; the longest honest reviews have a few thousand


@dataclass(frozen=True, slots=True)
class Review:
    """What a buyer said. ``rating`` is 1 to 5; ``language`` a code or empty; ``at`` an ISO date or empty."""

    product_id: str
    rating: float
    text: str = ""
    author: str = ""
    language: str = ""
    at: str = ""
    shopper_id: str = ""


ADAPTER = TypeAdapter(Review)
GROUPS = TypeAdapter(dict[str, list[Review]])


def read_reviews(path: Path) -> Iterator[Review | Rejection]:
    """Every line as a review, or the reason why it is none."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _read(number, line)


def write_groups(file: Path, reviews: list[Review]) -> None:
    """Write reviews grouped by product, newest first."""
    groups: defaultdict[str, list[Review]] = defaultdict(list)
    for review in sorted(reviews, key=lambda r: r.at, reverse=True):
        groups[review.product_id].append(review)
    file.write_bytes(GROUPS.dump_json(groups))


def read_groups(file: Path) -> dict[str, list[Review]]:
    """What ``write_groups`` wrote."""
    return GROUPS.validate_json(file.read_bytes())


def _read(number: int, line: bytes) -> Review | Rejection:
    value = line[:200].decode("utf-8", errors="replace")
    try:
        review = ADAPTER.validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        return Rejection(number, field, value, first["msg"], "A line needs product_id and rating.", part=True)
    if not 1 <= review.rating <= 5:
        given = f"{review.rating:g}"
        return Rejection(number, "rating", given, "not between 1 and 5", "Scale it to 1..5.", part=True)
    if len(review.text) > MAX_TEXT:
        return Rejection(
            number, "text", value, f"longer than {MAX_TEXT} characters", "Shorten it.", part=True
        )
    return review
