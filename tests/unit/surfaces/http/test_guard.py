import pytest

from daogou.surfaces.server import create_app


class NoPolicies:
    """A shop that cannot even make the footer of an error page."""

    def __init__(self, shop) -> None:
        self.shop = shop

    def __getattr__(self, name: str):
        return getattr(self.shop, name)

    def policies(self, language: str) -> list[tuple[str, str]]:
        raise RuntimeError("a secret of our insides")


@pytest.mark.parametrize("address", ["/", "/nothing"])
def test_an_error_page_that_breaks_too_is_answered_in_plain_words(clients, shop, address):
    answer = clients(create_app(NoPolicies(shop))).get(address)
    assert answer.status_code in (404, 500)
    assert answer.headers["content-type"].startswith("text/plain")
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
