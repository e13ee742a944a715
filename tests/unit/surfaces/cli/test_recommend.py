"""``daogou recommend`` over the small shop."""

import json
from datetime import UTC, datetime

import pytest
from small_shop import SmallShop
from typer.testing import CliRunner

from daogou.core.errors import BadInput, NotFound
from daogou.core.event import Event
from daogou.surfaces.cli.app import app


@pytest.fixture
def shop(tmp_path):
    shop = SmallShop(tmp_path)
    shop.shoppers().add([Event("e1", "ann", "view", "dress-1", datetime(2026, 5, 1, tzinfo=UTC))])
    return shop


def run(shop, *arguments):
    return CliRunner().invoke(app, ["recommend", "small", *arguments], obj=lambda folder: shop)


def test_a_shelf_is_a_table_with_its_reasons(shop):
    done = run(shop, "--shopper", "ann")
    assert done.exit_code == 0, done.output
    assert "for_you" in done.stdout
    assert "neighbour" in done.stdout


def test_a_program_gets_every_hit_with_its_reasons(shop):
    done = run(shop, "--shopper", "ann", "--shelf", "back_again", "--json")
    shelf = json.loads(done.stdout)
    assert [hit["product_id"] for hit in shelf["ranking"]] == ["dress-1"]
    assert shelf["ranking"][0]["because"][0][:2] == ["act", "view"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--shopper", "nobody"), "Nothing is known of this shopper"),
        (("--shopper", "nobody", "--shelf", "back_again"), "left nothing behind"),
    ],
)
def test_an_empty_shelf_says_why(shop, arguments, says):
    done = run(shop, *arguments)
    assert done.exit_code == 0
    assert says in done.stdout


def test_a_product_that_is_not_there_is_an_error(shop):
    assert isinstance(
        run(shop, "--shelf", "also_liked", "--product", "nothing").exception, NotFound | BadInput
    )


def test_an_unknown_shelf_is_refused_by_name(shop):
    done = run(shop, "--shelf", "for_me")
    assert done.exit_code == 2
    assert "for_you" in done.output
