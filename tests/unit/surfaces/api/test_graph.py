"""/v1/graph: what is known of the products, in the language asked for."""

import pytest
from small_shop import SmallShop

from daogou.surfaces.api.graph_answers import (
    ContradictionsAnswer,
    EntitiesAnswer,
    EntityPageAnswer,
    GraphAnswer,
    PathsAnswer,
    ProvenanceAnswer,
    RowsAnswer,
    SubgraphAnswer,
    SuggestionsAnswer,
)
from daogou.surfaces.server import create_app

COTTON = {"query": "?p made_of material:cotton, ?p has_colour $c", "parameters": {"c": "colour:red"}}


def got(client, address: str, **parameters):
    answer = client.get(f"/v1/graph{address}", params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("address", "parameters", "shape"),
    [
        ("", {}, GraphAnswer),
        ("/entities", {"text": "cotton"}, EntitiesAnswer),
        ("/entities/product:dress-1", {}, EntityPageAnswer),
        ("/subgraph", {"entity": "product:dress-1", "depth": 2}, SubgraphAnswer),
        ("/paths", {"from": "product:dress-1", "to": "product:shirt-5"}, PathsAnswer),
        (
            "/provenance",
            {"head": "product:dress-1", "relation": "made_of", "tail": "material:cotton"},
            ProvenanceAnswer,
        ),
        ("/suggestions", {}, SuggestionsAnswer),
        ("/contradictions", {}, ContradictionsAnswer),
    ],
)
def test_every_answer_has_the_documented_shape(client, address, parameters, shape):
    shape.model_validate(got(client, address, **parameters))


def test_the_graph_is_counted_and_says_what_may_be_done(client):
    graph = got(client, "", language="zh")
    assert graph["entities"]["product"] == 60
    assert {"relation": "has_colour", "label": "颜色", "facts": 60} in graph["relations"]
    assert (graph["store"], graph["dialect"]) == ("memory", "patterns")
    assert graph["allowed"] == {"query": False, "decisions": False}


def test_entities_are_found_by_a_name_in_either_language_and_named_in_the_one_asked(client):
    for text in ("cotton", "棉"):
        found = got(client, "/entities", text=text, language="zh")["entities"]
        assert found == [
            {"id": "material:cotton", "kind": "material", "label": "棉", "picture": "", "page": ""}
        ]


def test_entities_of_one_kind_leave_out_the_others(client):
    assert {one["kind"] for one in got(client, "/entities", text="red", limit=50)["entities"]} == {
        "colour",
        "product",
    }
    found = got(client, "/entities", text="red", kind="colour")["entities"]
    assert [one["id"] for one in found] == ["colour:red"]
    assert got(client, "/entities", text="red", kind="nothing")["entities"] == []


def test_a_product_has_its_picture_and_its_page(client):
    shown = got(client, "/entities/product:dress-1")
    assert shown["entity"]["picture"] == "/v1/pictures/dress-1/0"
    assert shown["entity"]["page"] == "/products/dress-1"
    assert shown["labels"] == {"en": "Red dress by Lanhe", "zh": "Lanhe 红色连衣裙"}


def test_an_entity_is_shown_with_its_facts_and_who_says_them(client):
    facts = {one["relation"]: one for one in got(client, "/entities/product:dress-1")["facts"]}
    # two sources: 1 - .1 * .5
    assert facts["made_of"]["confidence"] == pytest.approx(0.95)
    assert facts["made_of"]["sources"] == ["feed:material", "feed:titles.en"]
    assert facts["made_of"]["label"] == "made of"


def test_every_entity_that_a_fact_names_comes_with_it(client):
    for address, given in [
        ("/entities/product:dress-1", {}),
        ("/subgraph", {"entity": "product:dress-1", "depth": 2, "limit": 30}),
    ]:
        part = got(client, address, **given)
        named = {one["id"] for one in part["entities"]}
        assert part["facts"]
        assert {end for fact in part["facts"] for end in (fact["head"], fact["tail"])} <= named


def test_the_facts_of_an_entity_can_be_narrowed(client):
    only = got(client, "/entities/product:dress-1", relation="has_colour")["facts"]
    assert [one["tail"] for one in only] == ["colour:red"]
    assert got(client, "/entities/product:dress-1", direction="in")["facts"] == []
    assert len(got(client, "/entities/colour:red", direction="in", limit=5)["facts"]) == 5
    assert got(client, "/entities/product:dress-1", relation="bought")["facts"] == []


def test_a_part_of_the_graph_grows_from_its_middle_and_stops_at_its_limit(client):
    near = got(client, "/subgraph", entity="product:dress-1", depth=1)
    assert all("product:dress-1" in (fact["head"], fact["tail"]) for fact in near["facts"])
    assert len(got(client, "/subgraph", entity="product:dress-1", depth=3, limit=20)["facts"]) == 20


def test_paths_are_told_in_sentences_surest_first(client):
    paths = got(client, "/paths", **{"from": "product:dress-1", "to": "product:shirt-5", "language": "zh"})[
        "paths"
    ]
    assert paths[0]["sentence"] == "Lanhe 红色连衣裙是红色的；Lanhe 红色衬衫是红色的"
    assert paths[0]["nodes"] == ["product:dress-1", "colour:red", "product:shirt-5"]
    sure = [one["confidence"] for one in paths]
    assert sure == sorted(sure, reverse=True)
    assert sure[-1] == pytest.approx(0.7)


def test_a_fact_names_every_source_of_it_surest_first(client):
    said = got(
        client,
        "/provenance",
        head="product:dress-1",
        relation="made_of",
        tail="material:cotton",
    )
    assert said["sentence"] == "Red dress by Lanhe is made of cotton"
    assert [(one["source"], one["confidence"]) for one in said["statements"]] == [
        ("feed:material", 0.9),
        ("feed:titles.en", 0.5),
    ]


def test_suggestions_come_with_their_chance_and_reasons_as_sentences(client):
    found = got(client, "/suggestions", product="dress-1")
    assert found["total"] == 1
    suggestion = found["suggestions"][0]
    assert suggestion["confidence"] == 0.91
    assert suggestion["sentence"] == "Red dress by Lanhe is for summer"
    first, second = suggestion["because"]
    assert first["sentence"] == "of 9 with made of: cotton, 7 have season: summer"
    assert first["weight"] == pytest.approx(8 / 11, abs=1e-6)
    assert second["entity"] == "product:dress-2"


def test_what_contradicts_is_shown_with_both_sides(client):
    (found,) = got(client, "/contradictions")["contradictions"]
    assert [side["tail"] for side in found["sides"]] == ["colour:blue", "colour:red"]


@pytest.mark.parametrize(
    ("address", "parameters", "status"),
    [
        ("/entities/product:nothing", {}, 404),
        ("/entities/nothing", {}, 404),
        ("/subgraph", {"entity": "product:nothing"}, 404),
        ("/paths", {"from": "product:dress-1", "to": "product:nothing"}, 404),
        ("/provenance", {"head": "product:dress-1", "relation": "made_of", "tail": "material:iron"}, 404),
        ("/suggestions", {"product": "nothing"}, 404),
        ("/paths", {"from": "product:dress-1", "to": "product:dress-2", "max_length": 5}, 422),
        ("/subgraph", {"entity": "product:dress-1", "depth": 4}, 422),
        ("/entities", {}, 422),
        ("/entities/product:dress-1", {"relation": "made_off"}, 422),
        ("/entities/product:dress-1", {"direction": "up"}, 422),
        ("", {"language": "fr"}, 422),
    ],
)
def test_what_is_not_there_or_cannot_be_asked_is_refused(client, address, parameters, status):
    answer = client.get(f"/v1/graph{address}", params=parameters)
    assert answer.status_code == status, answer.text
    assert set(answer.json()["error"]) == {"code", "message", "hint"}


def test_an_unknown_entity_is_answered_with_what_is_called_like_it(client):
    error = client.get("/v1/graph/entities/colour:cotton").json()["error"]
    assert "material:cotton" in error["hint"]


def test_queries_are_refused_unless_the_shop_takes_them(client):
    answer = client.post("/v1/graph/query", json=COTTON)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "not_allowed")


@pytest.fixture(scope="module")
def asked_shop(tmp_path_factory) -> SmallShop:
    return SmallShop(tmp_path_factory.mktemp("asked"), graph_query=True)


def test_a_shop_that_takes_queries_answers_in_rows(clients, asked_shop):
    answer = clients(create_app(asked_shop)).post("/v1/graph/query", json={**COTTON, "limit": 100})
    RowsAnswer.model_validate(answer.json())
    assert len(answer.json()["rows"]) == 12  # three kinds of four brands, one of them twice
    assert {"p": "product:dress-1"} in answer.json()["rows"]


@pytest.mark.parametrize(
    "body",
    [
        {"query": ""},
        {"query": "nonsense"},
        {"query": "?p made_of $nobody"},
        {"query": "?p made_of material:cotton", "limit": 0},
        {"query": "?p made_of material:cotton", "limit": 1001},
        {"query": "?p made_of material:cotton", "write": True},
        {"query": "?" * 5001},
    ],
)
def test_a_query_that_cannot_be_read_is_refused(clients, asked_shop, body):
    answer = clients(create_app(asked_shop)).post("/v1/graph/query", json=body)
    assert answer.status_code == 422, answer.text
