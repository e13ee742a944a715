"""What shoppers were shown and what they clicked, to compare recommenders by."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from daogou.core.errors import BadInput
from daogou.shoppers.database import Database
from daogou.shoppers.reading import AT_ONCE
from daogou.shoppers.tables import impressions
from daogou.shoppers.times import microseconds, moment

MAX_TEXT = 200  # characters of an id or a name


@dataclass(frozen=True, slots=True)
class Impression:
    """One product shown to one shopper: on which shelf, at which place (0 is the first), chosen by whom.

    ``arm`` is the experiment's arm, "" outside of one; in mixed lists ``recommender`` says whose it is.

    Raises:
        BadInput: an id is missing, a text too long, the place below 0, the moment without a zone.
    """

    id: str
    shopper_id: str
    shelf: str
    recommender: str
    arm: str
    product_id: str
    place: int
    at: datetime

    def __post_init__(self) -> None:
        texts = (self.id, self.shopper_id, self.shelf, self.recommender, self.arm, self.product_id)
        if any(len(text) > MAX_TEXT or "\0" in text for text in texts):
            raise BadInput(f"An impression's texts have at most {MAX_TEXT} characters, and no NUL.")
        if not (self.id and self.shopper_id and self.product_id) or self.place < 0 or not self.at.tzinfo:
            raise BadInput(
                "An impression needs id, shopper_id, product_id, a place from 0, a time with a zone."
            )


@dataclass(frozen=True, slots=True)
class ImpressionRow:
    """An impression, and when it was first clicked, if it was."""

    impression: Impression
    clicked_at: datetime | None

    @property
    def is_clicked(self) -> bool:
        """Whether it was."""
        return self.clicked_at is not None


def insert(
    database: Database, connection: Connection, shown: Iterable[Impression], erased: Mapping[str, int]
) -> None:
    """Each once, by its id; none of before its shopper was erased."""
    rows = [{**asdict(one), "at": microseconds(one.at)} for one in shown]
    kept = [row for row in rows if row["at"] > erased.get(row["shopper_id"], -1)]
    if kept:
        statement = database.insert(impressions).on_conflict_do_nothing(index_elements=["id"])
        connection.execute(statement, sorted(kept, key=lambda row: str(row["id"])))


def click(connection: Connection, impression_id: str, at: datetime) -> bool:
    """Note the first click; whether there is such an impression."""
    table = impressions
    first = update(table).where(table.c.id == impression_id, table.c.clicked_at.is_(None))
    if connection.execute(first.values(clicked_at=microseconds(at))).rowcount:
        return True
    return connection.execute(select(table.c.id).filter_by(id=impression_id)).first() is not None


def between(database: Database, since: datetime, until: datetime) -> Iterator[ImpressionRow]:
    """Those of ``since`` <= at < ``until``, oldest first."""
    table = impressions
    wanted = (
        select(table)
        .where(table.c.at >= microseconds(since), table.c.at < microseconds(until))
        .order_by(table.c.at, table.c.id)
    )
    with database.reading() as connection:
        yield from as_rows(
            connection.execution_options(stream_results=True, yield_per=AT_ONCE).execute(wanted)
        )


def of_shopper(connection: Connection, shopper_id: str) -> list[ImpressionRow]:
    """All that one shopper was shown, oldest first."""
    ordered = select(impressions).filter_by(shopper_id=shopper_id)
    return list(as_rows(connection.execute(ordered.order_by(impressions.c.at, impressions.c.id))))


def as_rows(rows: Iterable[Any]) -> Iterator[ImpressionRow]:
    """Whole rows of the table."""
    for row in rows:
        clicked = None if row.clicked_at is None else moment(row.clicked_at)
        said = (row.id, row.shopper_id, row.shelf, row.recommender, row.arm, row.product_id, row.place)
        yield ImpressionRow(Impression(*said, moment(row.at)), clicked)
