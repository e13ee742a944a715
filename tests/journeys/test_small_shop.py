"""What a shopper does, in a real browser, on a shop whose answers are known."""

import io

import pytest
from PIL import Image
from small_shop import PAINTS

pytest.importorskip("selenium", reason="needs selenium")

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

pytestmark = pytest.mark.slow


def photo_of(colour: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 64), PAINTS[colour]).save(buffer, "PNG")
    return buffer.getvalue()


def search(shopper, words: str) -> None:
    shopper.see("input[name=q]").send_keys(words + Keys.ENTER)
    shopper.see("#results-page")


def titles(shopper) -> list[str]:
    return shopper.texts(".card-title")


def test_english_words_find_and_the_card_says_why(shopper):
    search(shopper, "red dress")
    assert len(titles(shopper)) == 4
    assert all(title.startswith("Red dress") for title in titles(shopper))
    assert "mentions dress" in shopper.texts(".why")[0]


def test_chinese_words_find_on_chinese_pages(shopper):
    shopper.click(".languages a[lang='zh-CN']")
    search(shopper, "蓝色靴子")
    assert all("蓝色靴子" in title for title in titles(shopper))
    assert shopper.see("#results-title").text.endswith("4 个结果")


def test_a_ticked_box_narrows_and_its_chip_widens_again_without_a_new_page(shopper):
    search(shopper, "dress")
    shopper.run("window.sameDocument = true")
    shopper.click("label.box:has([value='colour:green'])")
    shopper.until(lambda: titles(shopper) and all(t.startswith("Green") for t in titles(shopper)))
    assert "filter=colour%3Agreen" in shopper.driver.current_url
    assert shopper.run("return document.activeElement.value") == "colour:green"  # focus stays
    shopper.click(".chip-ticked")
    shopper.until(lambda: len(titles(shopper)) == 20)
    assert shopper.run("return window.sameDocument")
    shopper.driver.back()
    shopper.until(lambda: len(titles(shopper)) == 4)


def test_an_understood_condition_can_be_taken_back(shopper):
    search(shopper, "red boots")
    assert [chip.strip() for chip in shopper.texts(".chip-understood")] == ["Red"]
    shopper.click(".chip-understood")
    shopper.until(lambda: len(titles(shopper)) > 4)  # "red" is a word again, and boots of any colour count
    assert "drop=colour%3Ared" in shopper.driver.current_url


def test_prices_sort_and_bound(shopper):
    search(shopper, "dress")
    shopper.click("#sort option[value=price_up]")
    shopper.until(lambda: shopper.texts(".price")[:1] == ["¥75"])
    shopper.see("#price-high").send_keys("100" + Keys.ENTER)
    shopper.until(lambda: len(titles(shopper)) == 3)
    assert "sort=price_up" in shopper.driver.current_url
    assert "up to ¥100" in shopper.texts(".chip")[0]


def test_more_results_come_while_scrolling(shopper):
    shopper.open("/search?filter=in_stock")
    assert len(titles(shopper)) == 24
    shopper.run("window.scrollTo(0, document.body.scrollHeight)")
    shopper.until(lambda: len(titles(shopper)) > 24)
    links = [a.get_attribute("href") for a in shopper.all(".card-link")]
    assert len(links) == len(set(links))


@pytest.mark.parametrize("way", ["choose", "drop", "paste"])
def test_a_photo_finds_its_colour_and_words_refine_it(shopper, tmp_path, way):
    if way == "choose":
        file = tmp_path / "p.png"
        file.write_bytes(photo_of("green"))
        shopper.all("input[type=file]")[0].send_keys(str(file))
    else:
        shopper.give_file(way, photo_of("green"))
    shopper.see(".by-picture img")
    assert titles(shopper)[0].startswith("Green")
    assert "looks alike" in shopper.texts(".why")[0]
    search(shopper, "boots")
    shopper.see(".by-picture img")
    assert "boots" in titles(shopper)[0]
    shopper.click(".by-picture-close")
    shopper.until(lambda: not shopper.all(".by-picture"))


def test_a_dragged_picture_shows_where_to_drop_it(shopper):
    shopper.give_file("dragenter", photo_of("red"))
    assert shopper.run("return getComputedStyle(document.body, '::after').content").startswith('"Drop')
    shopper.give_file("dragleave", photo_of("red"))
    assert shopper.run("return document.body.classList.contains('dropping')") is False


def test_a_product_page_offers_sizes_zoom_and_something_like_it(shopper):
    search(shopper, "red dress")
    shopper.click(".card-link")
    shopper.click(".choice:has([value=L])")
    assert shopper.see("[data-price]").text == "¥80"
    assert not shopper.run("return document.querySelector('[value=S]').matches(':enabled')")
    shopper.click("[data-zoom]")
    assert shopper.see("dialog[open] img").get_attribute("src").endswith("v=r1")
    ActionChains(shopper.driver).send_keys(Keys.ESCAPE).perform()
    shopper.until(lambda: not shopper.all("dialog[open]"))
    shopper.see("#but").send_keys("blue" + Keys.ENTER)
    shopper.see(".by-picture")
    assert all(title.startswith("Blue") for title in titles(shopper))


def test_the_language_switch_keeps_the_place_and_is_remembered(shopper):
    search(shopper, "red dress")
    shopper.click("label.box:has([value='brand:青禾'])")
    shopper.until(lambda: len(titles(shopper)) == 1)
    shopper.click(".languages a[lang='zh-CN']")
    shopper.until(lambda: titles(shopper) == ["青禾 红色连衣裙"])
    shopper.open("/")
    assert shopper.run("return document.documentElement.lang") == "zh-CN"


def test_the_keyboard_alone_searches_chooses_a_suggestion_and_opens_a_product(shopper):
    keys = ActionChains(shopper.driver)
    keys.send_keys(Keys.TAB).perform()
    assert shopper.run("return document.activeElement.className") == "skip"
    shopper.until(
        lambda: ActionChains(shopper.driver).send_keys(Keys.TAB).perform() or focus_on(shopper, "q")
    )
    ActionChains(shopper.driver).send_keys("black s").perform()
    shopper.until(lambda: len(shopper.texts("[role=option]")) == 3)
    ActionChains(shopper.driver).send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN).perform()
    chosen = shopper.see("[role=option][aria-selected=true]")
    field = shopper.see("[role=combobox]")
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert field.get_attribute("value") == chosen.text
    ActionChains(shopper.driver).send_keys(Keys.ENTER).perform()
    shopper.see("#results-page")
    for _ in range(80):
        ActionChains(shopper.driver).send_keys(Keys.TAB).perform()
        if shopper.run("return document.activeElement.className") == "card-link":
            break
    ActionChains(shopper.driver).send_keys(Keys.ENTER).perform()
    shopper.see(".product")


def focus_on(shopper, name: str) -> bool:
    return bool(shopper.run("return document.activeElement.name === arguments[0]", name))


def test_escape_gives_back_what_was_typed(shopper):
    field = shopper.see("[role=combobox]")
    field.send_keys("green")
    shopper.until(lambda: shopper.texts("[role=option]"))
    field.send_keys(Keys.ARROW_DOWN)
    field.send_keys(Keys.ESCAPE)
    assert field.get_attribute("value") == "green"
    assert field.get_attribute("aria-expanded") == "false"


PAGES = [
    "/",
    "/search?q=dress",
    "/search?q=qqqq",
    "/products/dress-1",
    "/policies/returns",
    "/search?like=dress-1",
]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_a_phone(shopper, path, language):
    shopper.size(360, 740)
    shopper.open(path + ("&" if "?" in path else "?") + f"lang={language}")
    assert shopper.overflow() == 0


def test_on_a_phone_the_filters_are_a_drawer(shopper):
    shopper.size(360, 740)
    shopper.open("/search?q=dress")
    assert not shopper.all(".filters")[0].is_displayed()
    shopper.click("[data-open-filters]")
    shopper.click("label.box:has([value='colour:blue'])")
    shopper.until(lambda: shopper.see(".show-results").text == "Show 4 results")
    shopper.click(".show-results")
    shopper.until(lambda: not shopper.all(".filters")[0].is_displayed())
    assert len(titles(shopper)) == 4


def test_without_scripts_words_filters_and_pages_work(shopper):
    shopper.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        shopper.open("/?lang=en")
        search(shopper, "dress")
        shopper.click("label.box:has([value='colour:blue'])")
        shopper.click("noscript .apply, .price-range button")
        shopper.until(lambda: "colour%3Ablue" in shopper.driver.current_url)
        assert len(titles(shopper)) == 4
        shopper.open("/search?filter=in_stock")
        shopper.click("a[rel=next]")
        shopper.see("a[rel=prev]")
        shopper.size(360, 740)
        shopper.click(".filters-open")
        assert shopper.see(".filters-close")
    finally:
        shopper.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/search?q=red+dress", "/products/dress-1"])
def test_text_can_be_read_on_its_ground(shopper, path, scheme):
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    shopper.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    try:
        shopper.open(path)
        poor = shopper.hard_to_read()
    finally:
        shopper.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert poor == []


def test_a_broken_page_says_so_in_the_shoppers_language(shopper):
    shopper.open("/search?q=trouble")
    assert shopper.see("h1").text == "Something broke on our side"
    shopper.open("/nothing?lang=zh")
    assert shopper.see("h1").text == "这里什么也没有"
    assert len(shopper.errors()) == 2  # the browser notes both statuses, and nothing else is wrong
