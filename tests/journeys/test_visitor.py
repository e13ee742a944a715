"""A visitor looks at things and is recommended others, in a real browser; and can have it all forgotten."""

import pytest
from small_shop import SmallShop

pytest.importorskip("selenium", reason="needs selenium")

from daogou.core.settings import settings_from
from daogou.surfaces.server import create_app

pytestmark = pytest.mark.slow


@pytest.fixture
def visiting(chromium, serving, tmp_path):
    """A visitor to a shop of their own, by its way to ask for consent."""
    from shopper import Shopper

    def visit(consent: str, then) -> None:
        shop = SmallShop(tmp_path)
        shop.settings = settings_from(shop.settings.model_dump() | {"shoppers": {"consent": consent}})
        with serving(create_app(shop)) as address:
            shopper = Shopper(chromium, address)
            shopper.size(1280, 900)
            shopper.open("/?lang=en")
            shopper.driver.delete_all_cookies()
            shopper.open("/?lang=en")
            then(shop, shopper)
            assert shopper.errors() == []
            shopper.driver.delete_all_cookies()

    return visit


def headings(shopper) -> list[str]:
    return shopper.texts(".shelf h2")


def has_cookie(shopper) -> bool:
    return any(cookie["name"] == "visitor" for cookie in shopper.driver.get_cookies())


def test_one_look_makes_shelves_and_a_click_on_one_is_counted(visiting):
    def journey(shop, shopper):
        assert headings(shopper) == ["Liked right now"]
        shopper.open("/products/dress-1")
        shopper.until(lambda: has_cookie(shopper))
        shopper.open("/")
        assert headings(shopper)[0] == "For you"
        assert "Back again" in headings(shopper)
        assert shopper.texts(".shelf .why")
        shopper.click(".shelf .card-link")
        shopper.see("h1")
        shopper.until(lambda: "via=" not in shopper.driver.current_url)
        shopper.until(lambda: shop.shoppers().stats()["clicks"] == 1)
        assert shopper.hard_to_read() == []

    visiting("assumed", journey)


def test_who_erases_everything_is_a_stranger_again(visiting):
    def journey(shop, shopper):
        shopper.open("/products/dress-1")
        shopper.until(lambda: has_cookie(shopper))
        shopper.click("footer a[href='/you']")
        assert len(shopper.all(".you-acts li")) == 1
        assert shopper.hard_to_read() == []
        shopper.click(".button-danger")
        assert "was erased" in shopper.see(".notice-line").text
        assert not has_cookie(shopper)
        shopper.open("/")
        assert headings(shopper) == ["Liked right now"]
        assert shop.shoppers().stats()["events"] == {}

    visiting("assumed", journey)


def test_a_shop_that_asks_keeps_nothing_before_a_yes(visiting):
    def journey(shop, shopper):
        shopper.open("/products/dress-1")
        shopper.see(".ask-consent")
        assert not has_cookie(shopper)
        shopper.click(".ask-consent [value='yes']")
        shopper.until(lambda: has_cookie(shopper) and not shopper.all(".ask-consent"))
        assert shopper.driver.current_url.endswith("/products/dress-1")
        shopper.until(lambda: shop.shoppers().stats()["events"] == {"view": 1})

    visiting("ask", journey)


def test_shelves_can_be_swept_on_a_phone(visiting):
    def journey(shop, shopper):
        shopper.size(390, 800)
        shopper.open("/")
        row = shopper.see(".shelf .cards-row")
        assert shopper.run("return arguments[0].scrollWidth > arguments[0].clientWidth", row)
        assert shopper.overflow() <= 0

    visiting("assumed", journey)
