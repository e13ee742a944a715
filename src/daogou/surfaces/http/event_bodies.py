"""Events as programs send them: one, a list, or ``{"events": […]}``."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from fastapi import Request
from starlette.exceptions import HTTPException

from daogou.core.errors import BadInput
from daogou.core.event import Event
from daogou.core.rejection import Rejection
from daogou.shoppers.adding import Added
from daogou.shoppers.shoppers import Shoppers
from daogou.sources.events import event_of

MAX_EVENTS = 1_000  # at once: one transaction
MAX_BYTES = 2_000_000  # of such a body: 2,000 an event; a view has 150
AHEAD = timedelta(days=1)  # a clock may go so fast, or be set to another zone
_HINT = 'Send one event, a list of them, or {"events": […]}, as application/json.'


async def read_events_body(request: Request) -> list[Any]:
    """What was sent, parsed but not yet checked; never empty.

    Raises:
        HTTPException: 415, no JSON; 413, more than ``MAX_BYTES``.
        BadInput: not of these shapes, none, or more than ``MAX_EVENTS``.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415, "Send application/json, please.")
    try:
        given = orjson.loads(await _bounded(request))
    except orjson.JSONDecodeError as error:
        raise BadInput("The body is no JSON.", hint=_HINT) from error
    if isinstance(given, dict) and set(given) == {"events"}:
        given = given["events"]
    events = given if isinstance(given, list) else [given]
    if not 1 <= len(events) <= MAX_EVENTS:
        raise BadInput(f"{len(events)} events; 1 to {MAX_EVENTS} are taken at once.", hint=_HINT)
    return events


async def _bounded(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_BYTES:
            raise HTTPException(413, f"Events of more than {MAX_BYTES} bytes are not taken at once.")
    return bytes(body)


def take(shoppers: Shoppers, given: list[Any]) -> Added:
    """Keep what can be kept; a refusal's ``line`` is the place in what was given, from 1.

    An event without ``at`` happened now.
    """
    now = datetime.now(UTC)
    read = [(place, _read(place, one, now)) for place, one in enumerate(given, start=1)]
    sound = [(place, event) for place, event in read if isinstance(event, Event)]
    added = shoppers.add(event for _, event in sound)
    refused = [event for _, event in read if isinstance(event, Rejection)]
    refused += [replace(one, line=sound[one.line - 1][0]) for one in added.refused]
    return replace(added, refused=tuple(sorted(refused, key=lambda one: one.line)))


def _read(place: int, given: Any, now: datetime) -> Event | Rejection:
    event = event_of(place, {"at": now.isoformat(), **given} if isinstance(given, dict) else given)
    if isinstance(event, Event) and event.at > now + AHEAD:
        # else anybody could make what they send the newest for ever
        at = event.at.isoformat()
        return Rejection(place, "at", at, "a time in the future", "Is that clock right?", part=True)
    return event
