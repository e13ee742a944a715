"""What shoppers did, read from a file of JSON lines."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from daogou.core.event import Event
from daogou.core.rejection import Rejection

ADAPTER = TypeAdapter(Event)
HINT = "A line needs id, shopper_id, kind, product_id and at, an ISO date with time."


def read_events(path: Path) -> Iterator[Event | Rejection]:
    """Every line as an event, or the reason why it is none."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _read(number, line)


def _read(number: int, line: bytes) -> Event | Rejection:
    value = line[:200].decode("utf-8", errors="replace")
    try:
        event = ADAPTER.validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        return Rejection(number, field, value, first["msg"], HINT, part=True)
    if event.kind == "rate" and not 1 <= event.value <= 5:
        given = f"{event.value:g}"
        return Rejection(
            number, "value", given, "a rating not between 1 and 5", "Scale it to 1..5.", part=True
        )
    if event.at.tzinfo is None:
        return Rejection(
            number, "at", event.at.isoformat(), "a time without a zone", 'End it with "Z".', part=True
        )
    return event
