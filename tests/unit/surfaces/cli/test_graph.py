"""``daogou graph``, ``annotate`` and ``ask`` over the small shop: tables for people, JSON for programs."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from small_shop import SmallShop
from typer.testing import CliRunner, Result

from daogou.core.errors import BadInput, BadPicture, BadQuery, NotFound
from daogou.surfaces.cli.app import app

SHOP = "small"


@pytest.fixture
def own(tmp_path) -> SmallShop:
    """A shop whose decisions no other test sees."""
    return SmallShop(tmp_path)


def run(shop: SmallShop, *arguments: str | Path) -> Result:
    opened: dict[str, SmallShop] = {SHOP: shop}
    return CliRunner().invoke(app, list(map(str, arguments)), obj=lambda folder: opened[str(folder)])


def told(shop: SmallShop, *arguments: str | Path) -> Any:
    done = run(shop, *arguments, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    "arguments",
    [
        ("stats", SHOP),
        ("find", SHOP, "red"),
        ("show", SHOP, "dress-1"),
        ("query", SHOP, "?p made_of material:cotton"),
        ("query", SHOP, "?p made_of material:iron"),
        ("path", SHOP, "dress-1", "shirt-5"),
        ("suggest", SHOP),
        ("contradictions", SHOP),
    ],
)
def test_every_command_prints_a_table_or_json(shop, arguments):
    done = run(shop, "graph", *arguments)
    assert done.exit_code == 0, done.output
    assert done.stdout.strip()
    assert told(shop, "graph", *arguments) is not None


def test_stats_counts_everything_shoppers_too(shop):
    counts = told(shop, "graph", "stats", SHOP)
    assert counts["entities"]["shopper"] == 2
    assert counts["facts"]["has_colour"] == 60
    # of each of 60 garments four, and nine that happened
    assert counts["statements"] == 4 * 60 + 9
    assert counts["dialect"] == "patterns"


def test_find_takes_either_language_and_kinds(shop):
    assert [one["id"] for one in told(shop, "graph", "find", SHOP, "棉")] == ["material:cotton"]
    found = told(shop, "graph", "find", SHOP, "red", "--kind", "colour", "--kind", "material")
    assert [one["id"] for one in found] == ["colour:red"]


@pytest.mark.parametrize(
    "name", ["product:dress-2", "dress-2", "DRESS-2", "North & Vale 红色连衣裙", "red dress by north & vale"]
)
def test_an_entity_is_named_by_id_key_or_title(shop, name):
    assert told(shop, "graph", "show", SHOP, name)["entity"]["id"] == "product:dress-2"


def test_a_name_that_several_have_is_refused_with_their_ids(shop):
    refused = run(shop, "graph", "show", SHOP, "Red dress").exception
    assert isinstance(refused, BadQuery)
    for number in (1, 2, 3, 4):
        assert f"product:dress-{number}" in refused.hint


def test_a_misspelt_name_is_answered_with_the_nearest(shop):
    refused = run(shop, "graph", "show", SHOP, "coton").exception
    assert isinstance(refused, NotFound)
    assert "material:cotton" in refused.hint


def test_a_name_like_none_says_how_to_look(shop):
    refused = run(shop, "graph", "show", SHOP, "xyzzy").exception
    assert isinstance(refused, NotFound)
    assert "graph find" in refused.hint


def test_show_tells_who_says_what(shop):
    facts = {one["relation"]: one for one in told(shop, "graph", "show", SHOP, "dress-1")["facts"]}
    assert facts["made_of"]["sources"] == ["feed:material", "feed:titles.en"]
    assert "bought" not in facts
    done = run(shop, "graph", "show", SHOP, "dress-1", "--relation", "made_of", "--language", "zh")
    assert "材质" in done.stdout
    assert "棉" in done.stdout
    assert "颜色" not in done.stdout


def test_a_misspelt_relation_is_answered_with_the_nearest(shop):
    refused = run(shop, "graph", "show", SHOP, "dress-1", "--relation", "made_off").exception
    assert "made_of" in refused.hint


def test_what_shoppers_did_is_shown_where_it_is_asked_for(shop):
    for asked in (("dress-1", "--shoppers"), ("dress-1", "--relation", "bought"), ("shopper:mei",)):
        facts = told(shop, "graph", "show", SHOP, *asked)["facts"]
        assert ("shopper:mei", "bought") in {(one["head"], one["relation"]) for one in facts}


def test_an_unknown_id_is_answered_with_ids_of_its_kind(shop):
    assert "shopper:mei" in run(shop, "graph", "show", SHOP, "shopper:mel").exception.hint
    assert "material" not in run(shop, "graph", "show", SHOP, "shopper:cottn").exception.hint


def test_a_query_takes_parameters_and_a_limit(shop):
    asked = ("?p made_of material:cotton, ?p has_colour $c", "--param", "c=colour:red")
    assert len(told(shop, "graph", "query", SHOP, *asked)) == 12
    assert len(told(shop, "graph", "query", SHOP, *asked, "--limit", "5")) == 5


@pytest.mark.parametrize("parameter", ["c", "=red", ""])
def test_a_parameter_without_a_value_is_refused(shop, parameter):
    refused = run(shop, "graph", "query", SHOP, "?p made_of $c", "--param", parameter).exception
    assert isinstance(refused, BadInput)
    assert "--param name=value" in refused.hint


def test_a_path_is_a_sentence_in_the_language_asked_for(shop):
    paths = told(shop, "graph", "path", SHOP, "dress-1", "shirt-5", "--max-length", "1", "--language", "zh")
    assert [one["sentence"] for one in paths] == ["Lanhe 红色连衣裙常与Lanhe 红色衬衫一起购买"]
    assert paths[0]["confidence"] == pytest.approx(0.7)
    longer = told(shop, "graph", "path", SHOP, "dress-1", "shirt-5", "--limit", "2")
    assert len(longer) == 2


def test_the_graph_is_exported_with_or_without_shoppers(shop, tmp_path):
    files = told(shop, "graph", "export", SHOP, tmp_path / "all", "--format", "csv")["files"]
    nodes = next(Path(file) for file in files if "nodes" in file)
    with nodes.open(encoding="utf-8", newline="") as stream:
        assert sum(row[0].startswith("shopper:") for row in csv.reader(stream)) == 2
    for form in ("csv", "turtle", "graphml"):
        files = told(shop, "graph", "export", SHOP, tmp_path / form, "--format", form, "--public")["files"]
        written = "".join(Path(file).read_text(encoding="utf-8") for file in files)
        assert "dress-1" in written
        assert "shopper" not in written
        assert "mei" not in written


def test_an_unknown_format_is_refused_with_those_there_are(shop, tmp_path):
    refused = run(shop, "graph", "export", SHOP, tmp_path / "x", "--format", "xls").exception
    assert isinstance(refused, BadInput)
    assert "csv, graphml, turtle" in str(refused)


def test_suggestions_are_told_with_reasons_and_narrowed(shop):
    first, *rest = told(shop, "graph", "suggest", SHOP)
    assert first["told"][0] == "of 9 with made of: cotton, 7 have season: summer"
    assert len(rest) == 2
    of_one = told(shop, "graph", "suggest", SHOP, "--product", "shirt-5")
    assert [one["head"] for one in of_one] == ["product:shirt-5"]
    assert told(shop, "graph", "suggest", SHOP, "--relation", "made_of") == []


@pytest.mark.parametrize("asked", [("--product", "nothing"), ("--relation", "made_off")])
def test_suggestions_about_what_is_not_there_are_an_error(shop, asked):
    assert run(shop, "graph", "suggest", SHOP, *asked).exception.hint


def test_the_owner_accepts_and_rejects_by_name(own):
    done = run(own, "graph", "accept", SHOP, "dress-1", "for_season", "summer")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("Accepted: Red dress by Lanhe is for summer.")
    assert told(own, "graph", "reject", SHOP, "shirt-5", "for_season", "夏季")["accepted"] is False
    assert own.decisions == {
        ("product:dress-1", "for_season", "season:summer"): True,
        ("product:shirt-5", "for_season", "season:summer"): False,
    }
    assert [one["head"] for one in told(own, "graph", "suggest", SHOP)] == ["shopper:mei"]


def test_a_picture_is_labelled_in_a_table_or_json(shop):
    file = shop.picture("dress-13")  # a blue one
    found = told(shop, "annotate", SHOP, file)
    assert found["labels"][0]["entity"] == "colour:blue"
    assert "mask" not in found["region"]
    done = run(shop, "annotate", SHOP, file, "--language", "zh")
    assert done.exit_code == 0, done.output
    assert "蓝色" in done.stdout
    assert "95 %" in done.stdout


def test_a_question_is_answered_in_its_own_language(shop):
    file = shop.picture("dress-13")
    assert run(shop, "ask", SHOP, file, "这是什么颜色？").stdout.startswith("是蓝色。")
    assert told(shop, "ask", SHOP, file, "What colour is it?")["value"] == "blue"
    assert "off topic" in run(shop, "ask", SHOP, file, "Who won?").stdout


@pytest.mark.parametrize("verb", [("annotate",), ("ask", "What colour?")])
def test_a_file_that_is_no_picture_is_refused(shop, tmp_path, verb):
    name, *rest = verb
    assert isinstance(run(shop, name, SHOP, tmp_path / "none.png", *rest).exception, BadInput)
    (tmp_path / "words.png").write_text("no picture")
    assert isinstance(run(shop, name, SHOP, tmp_path / "words.png", *rest).exception, BadPicture)
