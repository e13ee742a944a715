"""Events and shoppers over HTTP: what is taken from whom, and what only the owner may."""

import json
import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_shop import SmallShop

from daogou.shoppers.shoppers import open_shoppers
from daogou.surfaces.api.shopper_answers import AddedAnswer, ErasedAnswer, ShopperAnswer
from daogou.surfaces.http.event_bodies import MAX_BYTES, MAX_EVENTS
from daogou.surfaces.server import create_app

LOCAL = {"Host": "localhost:8600"}
AT = "2026-03-01T12:00:00+00:00"


def event(name, **changed):
    return {"id": name, "shopper_id": "ann", "kind": "view", "product_id": "dress-1", "at": AT, **changed}


@pytest.fixture(scope="module")
def garments(tmp_path_factory) -> SmallShop:
    return SmallShop(tmp_path_factory.mktemp("garments"))


@pytest.fixture
def own(garments, tmp_path) -> SmallShop:
    """The shop with shoppers whom no other test knows; drawing its garments anew takes longer than a test."""
    garments._shoppers = open_shoppers(tmp_path, garments.settings.shoppers)
    return garments


@pytest.fixture(scope="module")
def app(garments):
    """Asks the shop for its shoppers anew at each request."""
    return create_app(garments, host="127.0.0.1")


@pytest.fixture
def owner(clients, app, own):
    """A client on the shop's own machine."""
    client = clients(app)

    def request(method, address, **given):
        return client.request(method, address, headers=LOCAL, **given)

    return request


def test_one_event_or_many_are_taken_each_once(owner, own):
    first = owner("POST", "/v1/events", json=event("e1"))
    assert (first.status_code, first.json()) == (202, {"new": 1, "known": 0, "refused": []})
    many = owner("POST", "/v1/events", json=[event("e1"), event("e2"), event("e3", shopper_id="bob")])
    assert many.json() == {"new": 2, "known": 1, "refused": []}
    wrapped = owner("POST", "/v1/events", json={"events": [event("e4")]})
    assert wrapped.json()["new"] == 1
    assert [one.id for one in own.shoppers().recent("ann")] == ["e1", "e2", "e4"]


def test_an_event_without_a_time_happened_now(owner, own):
    given = event("e1")
    del given["at"]
    assert owner("POST", "/v1/events", json=given).json()["new"] == 1
    assert own.shoppers().recent("ann")[0].at.tzinfo is not None


def test_a_bad_event_is_refused_by_its_row_and_stops_no_other(owner):
    bad = [
        event("e1"),
        event("e2", at="2026-03-01T12:00:00"),
        event("e3", kind="rate", value=9),
        "no event",
        event("e4", product_id=""),
        {},
        event("e5"),
    ]
    answer = owner("POST", "/v1/events", json=bad).json()
    AddedAnswer.model_validate(answer)
    assert answer["new"] == 2
    assert [one["row"] for one in answer["refused"]] == [2, 3, 4, 5, 6]
    assert all(one["reason"] for one in answer["refused"])


def test_an_event_of_the_future_is_refused(owner):
    answer = owner("POST", "/v1/events", json=[event("e1", at="2150-01-01T00:00:00Z"), event("e2")]).json()
    assert (answer["new"], answer["refused"][0]["reason"]) == (1, "a time in the future")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NEARLY = st.fixed_dictionaries(
    {},
    optional={
        "id": ANYTHING,
        "shopper_id": st.sampled_from(["ann", "", "\0"]) | ANYTHING,
        "kind": st.sampled_from(["view", "search", "rate", "x"]),
        "product_id": ANYTHING,
        "at": st.datetimes().map(str) | st.datetimes().map(lambda at: f"{at.isoformat()}+13:00") | ANYTHING,
        "value": ANYTHING,
    },
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=ANYTHING.filter(lambda body: body is not None) | NEARLY | st.lists(NEARLY, max_size=4))
def test_anything_that_is_sent_is_answered_and_what_is_taken_can_be_read(owner, own, body):
    answer = owner("POST", "/v1/events", json=body)
    assert answer.status_code in (202, 422), answer.text
    list(own.shoppers().events("improve"))


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 422),
        (b"[]", "application/json", 422),
        (b"{}", "text/plain", 415),
        (json.dumps([event(f"e{n}") for n in range(MAX_EVENTS + 1)]).encode(), "application/json", 422),
        (b" " * (MAX_BYTES + 1), "application/json", 413),
    ],
)
def test_a_body_that_holds_no_events_or_too_many_is_refused(clients, own, body, kind, status):
    client = clients(create_app(own, host="127.0.0.1"))
    answer = client.post("/v1/events", content=body, headers={**LOCAL, "Content-Type": kind})
    assert answer.status_code == status, answer.text
    assert set(answer.json()["error"]) == {"code", "message", "hint"}
    assert own.shoppers().stats()["events"] == {}


def test_events_come_from_anyone_unless_the_shop_says_from_its_owner(clients, own, tmp_path_factory):
    assert clients(create_app(own)).post("/v1/events", json=event("e1")).status_code == 202
    strict = SmallShop(tmp_path_factory.mktemp("strict"))
    section = strict.settings.shoppers.model_copy(update={"events_from": "owner"})
    strict.settings = strict.settings.model_copy(update={"shoppers": section})
    assert clients(create_app(strict)).post("/v1/events", json=event("e1")).status_code == 403
    local = clients(create_app(strict, host="127.0.0.1"))
    assert local.post("/v1/events", json=event("e1"), headers=LOCAL).status_code == 202


ACTIONS = [
    ("GET", "/v1/shoppers/ann", None),
    ("DELETE", "/v1/shoppers/ann", None),
    ("PUT", "/v1/shoppers/ann/consent", {"consent": {"improve": False}}),
    ("PUT", "/v1/shoppers/ann/profile", {"name": "Ann"}),
]


@pytest.mark.parametrize(("method", "address", "body"), ACTIONS)
def test_only_the_owner_reads_or_changes_a_shopper(clients, own, owner, method, address, body):
    owner("POST", "/v1/events", json=event("e1"))
    given = {"json": body} if body else {}
    for host, headers in (
        ("", LOCAL),
        ("0.0.0.0", LOCAL),
        ("127.0.0.1", {**LOCAL, "Origin": "https://x.example"}),
    ):
        refused = clients(create_app(own, host=host)).request(method, address, headers=headers, **given)
        assert refused.status_code == 403
        assert "ann" not in refused.text.lower()
    assert own.shoppers().stats()["shoppers"] == 1
    assert owner(method, address, **given).status_code == 200


def test_a_shopper_takes_everything_away(owner):
    owner("POST", "/v1/events", json=[event("e1"), event("e2", kind="search", product_id="", text="红裙")])
    owner("PUT", "/v1/shoppers/ann/profile", json={"language": "zh", "likes": ["colour:red"]})
    said = owner("PUT", "/v1/shoppers/ann/consent", json={"consent": {"photos": True}, "by": "form 7"})
    assert said.json()["consent"] == {
        "personalise": True,
        "improve": True,
        "remember": False,
        "photos": True,
    }
    answer = owner("GET", "/v1/shoppers/ann")
    ShopperAnswer.model_validate(answer.json())
    assert answer.headers["cache-control"] == "no-store"
    assert [one["id"] for one in answer.json()["events"]] == ["e1", "e2"]
    assert answer.json()["profile"] == {"language": "zh", "likes": ["colour:red"]}
    assert answer.json()["consent_history"][0]["by"] == "form 7"
    assert owner("GET", "/v1/shoppers/nobody").status_code == 404


def test_a_shopper_is_erased_and_old_events_do_not_return(owner, own):
    owner("POST", "/v1/events", json=event("e1"))
    answer = owner("DELETE", "/v1/shoppers/ann").json()
    ErasedAnswer.model_validate(answer)
    assert answer["deleted"]["events"] == 1
    assert own.release in answer["note"]
    again = owner("POST", "/v1/events", json=event("e1")).json()
    assert (again["new"], again["refused"][0]["reason"]) == (0, "erased")
    left = owner("GET", "/v1/shoppers/ann").json()
    assert (left["events"], left["erased"]["release"]) == ([], "")


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("consent", {"consent": {"sell": True}}),
        ("consent", {"consent": {}}),
        ("consent", {"improve": True}),
        ("profile", {"shoe": 38}),
        ("profile", {"likes": ["red"]}),
    ],
)
def test_what_makes_no_sense_is_refused(owner, address, body):
    assert owner("PUT", f"/v1/shoppers/ann/{address}", json=body).status_code == 422


@pytest.mark.parametrize("name", ["%00", "a%00b", "x" * 201, "%20", "%F0%9F%91%8D", "a%2Fb", "..", "'%22;--"])
def test_any_name_is_answered(owner, name):
    for method in ("GET", "DELETE"):
        assert owner(method, f"/v1/shoppers/{name}").status_code in (200, 404, 405, 422)


def test_no_log_names_a_shopper(clients, own, caplog, monkeypatch):
    def broken(shopper_id):
        raise RuntimeError("a bug")

    monkeypatch.setattr(own.shoppers(), "export", broken)
    client = clients(create_app(own, host="127.0.0.1"))
    with caplog.at_level(logging.DEBUG):
        assert client.get("/v1/shoppers/secret-name", headers=LOCAL).status_code == 500
    assert "a bug" in caplog.text
    assert "/v1/shoppers/{shopper_id}" in caplog.text
    daogou = [record.getMessage() for record in caplog.records if record.name.startswith("daogou")]
    assert not [line for line in daogou if "secret-name" in line]
