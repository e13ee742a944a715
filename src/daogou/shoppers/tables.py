"""The tables of the state, the same in SQLite and PostgreSQL.

Every table that says anything of a shopper has a column ``shopper_id``: what erases a shopper goes by that.
Moments are microseconds since 1970 (``times.py``). Texts sort by code point in both.
"""

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, MetaData, Table, Text

METADATA = MetaData()
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
_NUMBER = BigInteger().with_variant(Integer(), "sqlite")  # SQLite counts up only what is INTEGER


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, _TEXT, primary_key=key, nullable=False)


def _moment(name: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=nullable)


meta = Table("meta", METADATA, _text("name", key=True), _text("value"))

events = Table(
    "events",
    METADATA,
    _text("id", key=True),
    _text("shopper_id"),
    _text("kind"),
    _text("product_id"),
    _moment("at"),
    Column("value", Float(53), nullable=False),
    _text("text"),
)
Index("events_of_shopper", events.c.shopper_id, events.c.at, events.c.id)
Index("events_in_time", events.c.at, events.c.id)

# of each shopper how many events there are and a sum that changes with them: see activity.py
activity = Table(
    "activity",
    METADATA,
    _text("shopper_id", key=True),
    Column("events", BigInteger, nullable=False),
    Column("digest", BigInteger, nullable=False),
)

consents = Table(
    "consents",
    METADATA,
    _text("shopper_id", key=True),
    _text("purpose", key=True),
    Column("given", Boolean, nullable=False),
    _moment("at"),
)

consent_history = Table(
    "consent_history",
    METADATA,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    _text("shopper_id"),
    _text("purpose"),
    Column("given", Boolean, nullable=False),
    _moment("at"),
    _text("by"),
)
Index("consent_history_of_shopper", consent_history.c.shopper_id)

profiles = Table("profiles", METADATA, _text("shopper_id", key=True), _text("profile"))

impressions = Table(
    "impressions",
    METADATA,
    _text("id", key=True),
    _text("shopper_id"),
    _text("shelf"),
    _text("recommender"),
    _text("arm"),
    _text("product_id"),
    Column("place", Integer, nullable=False),
    _moment("at"),
    _moment("clicked_at", nullable=True),
)
Index("impressions_of_shopper", impressions.c.shopper_id)
Index("impressions_in_time", impressions.c.at, impressions.c.id)

# what a shopper, or a stranger by the id of a visit, has put aside to buy; place: in which order
cart = Table(
    "cart",
    METADATA,
    _text("shopper_id", key=True),
    _text("product_id", key=True),
    _text("sku", key=True),
    Column("quantity", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    _moment("at"),
)
Index("cart_in_time", cart.c.at)

# what was said to the guide, of who agreed to be remembered; number: their order within one moment
conversations = Table(
    "conversations",
    METADATA,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    _text("shopper_id"),
    _text("conversation"),
    _moment("at"),
    _text("said"),
    _text("answered"),
    _text("skill"),
    _text("language"),
    _text("why_not"),
)
Index("conversations_of_shopper", conversations.c.shopper_id)
Index("conversations_in_time", conversations.c.at)

# all that is left of who was erased: a keyed hash, until when events are theirs, the release without them
erasures = Table(
    "erasures",
    METADATA,
    _text("tombstone", key=True),
    _moment("at"),
    _moment("until"),
    _text("release"),
    _moment("done_at", nullable=True),
)
