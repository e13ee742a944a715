"""The graph explored, facts traced to sources, a photo asked about, suggestions decided, in a browser."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from small_shop import PAINTS, SmallShop

pytest.importorskip("selenium", reason="needs selenium")

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from daogou.surfaces.server import create_app

pytestmark = pytest.mark.slow

EXPLORER = "/graph?entity=product:dress-1&lang=en"
FACT = "/graph/fact?head=product:dress-1&relation=made_of&tail=material:cotton"


@pytest.fixture
def owner(chromium, serving, tmp_path) -> Iterator[tuple[object, SmallShop]]:
    """At the shop's own machine, which serves itself alone."""
    from shopper import Shopper

    shop = SmallShop(tmp_path)
    with serving(create_app(shop, host="127.0.0.1")) as address:
        shopper = Shopper(chromium, address)
        shopper.size(1280, 900)
        yield shopper, shop


def drawn(shopper) -> list[str]:
    return shopper.run(
        "return window.daogouDrawing?.cy.nodes().not('.filtered').map((node) => node.id()) ?? []"
    )


def open_explorer(shopper, path: str = EXPLORER) -> None:
    shopper.open(path)
    shopper.until(lambda: len(drawn(shopper)) > 3)


def title(shopper) -> str:
    return shopper.see("#panel-title").text


def test_what_hangs_together_with_a_product_is_drawn_and_listed(shopper):
    open_explorer(shopper)
    assert {"product:dress-1", "colour:red", "material:cotton", "brand:lanhe"} <= set(drawn(shopper))
    assert not [name for name in drawn(shopper) if name.startswith("shopper:")]
    assert title(shopper) == "Red dress by Lanhe"
    assert "Colour 1" in [text.replace("\n", " ") for text in shopper.texts("[data-legend] button")]


def test_a_chosen_thing_is_opened_and_the_browser_goes_back(shopper):
    open_explorer(shopper)
    before = len(drawn(shopper))
    shopper.click("#panel a[data-entity='colour:red']")
    shopper.until(lambda: title(shopper) == "red" and len(drawn(shopper)) > before)
    assert "entity=colour%3Ared" in shopper.driver.current_url
    shopper.driver.back()
    shopper.until(lambda: title(shopper) == "Red dress by Lanhe")
    shopper.driver.forward()
    shopper.until(lambda: title(shopper) == "red")


def test_a_click_on_a_node_opens_it(shopper):
    open_explorer(shopper)
    shopper.run("window.scrollTo(0, 0)")
    still = "const { cy } = window.daogouDrawing; return !cy.animated() && !cy.nodes(':animated').length"
    shopper.until(lambda: shopper.run(still))
    place = shopper.run("return window.daogouDrawing.cy.getElementById('material:cotton').renderedPosition()")
    box = shopper.see("#drawing")
    aside, down = place["x"] - box.rect["width"] / 2, place["y"] - box.rect["height"] / 2
    ActionChains(shopper.driver).move_to_element_with_offset(box, round(aside), round(down)).click().perform()
    shopper.until(lambda: title(shopper) == "cotton")


def test_arrow_keys_move_and_enter_opens(shopper):
    open_explorer(shopper)
    drawing = shopper.see("#drawing")
    drawing.send_keys(Keys.ARROW_RIGHT)
    said = shopper.until(lambda: shopper.run("return document.getElementById('announce').textContent"))
    chosen = shopper.run("return window.daogouDrawing.cy.nodes(':selected')[0].data('name')")
    assert said.startswith(chosen)
    drawing.send_keys(Keys.ENTER)
    shopper.until(lambda: title(shopper) == chosen)
    zoom = shopper.run("return window.daogouDrawing.cy.zoom()")
    drawing.send_keys("+")
    assert shopper.run("return window.daogouDrawing.cy.zoom()") > zoom


def test_a_kind_can_be_hidden_and_shown(shopper):
    open_explorer(shopper)
    shopper.click("[data-legend] [data-value=material]")
    shopper.until(lambda: "material:cotton" not in drawn(shopper))
    assert shopper.see("[data-legend] [data-value=material]").get_attribute("aria-pressed") == "false"
    shopper.click("[data-legend] [data-value=material]")
    shopper.until(lambda: "material:cotton" in drawn(shopper))


def test_a_thing_is_found_by_its_name(shopper):
    open_explorer(shopper)
    field = shopper.see("#entity-text")
    field.send_keys("cott")
    shopper.until(lambda: shopper.texts("#entity-options [role=option]"))
    field.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    shopper.until(lambda: title(shopper) == "cotton")


def test_two_things_are_connected_by_a_sentence_and_a_line(shopper):
    open_explorer(shopper)
    field = shopper.see("#path-to")
    field.send_keys("Red boots by Lanhe")
    shopper.until(lambda: shopper.texts("#path-to-options [role=option]"))
    field.send_keys(Keys.ENTER)
    sentences = shopper.until(lambda: shopper.texts(".path"))
    assert "Red dress by Lanhe" in sentences[0]
    assert shopper.run("return window.daogouDrawing.cy.edges('.on-path').length") >= 2


def test_a_facts_sources_unfold(shopper):
    open_explorer(shopper)
    shopper.click("[data-relation=has_colour] summary")
    said = shopper.until(lambda: shopper.texts("[data-relation=has_colour] .said-by"))
    assert [text.replace("\n", " ") for text in said] == ["field “Colour” 100%", "picture 60%"]
    assert shopper.texts("[data-relation=has_colour] mark") == ["red"]
    assert shopper.see("[data-relation=has_colour] .said-picture")


def test_a_product_page_tells_where_its_facts_come_from(shopper):
    shopper.open("/products/dress-1?lang=en")
    assert "says blue" in shopper.see("#known .dispute").text
    shopper.click("#known [data-relation=made_of] summary")
    shopper.until(lambda: shopper.texts("#known .said-by"))
    assert not shopper.all(".suggestion")  # those are for the owner
    shopper.click("#known-title a")
    shopper.until(lambda: title(shopper) == "Red dress by Lanhe")


def test_who_is_not_the_owner_reads_why_there_are_no_buttons(shopper):
    open_explorer(shopper)
    assert shopper.all(".suggestion")
    assert not shopper.all("[data-accept]")
    assert "Only the shop's owner" in shopper.see(".graph-owner .note").text


def test_a_decision_can_be_taken_back_and_is_sent_when_the_page_is_left(owner):
    shopper, shop = owner
    open_explorer(shopper)
    shopper.click("[data-accept=true]")
    shopper.click(".undo")
    assert shopper.see("[data-accept=true]")
    assert not shop.decisions
    shopper.click("[data-accept=false]")
    shopper.open("/?lang=en")
    decided = shopper.until(lambda: shop.decisions)
    assert decided == {("product:dress-1", "for_season", "season:summer"): False}


def test_a_decision_that_is_refused_says_so_and_can_be_made_again(owner):
    shopper, shop = owner
    open_explorer(shopper)
    shop.settings = shop.settings.model_copy(
        update={"serve": shop.settings.serve.model_copy(update={"owner_actions": "off"})}
    )
    shopper.click("[data-accept=true]")
    shopper.until(lambda: "That was not saved" in shopper.see(".suggestion-state").text)
    assert shopper.see("[data-accept=true]")
    assert not shop.decisions
    assert len(shopper.errors()) == 1  # the browser notes the status


def test_a_photo_is_named_and_asked_about(shopper):
    buffer = io.BytesIO()
    Image.new("RGB", (64, 64), PAINTS["green"]).save(buffer, "PNG")
    shopper.give_file("drop", buffer.getvalue())
    shopper.until(lambda: shopper.texts(".seen-label"))
    assert "95%" in shopper.texts(".seen-label")[0]
    box, picture = (shopper.see(name).rect for name in (".seen-box", ".seen-picture img"))
    assert box["x"] - picture["x"] == pytest.approx(0.2 * picture["width"], abs=1)
    shopper.see("#ask").send_keys("What colour is it?" + Keys.ENTER)
    shopper.until(lambda: "It is green. 95%" in shopper.texts(".answer"))
    shopper.click(".answers .why-seen")
    assert len(shopper.texts(".answers .reasons li")) == 2
    shopper.see("#ask").send_keys("Who are you?" + Keys.ENTER)
    shopper.until(lambda: "I cannot say." in shopper.texts(".answer"))
    shopper.click("label.box:has([value='category:Boots'])")
    shopper.until(lambda: shopper.all(".chip-ticked"))
    assert len(shopper.texts(".answer")) == 2  # what was asked stays while the results change


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", ["/graph?entity=product:dress-1", FACT])
def test_no_page_is_wider_than_a_phone(shopper, path, language):
    shopper.size(360, 740)
    shopper.open(f"{path}&lang={language}")
    shopper.see("h1")
    assert shopper.overflow() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_on_its_ground(shopper, scheme):
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    shopper.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    try:
        open_explorer(shopper)
        assert shopper.hard_to_read() == []
    finally:
        shopper.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_without_scripts_facts_are_a_list_of_links(shopper):
    shopper.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        shopper.open(EXPLORER)
        assert not shopper.all(".drawing-frame")[0].is_displayed()
        shopper.click("#panel a[data-entity='material:cotton']")
        shopper.until(lambda: title(shopper) == "cotton")
        shopper.see("#entity-text").send_keys("dress" + Keys.ENTER)
        shopper.click(".found a[data-entity='category:dresses']")
        shopper.until(lambda: title(shopper) == "Dresses")
        shopper.open("/products/dress-1?lang=en")
        shopper.click("#known [data-relation=made_of] summary")
        shopper.click("#known [data-relation=made_of] .evidence-link a")
        assert shopper.see("h1").text == "Red dress by Lanhe is made of cotton"
    finally:
        shopper.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
