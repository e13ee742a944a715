"""The order book's tables in the shop's state database, and bringing them up to date.

They are apart from the shoppers' own tables: orders are the shop's accounts, so erasing a shopper leaves
them. A document is the whole thing as JSON; the other columns are what it is looked up by.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import BigInteger, Column, Connection, Index, Integer, MetaData, Table, Text, update

from daogou.shoppers import schema
from daogou.shoppers.database import Database
from daogou.shoppers.failures import StateUnavailable
from daogou.shoppers.tables import meta

METADATA = MetaData()
VERSION = "service_schema_version"
Step = Callable[[Connection], None]
# STEPS[i] leads from version i + 1 to version i + 2; none is ever changed once released
STEPS: tuple[Step, ...] = ()

_TEXT = Text().with_variant(Text(collation="C"), "postgresql")  # sorted by code point in both
_NUMBER = BigInteger().with_variant(Integer(), "sqlite")  # SQLite counts up only what is INTEGER


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, _TEXT, primary_key=key, nullable=False)


customers = Table(
    "service_customers",
    METADATA,
    _text("id", key=True),
    _text("email"),
    _text("first_name"),
    _text("last_name"),
    _text("postcode"),
    _text("document"),
)
Index("service_customers_by_email", customers.c.email)
Index("service_customers_by_name", customers.c.last_name, customers.c.first_name, customers.c.postcode)

orders = Table("service_orders", METADATA, _text("id", key=True), _text("customer_id"), _text("document"))
Index("service_orders_of_customer", orders.c.customer_id, orders.c.id)

wares = Table("service_wares", METADATA, _text("sku", key=True), _text("product_id"), _text("document"))
Index("service_wares_of_product", wares.c.product_id, wares.c.sku)

entries = Table(
    "service_log",
    METADATA,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    Column("id", _TEXT, nullable=False, unique=True),
    _text("customer_id"),
    _text("document"),
)
Index("service_log_of_customer", entries.c.customer_id, entries.c.number)


def prepare(database: Database, steps: Sequence[Step] = STEPS) -> None:
    """Make what is missing, the shoppers' own tables first: the version is kept among them.

    Raises:
        StateUnavailable: a newer version of this program made the tables; nothing is touched.
    """
    schema.prepare(database)
    with database.reading() as connection:
        found = _version(connection)
    if found != len(steps) + 1:
        database.write(lambda connection: _bring(connection, database.where, steps), alone=True)


def _bring(connection: Connection, where: str, steps: Sequence[Step]) -> None:
    newest = len(steps) + 1
    found = _version(connection)
    if found > newest:
        raise StateUnavailable(
            f"The orders in {where} are of version {found}; this program knows {newest}.",
            hint="A newer version of daogou wrote them: install that one.",
        )
    if found == 0:
        METADATA.create_all(connection)
        connection.execute(meta.insert(), [{"name": VERSION, "value": str(newest)}])
        return
    for step in steps[found - 1 :]:
        step(connection)
    connection.execute(update(meta).filter_by(name=VERSION).values(value=str(newest)))


def _version(connection: Connection) -> int:
    return int(schema.value_of(connection, VERSION) or 0)
