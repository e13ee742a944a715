"""What shoppers did, read from a file of JSON lines or from what a program sent."""

import math
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from daogou.core.event import EVENT_KINDS, Event
from daogou.core.rejection import Rejection
from daogou.sources.refusal import Refused, shown

ADAPTER = TypeAdapter(Event)
HINT = "A line needs id, shopper_id, kind, product_id and at, an ISO date with time."
MAX_ID = 200  # characters
MAX_TEXT = 10_000  # characters: a long review
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)  # moments are counted from then
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
MAX_VALUE = 1e6  # pieces in one cart; also keeps what is no number out


def read_events(path: Path) -> Iterator[Event | Rejection]:
    """Every line as an event, or the reason why it is none."""
    return (event for _, event in numbered_events(path))


def numbered_events(path: Path) -> Iterator[tuple[int, Event | Rejection]]:
    """The same, each with its line, counted from 1."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield number, _of_line(number, line)


def event_of(number: int, given: Any) -> Event | Rejection:
    """What a program sent, parsed from JSON, or the reason why it is no event; ``number``: its place."""
    try:
        return _sound(number, ADAPTER.validate_python(given))
    except ValidationError as error:
        return _invalid(number, shown(given), error)


def refusal_of(event: Event, number: int) -> Rejection | None:
    """Why an event cannot be kept, if it cannot; ``number`` says where it stood."""
    try:
        _check(event)
    except Refused as refused:
        return refused.at(number, part=True)
    return None


def _of_line(number: int, line: bytes) -> Event | Rejection:
    try:
        return _sound(number, ADAPTER.validate_json(line))
    except ValidationError as error:
        return _invalid(number, line[:200].decode("utf-8", errors="replace"), error)


def _sound(number: int, event: Event) -> Event | Rejection:
    return refusal_of(event, number) or event


def _invalid(number: int, value: str, error: ValidationError) -> Rejection:
    first = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    return Rejection(number, field, value, first["msg"], HINT, part=True)


def _check(event: Event) -> None:
    for field in ("id", "shopper_id"):
        _check_text(field, getattr(event, field), MAX_ID, required=True)
    if event.kind not in EVENT_KINDS:
        raise Refused("kind", event.kind, "no kind of event", f"There are: {', '.join(EVENT_KINDS)}.")
    _check_text("product_id", event.product_id, MAX_ID, required=event.kind != "search")
    _check_text("text", event.text, MAX_TEXT)
    if not (math.isfinite(event.value) and abs(event.value) <= MAX_VALUE):
        raise Refused("value", f"{event.value:g}", "a number out of bounds", f"At most {MAX_VALUE:g}.")
    if event.kind == "rate" and not 1 <= event.value <= 5:
        raise Refused("value", f"{event.value:g}", "a rating not between 1 and 5", "Scale it to 1..5.")
    if event.at.tzinfo is None:
        raise Refused("at", event.at.isoformat(), "a time without a zone", 'End it with "Z".')
    if not EARLIEST <= event.at <= LATEST:
        raise Refused("at", event.at.isoformat(), "a time that cannot be", "From 1970 to 2200.")


def _check_text(field: str, text: str, limit: int, *, required: bool = False) -> None:
    if required and not text.strip():
        raise Refused(field, text, "is missing", HINT)
    if len(text) > limit:
        raise Refused(field, text, "is too long", f"At most {limit} characters.")
    if "\0" in text or not is_unicode(text):
        raise Refused(field, text, "holds characters that no text has", "Send UTF-8 without NUL.")


def is_unicode(text: str) -> bool:
    """Whether it can be written down: half of a surrogate pair cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
