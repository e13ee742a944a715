"""A shopper talks to the guide on the pages, in a real browser: by mouse, by keys, on a phone, in a frame."""

import base64
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from small_shop import SmallShop

pytest.importorskip("selenium", reason="needs selenium")

from selenium.webdriver.common.keys import Keys

from daogou.core.settings import settings_from
from daogou.surfaces.server import create_app

pytestmark = pytest.mark.slow


@pytest.fixture
def talker(shopper):
    """Begins with nothing said."""
    shopper.run("sessionStorage.clear()")
    shopper.open("/?lang=en")
    yield shopper
    shopper.run("sessionStorage.clear()")


def say(shopper, text):
    shopper.see(".chat textarea").send_keys(text + Keys.ENTER)
    shopper.until(lambda: any(text in said for said in shopper.texts(".chat-shopper")))
    shopper.until(lambda: not shopper.all(".chat-typing, .chat [aria-busy=true]"))


def focused(shopper) -> str:
    return shopper.run("return document.activeElement.className || document.activeElement.tagName")


def test_words_bring_cards_replies_and_what_they_rest_on(talker):
    talker.click(".chat-open")
    say(talker, "show me")
    assert len(talker.all(".chat-cards li")) == 2
    assert "<b>dress-1</b>" in talker.texts(".chat-guide p")[-2]  # as text: nothing of it is markup
    talker.click(".chat-why summary")
    assert talker.see(".chat-why a").get_attribute("href").endswith("/products/dress-1")
    talker.click(".chat-replies button:nth-child(2)")
    assert talker.see(".chat-table td").text == "red"
    assert talker.hard_to_read() == []


def test_the_conversation_survives_the_way_to_another_page_until_it_is_cleared(talker):
    talker.click(".chat-open")
    say(talker, "show me")
    talker.click(".chat-cards a")
    talker.see(".product")
    assert talker.see("#chat").is_displayed()
    assert len(talker.all(".chat-cards li")) == 2
    say(talker, "again")
    assert "1: again" in talker.texts(".chat-guide p")[-1]
    talker.click(".chat-clear")
    assert talker.texts(".chat-shopper") == []
    talker.open("/")
    assert talker.texts(".chat-shopper") == []


def test_it_can_be_used_with_keys_alone(talker):
    opener = talker.see(".chat-open")
    talker.run("arguments[0].focus()", opener)
    opener.send_keys(Keys.ENTER)
    talker.until(lambda: focused(talker) == "TEXTAREA")
    box = talker.see(".chat textarea")
    box.send_keys("one" + Keys.SHIFT + Keys.ENTER)
    box.send_keys(Keys.SHIFT)  # let go
    box.send_keys("two" + Keys.ENTER)
    talker.until(lambda: "0: one two" in talker.texts(".chat-guide p")[-1:][0])
    box.send_keys(Keys.ESCAPE)
    talker.until(lambda: focused(talker) == "chat-open")
    assert not talker.see("body").find_element("id", "chat").is_displayed()


def test_on_a_phone_it_is_all_there_is(talker):
    talker.size(360, 740)
    talker.open("/?lang=zh")
    talker.click(".chat-open")
    corners = "const b = document.getElementById('chat').getBoundingClientRect();"
    talker.until(
        lambda: talker.run(f"{corners} return [b.left, b.top, b.right, b.bottom]") == [0, 0, 360, 740]
    )
    say(talker, "compare")
    assert talker.overflow() == 0
    assert talker.run("return [...document.body.children].every((one) => one.id === 'chat' || one.inert)")
    talker.see(".chat textarea").send_keys(Keys.ESCAPE)
    assert talker.run("return [...document.body.children].every((one) => !one.inert)")


def test_an_offered_person_is_one_click_away(talker):
    talker.click(".chat-open")
    say(talker, "I am angry")
    talker.click(".chat-person")
    talker.until(lambda: "I want to talk to a person" in " ".join(talker.texts(".chat-shopper")))


def test_a_pasted_photo_is_sent_with_the_words(talker, photo_bytes):
    talker.click(".chat-open")
    talker.run(
        """
        const bytes = Uint8Array.from(atob(arguments[0]), (c) => c.charCodeAt(0));
        const files = new DataTransfer();
        files.items.add(new File([bytes], "photo.png", { type: "image/png" }));
        const pasted = { clipboardData: files, bubbles: true, cancelable: true };
        document.querySelector(".chat textarea").dispatchEvent(new ClipboardEvent("paste", pasted));
        """,
        base64.b64encode(photo_bytes).decode(),
    )
    talker.see(".chat-chosen img")
    say(talker, "this")
    talker.until(lambda: "0: this 64 px high" in talker.texts(".chat-guide p"))
    assert "/photo" not in talker.driver.current_url  # the page did not search with it


def test_what_fails_is_said_and_can_be_tried_again(talker):
    talker.click(".chat-open")
    talker.run("window.real = window.fetch; window.fetch = () => Promise.reject(new TypeError('offline'))")
    say(talker, "hello")
    assert "did not work" in talker.see(".chat-note").text
    talker.run("window.fetch = window.real")
    talker.click(".chat-note button")
    talker.until(lambda: "0: hello" in talker.texts(".chat-guide p"))
    assert len(talker.all(".chat-shopper")) == 1


@pytest.fixture
def photo_bytes():
    import io

    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (64, 64), (180, 40, 40)).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def other_site(tmp_path, serving):
    """The address of a site with our one line in it; the shop allows it, or does not."""

    class Page(BaseHTTPRequestHandler):
        shop = ""

        def do_GET(self):
            line = f'<script src="{Page.shop}/static/widget.js" data-language="zh" async></script>'
            body = f"<!doctype html><link rel=icon href=data:,><title>x</title>{line}<p>Another site".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    address = f"http://localhost:{server.server_port}"  # another site than 127.0.0.1
    shop = SmallShop(tmp_path)
    shop.settings = settings_from(shop.settings.model_dump() | {"serve": {"embed_origins": [address]}})
    with serving(create_app(shop)) as Page.shop:
        yield address
    server.shutdown()
    thread.join()
    server.server_close()


def test_one_line_puts_it_on_another_site(chromium, other_site):
    from shopper import Shopper

    shopper = Shopper(chromium, other_site)
    shopper.size(1280, 900)
    shopper.open("/")
    root = "document.body.lastElementChild?.shadowRoot"
    named = f"return {root}?.querySelector('button').textContent"
    shopper.until(lambda: shopper.run(named) == "问问导购")
    shopper.run(f"{root}.querySelector('button').click()")
    shopper.driver.switch_to.frame(shopper.run(f"return {root}.querySelector('iframe')"))
    say(shopper, "show me")
    assert len(shopper.all(".chat-cards li")) == 2
    shopper.click(".chat-close")
    shopper.driver.switch_to.default_content()
    shopper.until(lambda: shopper.run(f"return {root}.querySelector('iframe').hidden"))
    assert shopper.errors() == []
