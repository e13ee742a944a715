"""Nobody learns over HTTP what a shopper did, nor that they exist."""

from collections.abc import Iterator
from typing import Any

import pytest
from small_graph import SHOPPERS
from small_shop import SmallShop

from daogou.core.entity import Entity
from daogou.graph.facts import Counts
from daogou.surfaces.graph.public import PublicGraph
from daogou.surfaces.graph.refusal import NotAllowed
from daogou.surfaces.server import create_app

ADDRESSES = [
    ("", {}),
    ("/entities", {"text": "mei", "limit": 500}),
    ("/entities", {"text": "i", "limit": 500}),
    ("/entities", {"text": "mei", "kind": "shopper"}),
    ("/entities/product:dress-1", {"limit": 500}),
    ("/entities/product:boots-10", {"limit": 500}),
    ("/entities/colour:red", {"limit": 500}),
    ("/entities/product:dress-1", {"relation": ["bought", "viewed", "prefers"]}),
    ("/subgraph", {"entity": "product:dress-1", "depth": 3, "limit": 500}),
    ("/subgraph", {"entity": "product:boots-10", "depth": 3, "limit": 500}),
    ("/paths", {"from": "product:dress-1", "to": "product:shirt-5", "max_length": 4, "limit": 50}),
    ("/paths", {"from": "product:boots-9", "to": "product:boots-10", "max_length": 4, "limit": 50}),
    ("/suggestions", {"limit": 500}),
    ("/contradictions", {"limit": 500}),
    ("/provenance", {"head": "product:dress-1", "relation": "has_colour", "tail": "colour:red"}),
]


def texts(value: Any) -> Iterator[str]:
    """Every key and text of a JSON document."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize(("address", "parameters"), ADDRESSES)
def test_no_answer_holds_a_shopper(client, address, parameters):
    answer = client.get(f"/v1/graph{address}", params=parameters)
    assert answer.status_code == 200, answer.text
    said = set(texts(answer.json()))
    assert not [text for text in said if "shopper" in text or text in ("mei", "li", *SHOPPERS)]
    assert not said & {"bought", "viewed", "rated", "prefers"}


def test_the_graph_of_that_test_does_hold_shoppers(shop):
    assert shop.graph().counts().entities["shopper"] == 2
    through = shop.graph().paths("product:dress-1", "product:shirt-5", limit=50)
    assert any("shopper:mei" in path.nodes for path in through)


@pytest.mark.parametrize(
    ("address", "parameters"),
    [
        ("/entities/shopper:mei", {}),
        ("/entities/shopper:nobody", {}),
        ("/subgraph", {"entity": "shopper:mei"}),
        ("/paths", {"from": "shopper:mei", "to": "product:dress-1"}),
        ("/paths", {"from": "product:dress-1", "to": "shopper:mei"}),
        ("/provenance", {"head": "shopper:mei", "relation": "bought", "tail": "product:dress-1"}),
        ("/provenance", {"head": "shopper:li", "relation": "same_as", "tail": "product:boots-10"}),
    ],
)
def test_a_shopper_is_answered_as_one_that_there_is_not(client, address, parameters):
    answer = client.get(f"/v1/graph{address}", params=parameters)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize("identifier", ["shopper:mei", "shopper:nobody"])
def test_whether_a_shopper_exists_cannot_be_told_from_the_refusal(client, identifier):
    error = client.get(f"/v1/graph/entities/{identifier}").json()["error"]
    other = client.get("/v1/graph/entities/shopper:nobodyelse").json()["error"]
    assert error["message"].replace(identifier, "X") == other["message"].replace("shopper:nobodyelse", "X")
    assert error["hint"] == other["hint"]


@pytest.fixture(scope="module")
def asked_shop(tmp_path_factory) -> SmallShop:
    return SmallShop(tmp_path_factory.mktemp("asked"), graph_query=True)


@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        ("?s bought ?p", {}),
        ("?s prefers colour:red, ?p has_colour colour:red", {}),
        ("shopper:mei same_as ?p", {}),
        ("$who same_as ?p", {"who": "shopper:li"}),
        ("?p made_of material:cotton, ?s viewed ?p", {}),
    ],
)
def test_patterns_about_shoppers_are_refused(clients, asked_shop, query, parameters):
    body = {"query": query, "parameters": parameters}
    answer = clients(create_app(asked_shop)).post("/v1/graph/query", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "not_allowed")


def test_a_row_that_would_name_a_shopper_is_left_out(clients, asked_shop):
    answer = clients(create_app(asked_shop)).post("/v1/graph/query", json={"query": "?a same_as ?b"})
    assert (answer.status_code, answer.json()["rows"]) == (200, [])


class Cypher:
    """As much of a store as a free query needs; ``persons`` says how many shoppers it holds."""

    dialect = "cypher"

    def __init__(self, persons: int) -> None:
        self._counts = Counts({"product": 2} | ({"shopper": persons} if persons else {}), {}, 0)

    def counts(self) -> Counts:
        return self._counts

    def query(self, text: str, parameters: Any = None, *, limit: int = 1000) -> list[dict[str, Any]]:
        return [{"n": 2}]

    def get(self, ids: Any) -> dict[str, Entity]:
        return {}


def test_free_queries_are_refused_where_there_are_shoppers():
    asked = "MATCH (e:Entity) RETURN count(*) AS n"
    assert PublicGraph(Cypher(0)).query(asked, {}, 10) == [{"n": 2}]
    with pytest.raises(NotAllowed):
        PublicGraph(Cypher(1)).query(asked, {}, 10)


def test_where_the_shop_keeps_its_pictures_is_not_told(client):
    facts = client.get("/v1/graph/entities/product:dress-1").json()["facts"]
    colour = next(one for one in facts if one["relation"] == "has_colour")
    assert colour["sources"] == ["feed:colour", "picture"]
