"""Decisions over HTTP: the owner's only, and what is not sure to be the owner is refused."""

import pytest
from small_shop import SmallShop

from daogou.surfaces.server import create_app

FACT = {"head": "product:dress-1", "relation": "for_season", "tail": "season:summer", "accepted": True}
LOCAL = {"Host": "localhost:8600"}


@pytest.fixture
def own(tmp_path) -> SmallShop:
    return SmallShop(tmp_path)


def test_the_owner_decides_on_the_shops_own_machine(clients, own):
    client = clients(create_app(own, host="127.0.0.1"))
    assert client.get("/v1/graph", headers=LOCAL).json()["allowed"]["decisions"] is True
    answer = client.post("/v1/graph/decisions", json=FACT, headers=LOCAL)
    assert (answer.status_code, answer.json()) == (200, FACT)
    assert own.decisions == {("product:dress-1", "for_season", "season:summer"): True}


def test_what_is_decided_is_no_longer_suggested(clients, own):
    client = clients(create_app(own, host="127.0.0.1"))
    client.post("/v1/graph/decisions", json={**FACT, "accepted": False}, headers=LOCAL)
    heads = [one["head"] for one in client.get("/v1/graph/suggestions").json()["suggestions"]]
    assert heads == ["product:shirt-5"]


@pytest.mark.parametrize("host", ["", "0.0.0.0", "192.168.1.5", "shop.example", "::"])
def test_a_server_that_others_may_reach_or_that_does_not_know_refuses(clients, own, host):
    client = clients(create_app(own, host=host))
    answer = client.post("/v1/graph/decisions", json=FACT, headers=LOCAL)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "not_allowed")
    assert own.decisions == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "shop.example"},
        {"Host": "localhost.evil.example"},
        {"Host": "[::1"},
        {**LOCAL, "X-Forwarded-For": "203.0.113.7"},
        {**LOCAL, "Forwarded": "for=203.0.113.7"},
        {**LOCAL, "Via": "1.1 proxy"},
        {**LOCAL, "X-Real-IP": "203.0.113.7"},
        {**LOCAL, "Origin": "https://evil.example"},
        {**LOCAL, "Origin": "null"},
        {**LOCAL, "Sec-Fetch-Site": "cross-site"},
        {**LOCAL, "Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_request_that_came_from_elsewhere_is_refused(clients, own, headers):
    client = clients(create_app(own, host="127.0.0.1"))
    assert client.post("/v1/graph/decisions", json=FACT, headers=headers).status_code == 403
    assert client.get("/v1/graph", headers=headers).json()["allowed"]["decisions"] is False
    assert own.decisions == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "127.0.0.1:8600"},
        {"Host": "[::1]:8600"},
        {**LOCAL, "Origin": "http://localhost:8600", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_the_shops_own_page_on_its_own_machine_may(clients, own, headers):
    client = clients(create_app(own, host="localhost"))
    assert client.post("/v1/graph/decisions", json=FACT, headers=headers).status_code == 200


@pytest.mark.parametrize(("switch", "status"), [("on", 200), ("off", 403), ("local", 403)])
def test_the_setting_decides_for_whoever_is_not_local(clients, tmp_path, switch, status):
    client = clients(create_app(SmallShop(tmp_path, owner_actions=switch), host="0.0.0.0"))
    assert client.post("/v1/graph/decisions", json=FACT).status_code == status


def test_off_refuses_even_this_machine(clients, tmp_path):
    client = clients(create_app(SmallShop(tmp_path, owner_actions="off"), host="127.0.0.1"))
    assert client.post("/v1/graph/decisions", json=FACT, headers=LOCAL).status_code == 403


def test_a_page_of_another_site_may_not_even_where_the_switch_is_on(clients, tmp_path):
    client = clients(create_app(SmallShop(tmp_path, owner_actions="on")))
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post("/v1/graph/decisions", json=FACT, headers=headers).status_code == 403


def test_a_form_of_another_site_is_no_decision(clients, tmp_path):
    client = clients(create_app(SmallShop(tmp_path, owner_actions="on")))
    body = '{"head": "product:dress-1", "relation": "for_season", "tail": "season:summer", "accepted": true}'
    answer = client.post("/v1/graph/decisions", content=body, headers={"Content-Type": "text/plain"})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"head": "product:nothing"}, 404),
        ({"relation": "made_off"}, 422),
        ({"relation": "has_colour"}, 422),
        ({"head": "shopper:mei", "relation": "prefers", "tail": "colour:red"}, 403),
        ({"accepted": None}, 422),
        ({"extra": 1}, 422),
        ({"head": ""}, 422),
    ],
)
def test_what_is_no_fact_of_the_graph_is_not_decided(clients, own, change, status):
    client = clients(create_app(own, host="127.0.0.1"))
    answer = client.post("/v1/graph/decisions", json={**FACT, **change}, headers=LOCAL)
    assert answer.status_code == status, answer.text
    assert own.decisions == {}
