import importlib.util
import sys
from pathlib import Path

import pytest

_spec = importlib.util.spec_from_file_location("drawn_orders", Path(__file__).with_name("drawn_orders.py"))
sys.path.insert(0, str(Path(__file__).parent))  # for what the tests import from acting.py
drawn_orders = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(drawn_orders)


@pytest.fixture(scope="session")
def drawn():
    return drawn_orders


@pytest.fixture
def book(drawn):
    from daogou.guide.service.memory_book import MemoryBook

    book = MemoryBook()
    book.write(drawn.fill)
    return book


class Clock:
    def __init__(self, at):
        self.at = at

    def __call__(self):
        return self.at


@pytest.fixture
def clock(drawn):
    return Clock(drawn.NOON)


@pytest.fixture
def desk(book, clock):
    from daogou.guide.service.desk import ServiceDesk
    from daogou.guide.service.policy import default_policy

    return ServiceDesk(book, default_policy(), clock=clock)


@pytest.fixture
def ann(desk):
    return desk.identify_by_email("ann@example.com")
