"""Who the owner is, by what a connection says that no header can."""

import pytest
from fastapi import Request
from small_shop import SmallShop

from daogou.surfaces.http.owner import is_loopback, is_owner
from daogou.surfaces.http.serving import Serving


@pytest.fixture(scope="module")
def serving(tmp_path_factory) -> Serving:
    return Serving(SmallShop(tmp_path_factory.mktemp("owned")), "127.0.0.1")


def request(client: tuple[str, int] | None, version: str = "1.1") -> Request:
    headers = [(b"host", b"127.0.0.1:8600")]
    return Request({"type": "http", "client": client, "headers": headers, "http_version": version})


def test_a_connection_from_this_machine_is_the_owners(serving):
    assert is_owner(request(("127.0.0.1", 5000)), serving)
    assert is_owner(request(("::1", 5000)), serving)


@pytest.mark.parametrize("client", [("203.0.113.7", 5000), ("10.0.0.2", 5000), None])
def test_a_connection_from_elsewhere_or_nowhere_is_not(serving, client):
    assert not is_owner(request(client), serving)


def test_an_old_proxy_that_hides_itself_is_known_by_its_protocol(serving):
    assert not is_owner(request(("127.0.0.1", 5000), "1.0"), serving)


@pytest.mark.parametrize(
    ("host", "holds"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("", False),
        ("10.0.0.1", False),
        ("localhost.example", False),
        ("my-machine", False),
    ],
)
def test_only_addresses_of_this_machine_alone_are_loopback(host, holds):
    assert is_loopback(host) is holds
