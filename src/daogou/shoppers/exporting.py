"""All that is held of one shopper, for them to read and take away."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, func, select

from daogou.shoppers import cart, consent, conversations, impressions, profile
from daogou.shoppers.consent import Purpose
from daogou.shoppers.erasing import Erasure, pending
from daogou.shoppers.reading import events_of
from daogou.shoppers.tables import activity, consents, erasures, events, profiles
from daogou.shoppers.tables import impressions as all_impressions


def exported(
    connection: Connection, shopper_id: str, allowed: Mapping[Purpose, bool], erasure: Erasure | None
) -> dict[str, Any]:
    """Ready for JSON; times as ISO 8601 in UTC. ``allowed`` holds the purposes not spoken about, too."""
    rows = impressions.of_shopper(connection, shopper_id)
    return {
        "shopper_id": shopper_id,
        "profile": profile.read(connection, shopper_id).model_dump(mode="json", exclude_defaults=True),
        "consent": dict(allowed),
        "consent_history": [_plain(asdict(word)) for word in consent.history(connection, shopper_id)],
        "events": [_plain(asdict(event)) for event in events_of(connection, shopper_id)],
        "impressions": [_plain({**asdict(row.impression), "clicked_at": row.clicked_at}) for row in rows],
        "cart": [_plain(asdict(item)) for item in cart.items_of(connection, shopper_id)],
        "conversations": [_plain(asdict(one)) for one in conversations.exchanges_of(connection, shopper_id)],
        "erased": erasure
        and _plain({"at": erasure.at, "release": erasure.release, "done_at": erasure.done_at}),
    }


def is_empty(export: Mapping[str, Any]) -> bool:
    """Whether it says nothing of anybody."""
    said = ("profile", "consent_history", "events", "impressions", "cart", "conversations", "erased")
    return not any(export[name] for name in said)


def counted(connection: Connection) -> dict[str, Any]:
    """How much is held of all shoppers together."""
    kinds = connection.execute(
        select(events.c.kind, func.count()).group_by(events.c.kind).order_by(events.c.kind)
    )
    shown, clicks = connection.execute(
        select(func.count(), func.count(all_impressions.c.clicked_at)).select_from(all_impressions)
    ).one()
    spoken = (consents.c.purpose, consents.c.given)
    said = connection.execute(select(*spoken, func.count()).group_by(*spoken).order_by(*spoken))
    return {
        "shoppers": _count(connection, activity),
        "events": {kind: count for kind, count in kinds},
        "profiles": _count(connection, profiles),
        "consents": {f"{purpose}: {'yes' if given else 'no'}": count for purpose, given, count in said},
        "impressions": shown,
        "clicks": clicks,
        "erasures": _count(connection, erasures),
        "erasures_pending": len(pending(connection)),
    }


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in fields.items() if name != "shopper_id"}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in kept.items()}
