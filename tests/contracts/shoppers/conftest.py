"""The shoppers' state, in SQLite and in PostgreSQL."""

import sys
from pathlib import Path

import pytest

from daogou.core.settings import ShoppersSection
from daogou.shoppers.engines import open_database
from daogou.shoppers.shoppers import open_shoppers

sys.path.insert(0, str(Path(__file__).parent))  # for what the tests import from happenings.py
from happenings import hour


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request):
    return "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")()


@pytest.fixture
def opened(url, tmp_path):
    """Opens the same state again and again, with other settings if told."""
    made = []

    def again(**given):
        clock = given.pop("clock", lambda: hour(1000))
        made.append(open_shoppers(tmp_path, ShoppersSection(url=url, **given), clock=clock))
        return made[-1]

    yield again
    for one in made:
        one.close()


@pytest.fixture
def shoppers(opened):
    return opened()


@pytest.fixture
def database(shoppers, url, tmp_path):
    """What is really in the tables."""
    database = open_database(tmp_path, url)
    yield database
    database.close()
