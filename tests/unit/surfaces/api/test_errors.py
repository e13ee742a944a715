"""One shape for every error, and no word of our insides."""

import pytest

from daogou.core import errors
from daogou.surfaces.http.failures import failure_of


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("GET", "/v1/nothing", 404, "not_found"),
        ("GET", "/v1/products/x", 404, "not_found"),
        ("DELETE", "/v1/search", 405, "method_not_allowed"),
        ("GET", "/v1/search?k=x", 422, "bad_input"),
        ("GET", "/v1/search?text=trouble", 500, "internal_error"),
    ],
)
def test_every_error_has_the_one_shape(client, method, address, status, code):
    answer = client.request(method, address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/json"
    assert list(answer.json()) == ["error"]
    assert answer.json()["error"]["code"] == code
    assert set(answer.json()["error"]) == {"code", "message", "hint"}


def test_an_unexpected_error_keeps_its_secret_and_gives_a_number(client, caplog):
    answer = client.get("/v1/search", params={"text": "trouble"})
    assert "secret" not in answer.text
    number = answer.headers["x-request-id"]
    assert number in answer.json()["error"]["hint"]
    assert number in caplog.text


def test_a_refused_method_names_those_that_are_taken(client):
    answer = client.request("DELETE", "/v1/suggest")
    assert answer.headers["allow"] == "GET"
    assert "GET" in answer.json()["error"]["hint"]


def _every(kind: type[errors.ShopError]) -> list[type[errors.ShopError]]:
    return [kind, *(deeper for child in kind.__subclasses__() for deeper in _every(child))]


@pytest.mark.parametrize("kind", [k for k in _every(errors.ShopError) if k.__module__ == errors.__name__])
def test_every_error_of_core_is_told_with_its_own_status_and_hint(kind):
    failure = failure_of(kind("what", hint="do this"))
    assert (failure.status, failure.code) == (kind.http_status, kind.code)
    assert (failure.message, failure.hint) == ("what", "do this")


def test_pages_answer_errors_as_pages_and_the_api_as_json(client):
    assert client.get("/nothing").headers["content-type"].startswith("text/html")
    assert client.get("/v1/nothing").headers["content-type"] == "application/json"


@pytest.mark.parametrize("address", ["/", "/v1/shop", "/v1/nothing", "/nothing", "/v1/search?text=trouble"])
def test_every_answer_carries_the_security_headers(client, address):
    headers = client.get(address).headers
    assert "script-src 'self';" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
