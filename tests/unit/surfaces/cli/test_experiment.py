"""``daogou experiment`` over the small shop."""

import json
from datetime import timedelta

import pytest
from small_shop import SmallShop
from typer.testing import CliRunner

from daogou.core.settings import settings_from
from daogou.shoppers.impressions import Impression
from daogou.shoppers.times import now
from daogou.surfaces.cli.app import app


@pytest.fixture
def shop(tmp_path):
    return SmallShop(tmp_path)


@pytest.fixture
def visited(shop):
    """150 shoppers saw a drafted shelf; 90 clicked what the other chose, 10 what the own did."""
    known = shop.settings.model_dump()
    experiment = {"name": "try-ease", "other": {"name": "ease"}, "kind": "interleaving"}
    shop.settings = settings_from(known | {"recommend": known["recommend"] | {"experiment": experiment}})
    at = now() - timedelta(days=3)
    for arm, clicked in (("own", range(140, 150)), ("other", range(90))):
        shop.shoppers().shown(
            Impression(
                f"{arm}{n}", f"s{n}", "for_you", arm, f"try-ease:{arm}", arm, (n + (arm == "own")) % 2, at
            )
            for n in range(150)
        )
        for n in clicked:
            shop.shoppers().clicked(f"{arm}{n}", at + timedelta(hours=1))
    return shop


def run(shop, *arguments):
    done = CliRunner().invoke(app, ["experiment", "small", *arguments], obj=lambda folder: shop)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_shop_that_nobody_visited_says_so(shop):
    told = run(shop)
    assert "Nothing was shown" in told
    assert "No experiment is set" in told
    assert "Too little was seen" in run(shop, "plan")


def test_a_decided_experiment_may_be_stopped(visited):
    told = run(visited)
    assert "It may be stopped: the other recommender is liked better." in told
    assert "more shoppers" not in told


def test_a_program_gets_all_of_it(visited):
    found = json.loads(run(visited, "--json"))
    assert {rate["recommender"]: rate["clicked"] for rate in found["rates"]} == {"own": 10, "other": 90}
    stands = found["experiment"]
    assert (stands["verdict"], stands["may_stop"]) == ("other", True)
    assert stands["now"]["other"] == [150, 90]


def test_a_plan_names_shoppers_and_days(visited):
    found = json.loads(run(visited, "plan", "--json"))
    assert (found["shoppers"], found["clicked"]) == (150, 100)
    assert [need["lift"] for need in found["needs"]] == [0.05, 0.1, 0.2, 0.5]
    assert "looked at daily" in run(visited, "plan")
