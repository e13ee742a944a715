"""Rows of a JSON Lines file, and JSON that may come from anywhere, parsed within bounds."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from daogou.core.rejection import Rejection
from daogou.sources.encodings import encoding_of
from daogou.sources.lines import Line, text_lines
from daogou.sources.records import Row
from daogou.sources.refusal import Refused

MAX_DEPTH = 6  # objects within objects that are flattened; deeper values stay as they are
_KEPT_WHOLE = frozenset(
    ("variants", "pictures", "picture", "images", "image")
)  # objects with meaning of their own


def json_rows(path: Path) -> Iterator[Row | Rejection]:
    """Every line's object, its nested names joined by dots; empty lines are passed over."""
    for line in text_lines(path, encoding_of(path)):
        if line.text.strip():
            try:
                yield Row(line.number, flat(_object(line)))
            except Refused as refusal:
                yield refusal.at(line.number)


def _object(line: Line) -> dict[str, Any]:
    if line.fault:
        raise Refused("row", line.text.strip(), line.fault, line.suggestion)
    value = parsed(line.text)
    if not isinstance(value, dict):
        raise Refused(
            "row", line.text.strip(), "is no JSON object", 'write {"id": …, "title": …} on each line'
        )
    return value


def parsed(text: str) -> Any:
    """The value of a JSON text.

    Raises:
        Refused: no JSON, nested too deep, or with numbers that JSON does not have.
    """
    try:
        return json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise Refused("row", text.strip(), "is nested too deep", "give one flat object a product") from None
    except ValueError as error:
        where = (
            f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
        )
        raise Refused("row", text.strip(), "is no valid JSON", where[:200]) from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON")


def flat(value: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
    """``{"name": {"en": "x"}}`` as ``{"name.en": "x"}``; lists and pictures stay whole."""
    found: dict[str, Any] = {}
    for name, inner in value.items():
        if isinstance(inner, dict) and depth < MAX_DEPTH and name not in _KEPT_WHOLE:
            found |= {f"{name}.{rest}": deep for rest, deep in flat(inner, depth + 1).items()}
        else:
            found[name] = inner
    return found
