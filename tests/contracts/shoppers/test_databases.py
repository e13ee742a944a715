"""Newer, older, damaged and absent databases are told apart, without secrets or names."""

import sys

import pytest
from happenings import event
from sqlalchemy import delete, update

from daogou.core.errors import BadSetting, MissingDependency
from daogou.core.settings import ShoppersSection
from daogou.shoppers import schema
from daogou.shoppers.engines import FILE
from daogou.shoppers.failures import StateUnavailable
from daogou.shoppers.shoppers import open_shoppers
from daogou.shoppers.tables import cart, conversations, meta


def test_a_newer_state_is_left_alone(opened, database):
    database.write(lambda c: c.execute(meta.update().filter_by(name=schema.VERSION).values(value="99")))
    with pytest.raises(StateUnavailable, match="version 99") as raised:
        opened()
    assert "newer" in raised.value.hint
    with database.reading() as connection:
        assert schema.value_of(connection, schema.VERSION) == "99"


def test_an_older_state_is_brought_forward_once(shoppers, database, opened):
    shoppers.add([event("e1")])
    done = []

    def step(connection):
        done.append(schema.value_of(connection, schema.VERSION))

    schema.prepare(database, (*schema.STEPS, step))
    schema.prepare(database, (*schema.STEPS, step))
    assert done == ["3"]
    with pytest.raises(StateUnavailable, match="version 4"):
        opened()


def test_a_state_of_before_there_were_carts_gets_them(shoppers, database, opened):
    shoppers.add([event("e1")])

    def as_it_was(connection):
        cart.drop(connection)
        conversations.drop(connection)
        connection.execute(update(meta).filter_by(name=schema.VERSION).values(value="1"))

    database.write(as_it_was)
    again = opened()
    again.carts.add("ann", "p1")
    assert [one.product_id for one in again.carts.items("ann")] == ["p1"]
    assert "e1" in [one.id for one in again.events("improve")]


def test_a_step_that_fails_changes_nothing(shoppers, database):
    def step(connection):
        connection.execute(delete(meta))
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        schema.prepare(database, (*schema.STEPS, step))
    with database.reading() as connection:
        assert schema.value_of(connection, schema.VERSION) == "3"


def test_a_database_that_is_away_is_named_without_its_password(tmp_path):
    pytest.importorskip("psycopg", reason="needs the driver: pip install daogou[postgres]")
    away = ShoppersSection(url="postgresql://shop:hush@127.0.0.1:1/shop")
    with pytest.raises(StateUnavailable, match=r"127\.0\.0\.1") as raised:
        open_shoppers(tmp_path, away)
    assert "hush" not in raised.value.message
    assert "running" in raised.value.hint


def test_a_database_without_its_driver_names_the_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingDependency) as raised:
        open_shoppers(tmp_path, ShoppersSection(url="postgresql://shop@localhost/shop"))
    assert "daogou[postgres]" in raised.value.hint


@pytest.mark.parametrize(
    "wrong",
    ["mysql://root:hush@localhost/shop", "state.db", "postgresql://", "://", "postgresql://host:port/x"],
)
def test_an_address_that_is_none_is_refused(tmp_path, wrong):
    with pytest.raises(BadSetting, match=r"shoppers\.url") as raised:
        open_shoppers(tmp_path, ShoppersSection(url=wrong))
    assert "hush" not in raised.value.message
    assert "postgresql://" in raised.value.hint


def test_a_damaged_file_is_an_error_that_names_it(tmp_path):
    (tmp_path / FILE).write_bytes(b"no database" * 1_000)
    with pytest.raises(StateUnavailable, match=FILE):
        open_shoppers(tmp_path, ShoppersSection())


def test_an_error_names_no_shopper(shoppers, database):
    database.write(lambda connection: connection.exec_driver_sql("DROP TABLE events"))
    with pytest.raises(Exception) as raised:  # noqa: PT011 - whichever the driver's is
        shoppers.add([event("e1", shopper="ann-who-is-secret")])
    assert "ann-who-is-secret" not in str(raised.value)
