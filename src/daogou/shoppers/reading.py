"""Events out: of one shopper, lately; of all who allow it, in time order."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    bindparam,
    func,
    literal,
    select,
)

from daogou.core.event import Event
from daogou.core.files import fingerprint
from daogou.shoppers.activity import MODULUS
from daogou.shoppers.consent import Purpose
from daogou.shoppers.database import Database
from daogou.shoppers.tables import activity, consents, events, profiles
from daogou.shoppers.times import moment

AT_ONCE = 2_000  # rows fetched together while all are streamed
_COLUMNS = (
    events.c.id,
    events.c.shopper_id,
    events.c.kind,
    events.c.product_id,
    events.c.at,
    events.c.value,
    events.c.text,
)
_GIVEN = (
    select(consents.c.given)
    .where(consents.c.shopper_id == bindparam("shopper"), consents.c.purpose == bindparam("purpose"))
    .scalar_subquery()
)
# made once: making it takes as long as asking it
_LATEST = (
    select(*_COLUMNS)
    .where(
        events.c.shopper_id == bindparam("shopper"),
        func.coalesce(_GIVEN, bindparam("otherwise", type_=Boolean)),
    )
    .order_by(events.c.at.desc(), events.c.id.desc())
    .limit(bindparam("k", type_=Integer))
)


def events_of(connection: Connection, shopper_id: str) -> list[Event]:
    """Everything that shopper did, oldest first."""
    ordered = select(*_COLUMNS).filter_by(shopper_id=shopper_id).order_by(events.c.at, events.c.id)
    return list(as_events(connection.execute(ordered)))


def recent_events(
    database: Database, shopper_id: str, purpose: Purpose, default: bool, k: int
) -> list[Event]:
    """The last ``k``, newest last; none if that shopper does not allow the purpose."""
    asked = {"shopper": shopper_id, "purpose": purpose, "otherwise": default, "k": k}
    with database.reading() as connection:
        rows = connection.execute(_LATEST, asked).all()
    return list(as_events(reversed(rows)))


def allowed_events(database: Database, purpose: Purpose, default: bool) -> Iterator[Event]:
    """Of all who allow the purpose, oldest first, at one moment by id; from one state of the data."""
    wanted = _of_the_willing(select(*_COLUMNS), events.c.shopper_id, purpose, default)
    with database.reading() as connection:
        streaming = connection.execution_options(stream_results=True, yield_per=AT_ONCE)
        yield from as_events(streaming.execute(wanted.order_by(events.c.at, events.c.id)))


def agreed_profiles(database: Database, purpose: Purpose) -> list[tuple[str, str]]:
    """(shopper id, profile as JSON) of who said yes to the purpose themselves, by id."""
    wanted = _of_the_willing(
        select(profiles.c.shopper_id, profiles.c.profile), profiles.c.shopper_id, purpose, False
    )
    with database.reading() as connection:
        return [(who, said) for who, said in connection.execute(wanted.order_by(profiles.c.shopper_id))]


def fingerprint_of(database: Database, purpose: Purpose, default: bool) -> str:
    """Another one if, and only if, ``allowed_events`` gives others."""
    sums = select(
        func.coalesce(func.sum(activity.c.events), 0), func.coalesce(func.sum(activity.c.digest), 0)
    )
    with database.reading() as connection:
        count, total = connection.execute(
            _of_the_willing(sums, activity.c.shopper_id, purpose, default)
        ).one()
    return fingerprint(int(count), int(total) % MODULUS)


def as_events(rows: Iterable[Any]) -> Iterator[Event]:
    """Rows of the columns above."""
    for name, shopper_id, kind, product_id, at, value, text in rows:
        yield Event(name, shopper_id, kind, product_id, moment(at), value, text)


def _of_the_willing(
    query: Select[Any], shopper: ColumnElement[str], purpose: Purpose, default: bool
) -> Select[Any]:
    said = and_(consents.c.shopper_id == shopper, consents.c.purpose == purpose)
    joined = query.join_from(shopper.table, consents, said, isouter=True)
    return joined.where(func.coalesce(consents.c.given, literal(default)))
