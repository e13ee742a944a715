"""What the tests of the shoppers' state put in, and a look at what is really in the tables."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from daogou.core.event import EVENT_KINDS, Event
from daogou.shoppers.impressions import Impression
from daogou.shoppers.profile import Profile
from daogou.shoppers.tables import METADATA, meta

DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)
MANY = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def hour(number):
    return DAY + timedelta(hours=number)


def event(name, shopper="ann", kind="view", product="p1", at=0, value=1.0, text=""):
    return Event(name, shopper, kind, product, hour(at), value, text)


def impression(name, shopper="ann", at=0, arm="a"):
    return Impression(name, shopper, "home", "als", arm, "p1", 3, hour(at))


def fill(shoppers, shopper):
    shoppers.add(
        [event(f"{shopper}-1", shopper), event(f"{shopper}-2", shopper, "search", "", text="hat", at=1)]
    )
    shoppers.set_consent(shopper, "photos", True, DAY)
    shoppers.set_profile(shopper, Profile(name=f"Name of {shopper}"))
    shoppers.shown([impression(f"{shopper}-i", shopper)])
    shoppers.clicked(f"{shopper}-i", hour(1))


def cells(database):
    """table -> every value in it."""
    with database.reading() as connection:
        return {
            table.name: [value for row in connection.execute(select(table)) for value in row]
            for table in METADATA.sorted_tables
        }


def empty(database):
    def work(connection):
        for table in METADATA.sorted_tables:
            if table is not meta:
                connection.execute(delete(table))

    database.write(work)


NAMES = st.sampled_from([f"e{n}" for n in range(8)])
PEOPLE = st.sampled_from(["ann", "bob", "cleo"])
EVENTS = st.builds(
    event,
    NAMES,
    shopper=PEOPLE,
    kind=st.sampled_from(EVENT_KINDS),
    product=st.sampled_from(["p1", "p2"]),
    at=st.integers(0, 5),
    value=st.sampled_from([1.0, 2.5, 5.0]),
    text=st.sampled_from(["", "红"]),
)
