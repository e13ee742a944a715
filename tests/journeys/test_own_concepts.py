"""A shop with concepts of its own: what only its file knows is found, filtered by, and in the graph."""

import shutil
from pathlib import Path

import pytest

from daogou.assembly.build import build_shop
from daogou.assembly.intake import import_into
from daogou.assembly.open import ServedShop, open_shop
from daogou.core.query import Constraint, Query
from daogou.graph.vocabulary import BadVocabulary

pytestmark = pytest.mark.slow

SETTINGS = """
[shop]
languages = ["en", "zh"]
[feed]
path = "feed.csv"
columns = {"attributes.rod action" = "rod action"}
[language]
concepts = ["own.toml"]
[features]
alignment = {name = "conse"}
[graph]
suggest = false
"""
OWN = """
[colour]
gloaming = ["blue", "Gloaming", "暮蓝"]
[rod_action]
quick = ["", "Quick tip", "快调"]
whippy = ["", "Whippy tip", "慢调"]
"""
TIPS = ("Quick tip", "Whippy tip")


def feed() -> str:
    lines = ["id,title,brand,category,colour,rod action,price"]
    for n in range(24):
        colour, tip = ("Gloaming", "Red", "Black")[n % 3], TIPS[n % 2]
        told = "" if n == 23 else tip  # of the last one only the title says it
        lines.append(
            f"rod-{n},Arta {tip} travel rod {colour} {n},Arta,Fishing Rods,{colour},{told},{100 + n}"
        )
    return "\n".join(lines)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    for name, text in {"shop.toml": SETTINGS, "own.toml": OWN, "feed.csv": feed()}.items():
        (folder / name).write_text(text, encoding="utf-8")
    import_into(folder)
    build_shop(folder)
    return folder


@pytest.fixture(scope="module")
def shop(folder: Path) -> ServedShop:
    return open_shop(folder)


def found(shop: ServedShop, query: Query) -> set[str]:
    return {hit.product_id for hit in shop.search(query).ranking}


def rods(*, of: int, at: int) -> set[str]:
    return {f"rod-{n}" for n in range(24) if n % of == at}


def test_a_query_in_the_other_language_finds_the_shops_own_colour(shop: ServedShop) -> None:
    answer = shop.search(Query(text="暮蓝", language="zh", k=50))
    assert {hit.product_id for hit in answer.ranking} == rods(of=3, at=0)
    (chip,) = answer.understood.chips
    assert (chip.constraint.field, chip.constraint.values, chip.label) == ("colour", ("gloaming",), "暮蓝")


def test_a_broader_colour_holds_it_and_a_filter_of_an_own_kind_narrows(shop: ServedShop) -> None:
    assert found(shop, Query(text="blue", language="en", k=50)) == rods(of=3, at=0)
    quick = Constraint("rod_action", ("quick",))
    assert found(shop, Query(filters=(quick,), language="en", k=50)) == rods(of=2, at=0)


def test_pages_name_it_as_the_file_does(shop: ServedShop) -> None:
    answer = shop.search(Query(text="rod", language="zh", k=50))
    labels = {(f.field, v.value): v.label for f in answer.facets for v in f.values}
    assert labels["rod_action", "whippy"] == "慢调"
    assert shop.concepts.label("colour", "gloaming", "en") == "Gloaming"


def test_the_graph_has_it_with_its_sources(shop: ServedShop) -> None:
    facts = {(f.relation, f.tail): f for f in shop.graph().neighbours("product:rod-0", direction="out")}
    assert "feed:colour" in facts["has_colour", "colour:gloaming"].sources
    assert "feed:rod_action" in facts["has_rod_action", "rod_action:quick"].sources
    broader = shop.graph().neighbours("colour:gloaming", ["broader"], direction="out")
    assert [fact.tail for fact in broader] == ["colour:blue"]


def test_what_a_field_leaves_out_the_title_says(shop: ServedShop) -> None:
    facts = {f.relation: f for f in shop.graph().neighbours("product:rod-23", direction="out")}
    assert facts["has_rod_action"].tail == "rod_action:whippy"
    assert facts["has_rod_action"].sources == ("text:titles.en",)


def test_the_owner_decides_about_facts_of_an_own_kind(shop: ServedShop) -> None:
    shop.decide("product:rod-1", "has_rod_action", "rod_action:quick", accepted=False)
    with pytest.raises(BadVocabulary):
        shop.decide("product:rod-1", "has_colour", "rod_action:quick", accepted=True)


def test_a_release_keeps_its_concepts_until_the_next_build(folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(folder, tmp_path / "changed")
    before = open_shop(folder)
    (folder / "own.toml").write_text(OWN.replace("Gloaming", "Duskfall"), encoding="utf-8")
    assert open_shop(folder).concepts.label("colour", "gloaming", "en") == "Gloaming"
    assert build_shop(folder).id != before.release
    assert open_shop(folder).concepts.label("colour", "gloaming", "en") == "Duskfall"
