import pytest


@pytest.mark.parametrize(
    ("address", "status"),
    [("/", 200), ("/v1/shop", 200), ("/products/nothing", 404), ("/static/base.css", 200)],
)
def test_head_answers_as_get_does_without_a_body(client, address, status):
    asked, got = client.request("HEAD", address), client.get(address)
    assert asked.status_code == got.status_code == status
    assert asked.headers["content-type"] == got.headers["content-type"]
    assert asked.content == b""
