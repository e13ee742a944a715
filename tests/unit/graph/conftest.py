import importlib.util
from pathlib import Path

import pytest

_spec = importlib.util.spec_from_file_location("drawn_shop", Path(__file__).with_name("drawn_shop.py"))
drawn_shop = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(drawn_shop)


@pytest.fixture(scope="session")
def drawings():
    return drawn_shop


@pytest.fixture(scope="session")
def taught_shop():
    from daogou.graph.annotation.teaching import teach

    products, rows, shades, eye = drawn_shop.shop()
    return products, rows, shades, teach(products, rows, shades, eye, seed=1)
