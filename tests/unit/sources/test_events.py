import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from daogou.core.event import Event
from daogou.core.rejection import Rejection
from daogou.sources.events import read_events

GOOD = {
    "id": "e1",
    "shopper_id": "s",
    "kind": "buy",
    "product_id": "p",
    "at": "2026-01-02T03:04:05Z",
    "value": 2,
}


def read(tmp_path: Path, *lines: str) -> list[Event | Rejection]:
    file = tmp_path / "events.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return list(read_events(file))


def test_a_line_becomes_an_event(tmp_path: Path) -> None:
    assert read(tmp_path, json.dumps(GOOD), "") == [
        Event("e1", "s", "buy", "p", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), 2.0)
    ]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": "steal"}, "kind"),
        ({"at": "yesterday"}, "at"),
        ({"at": "2026-01-02T03:04:05"}, "at"),
        ({"kind": "rate", "value": 9}, "value"),
        ({"shopper_id": None}, "shopper_id"),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_field(
    tmp_path: Path, changed: dict[str, object], field: str
) -> None:
    good, bad = read(tmp_path, json.dumps(GOOD), json.dumps(GOOD | changed))
    assert isinstance(good, Event)
    assert isinstance(bad, Rejection)
    assert (bad.line, bad.field) == (2, field)
    assert bad.reason


def test_garbage_is_refused_too(tmp_path: Path) -> None:
    (refused,) = read(tmp_path, "{not json")
    assert isinstance(refused, Rejection)
    assert refused.value == "{not json"
