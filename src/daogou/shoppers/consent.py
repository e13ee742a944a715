"""What a shopper's data may be used for: each purpose is allowed or not, and who said so when is kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import Connection, insert, select

from daogou.core.errors import BadInput
from daogou.shoppers.database import Database
from daogou.shoppers.tables import consent_history, consents
from daogou.shoppers.times import microseconds, moment

Purpose = Literal["personalise", "improve", "remember", "photos"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
ASSUMABLE: tuple[Purpose, ...] = ("personalise", "improve")  # the others always need a yes
MAX_BY = 200  # characters


@dataclass(frozen=True, slots=True)
class Said:
    """A yes or a no: to what, when, and by whom (``shopper``, ``owner``, the name of a form)."""

    purpose: Purpose
    given: bool
    at: datetime
    by: str


def default_of(purpose: Purpose, mode: Literal["assumed", "ask"]) -> bool:
    """What holds for who has not said; ``mode`` is the setting ``shoppers.consent``."""
    return mode == "assumed" and purpose in ASSUMABLE


def checked_purpose(purpose: str) -> Purpose:
    """The purpose of that name.

    Raises:
        BadInput: there is none.
    """
    found = next((known for known in PURPOSES if known == purpose), None)
    if found is None:
        raise BadInput(f"There is no purpose {purpose[:80]!r}.", hint=f"There are: {', '.join(PURPOSES)}.")
    return found


def said(connection: Connection, shopper_id: str) -> dict[Purpose, bool]:
    """What that shopper said last, of the purposes they spoke about."""
    rows = connection.execute(select(consents.c.purpose, consents.c.given).filter_by(shopper_id=shopper_id))
    spoken = {purpose: bool(given) for purpose, given in rows}
    return {purpose: spoken[purpose] for purpose in PURPOSES if purpose in spoken}


def history(connection: Connection, shopper_id: str) -> list[Said]:
    """Everything that was said, oldest first."""
    table = consent_history
    wanted = select(table.c.purpose, table.c.given, table.c.at, table.c.by)
    rows = connection.execute(wanted.filter_by(shopper_id=shopper_id).order_by(table.c.at, table.c.number))
    return [Said(purpose, bool(given), moment(at), by) for purpose, given, at, by in rows]


def record(database: Database, connection: Connection, shopper_id: str, word: Said) -> None:
    """Keep the word; of several about one purpose the one said last holds."""
    row: dict[str, Any] = {
        "shopper_id": shopper_id,
        "purpose": word.purpose,
        "given": word.given,
        "at": microseconds(word.at),
    }
    connection.execute(insert(consent_history), {**row, "by": word.by[:MAX_BY]})
    new = database.insert(consents).values(row)
    connection.execute(
        new.on_conflict_do_update(
            index_elements=["shopper_id", "purpose"],
            set_={"given": new.excluded.given, "at": new.excluded.at},
            where=consents.c.at <= new.excluded.at,
        )
    )
