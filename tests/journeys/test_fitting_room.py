"""A shopper in the fitting room, in a real browser: by mouse, by keys, on a phone, without scripts."""

import io

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("selenium", reason="needs selenium")

from selenium.webdriver.common.keys import Keys
from shopper import Shopper

from daogou.assembly.open import open_shop
from daogou.surfaces.server import create_app

pytestmark = pytest.mark.slow


def test_from_a_product_to_looks_side_by_side(shopper):
    shopper.open("/products/dress-1?lang=en")
    shopper.click(".try-on .button")
    assert "/made/" in shopper.see(".fit-picture img").get_attribute("src")
    assert "is the size to take of Red dress by Lanhe." in shopper.texts(".fit-size [role=status]")[0]
    shopper.click(".fit-actions .button")
    shopper.see(".fit-kept img")
    shopper.click(".fit-people li:nth-child(3) a")
    shopper.until(lambda: "drawn%3Arosa" in shopper.driver.current_url)
    shopper.click(".fit-actions .button")
    assert (
        len(shopper.until(lambda: len(shopper.all(".fit-kept li")) == 2 and shopper.all(".fit-kept li"))) == 2
    )
    assert shopper.hard_to_read() == []


def test_before_and_after_by_the_keys(shopper):
    shopper.open("/fitting-room?lang=en&wear=dress-1")
    slider = shopper.see(".fit-slider input")
    slider.send_keys(Keys.END)
    cut = "return getComputedStyle(document.querySelector('.fit-picture')).getPropertyValue('--cut')"
    assert shopper.until(lambda: shopper.run(cut)) == "100%"


def test_something_else_takes_its_place_and_is_taken_off_again(shopper):
    shopper.open("/fitting-room?lang=en&wear=dress-1")
    shopper.see("#fit-q").send_keys("dress" + Keys.ENTER)
    shopper.until(lambda: "q=dress" in shopper.driver.current_url)
    shopper.click(".fit-found li:nth-child(2) a")
    shopper.until(lambda: "wear=dress-1&" not in shopper.driver.current_url)
    assert len(shopper.all(".fit-worn li")) == 1
    shopper.click(".fit-worn .fit-drop")
    shopper.until(lambda: not shopper.all(".fit-worn li"))
    assert "/people/mei" in shopper.see(".fit-picture img").get_attribute("src")


def test_measures_are_told_and_stand_in_no_address(shopper):
    shopper.open("/fitting-room?lang=en&wear=dress-1")
    shopper.click(".fit-size summary")
    shopper.see("input[name=bust]").send_keys("92" + Keys.ENTER)
    shopper.until(lambda: any("L is the size" in text for text in shopper.texts(".fit-size [role=status]")))
    assert "bust" not in shopper.driver.current_url


def test_cuts_are_suggested_for_a_wish_by_the_keys_and_stand_in_no_address(shopper):
    shopper.open("/fitting-room?lang=en&wear=dress-1")
    assert not shopper.all(".fit-suggestions li")  # nobody asked
    shopper.see(".fit-style summary").send_keys(Keys.ENTER)
    shopper.see(".fit-style input[value=mark_waist]").send_keys(Keys.SPACE)
    shopper.see(".fit-style input[name=waist]").send_keys("70" + Keys.ENTER)
    said = shopper.until(lambda: shopper.texts(".fit-suggestions"))
    assert "for a marked waist" in said[0]
    assert "wish" not in shopper.driver.current_url
    assert "waist" not in shopper.driver.current_url
    assert shopper.hard_to_read() == []
    shopper.size(390, 844)
    assert shopper.overflow() <= 0
    shopper.size(1280, 900)


def test_on_a_phone_nothing_sticks_out(shopper):
    shopper.size(390, 844)
    for path in ("/fitting-room?lang=zh", "/fitting-room?lang=zh&wear=dress-1&wear=shirt-5"):
        shopper.open(path)
        shopper.see(".fit-picture img")
        assert shopper.overflow() <= 0
    shopper.size(1280, 900)


@pytest.fixture(scope="module")
def drawn(drawn_shop, serving):
    with serving(create_app(open_shop(drawn_shop()), host="127.0.0.1")) as address:
        yield address


def first_of(address, words, kind):
    import json
    import urllib.parse
    import urllib.request

    asked = urllib.parse.urlencode({"text": words, "k": 24})
    with urllib.request.urlopen(f"{address}/v1/search?{asked}", timeout=60) as answer:
        hits = json.load(answer)["hits"]
    return next(one["product"]["id"] for one in hits if one["product"]["id"].startswith(kind))


def test_a_drawn_person_really_wears_the_drawn_shops_clothes(chromium, drawn):
    shopper = Shopper(chromium, drawn)
    dress = first_of(drawn, "dress", "dress")
    shopper.open(f"/fitting-room?lang=en&who=drawn:mei&wear={dress}")
    source = shopper.see(".fit-picture img").get_attribute("src")
    assert "/made/" in source
    before, after = (picture(drawn, one) for one in ("/people/mei", source.removeprefix(drawn)))
    changed = np.abs(before.astype(int) - after.astype(int)).max(axis=2) > 24
    height, width = changed.shape
    assert changed[height // 3 : height // 2, width // 3 : -width // 3].mean() > 0.6  # the trunk
    assert changed[: height // 8].mean() < 0.01  # the head
    assert changed[-height // 12 :].mean() < 0.02  # the floor
    assert shopper.see(".fit-outfits li")
    assert shopper.errors() == []


def test_a_photo_is_measured_beside_a_height_with_its_uncertainty(chromium, drawn, tmp_path):
    shopper = Shopper(chromium, drawn)
    Image.fromarray(picture(drawn, "/people/mei")).save(tmp_path / "me.png")
    dress = first_of(drawn, "dress", "dress")
    shopper.open(f"/fitting-room?lang=en&wear={dress}")
    shopper.driver.find_element("css selector", ".fit-photo input[type=file]").send_keys(
        str(tmp_path / "me.png")
    )
    shopper.until(lambda: "wear=" in shopper.driver.current_url and "drawn" not in shopper.driver.current_url)
    box = shopper.see(".fit-size:not(.fit-style) input[name=by_photo]")
    box.send_keys(Keys.SPACE)
    shopper.see(".fit-size:not(.fit-style) input[name=height]").send_keys("165" + Keys.ENTER)
    seen = shopper.until(lambda: shopper.texts(".fit-seen"))
    assert "about" in seen[0]
    assert "–" in seen[0]  # each with its range
    assert "165" not in shopper.driver.current_url
    assert shopper.errors() == []


def picture(address, path):
    import urllib.request

    with urllib.request.urlopen(address + path, timeout=60) as answer:
        return np.asarray(Image.open(io.BytesIO(answer.read())).convert("RGB"))


def test_the_workshop_cuts_out_and_changes_a_drawn_picture(chromium, drawn):
    shopper = Shopper(chromium, drawn)
    dress = first_of(drawn, "dress", "dress")
    shopper.open(f"/workshop?lang=en&product={dress}")
    shopper.see("input[name=change]").send_keys("in navy" + Keys.ENTER)
    shopper.until(lambda: any("/made/" in one.get_attribute("src") for one in shopper.all(".work-make img")))
    assert shopper.errors() == []
    assert shopper.hard_to_read() == []
