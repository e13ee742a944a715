"""Moments as whole microseconds since 1970 UTC: exact, sortable, the same in every database."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(at: datetime) -> int:
    """Since 1970.

    Raises:
        ValueError: the moment has no zone.
    """
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return (at - EPOCH) // _MICROSECOND


def moment(since_1970: int) -> datetime:
    """The same, in UTC."""
    return EPOCH + timedelta(0, 0, since_1970)  # by place: named it takes twice as long


def now() -> datetime:
    """In UTC."""
    return datetime.now(UTC)
