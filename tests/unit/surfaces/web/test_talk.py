"""Talking on the pages: the panel's messages, the page without scripts, and who may show it in a frame."""

import json

import pytest
from elements import elements
from small_shop import SmallShop

from daogou.core.settings import settings_from
from daogou.guide.answer import Answer, Evidence, Table
from daogou.surfaces.server import create_app
from daogou.surfaces.web.render import Page
from daogou.surfaces.web.sources import sources_of
from daogou.surfaces.web.strings import Speaker
from daogou.surfaces.web.talk_shapes import answer_shape


def say(client, text, **more):
    return client.post("/talk.json?lang=en", data={"text": text, **more})


def events(response) -> list[tuple[str, dict]]:
    parts = [part.split("\ndata: ") for part in response.text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data)) for name, data in parts]


@pytest.fixture
def client_of(tmp_path, clients):
    """A visitor of a shop with those settings, and the app that serves it."""

    def made(**sections):
        shop = SmallShop(tmp_path / "shop")
        shop.settings = settings_from(shop.settings.model_dump() | sections)
        return clients(create_app(shop))

    return made


def test_a_message_is_answered_by_events_with_cards_and_sources_that_lead_somewhere(client_of):
    client = client_of()
    told = events(say(client, "show me"))
    assert [name for name, _ in told] == ["begin", "statement", "statement", "statement", "answer"]
    answer = told[-1][1]
    assert [card["price"] for card in answer["cards"]] == ["¥75", "¥85"]  # size S is sold out
    for said in answer["says"][1:]:
        assert client.get(said["because"][0]["href"]).status_code == 200
    assert answer["suggestions"] == ["show me", "compare"]


def test_the_conversation_goes_on_and_is_begun_anew_where_it_is_over(client_of):
    client = client_of()
    first = events(say(client, "hello"))[-1][1]
    second = events(say(client, "again", conversation=first["conversation"]))[-1][1]
    assert (second["says"][0]["text"], second["is_over"]) == ("1: again", False)
    assert client.post("/talk/end", data={"conversation": first["conversation"]}).status_code == 204
    third = events(say(client, "and again", conversation=first["conversation"]))[-1][1]
    assert (third["says"][0]["text"], third["is_over"]) == ("0: and again", True)


def test_how_a_message_was_spoken_reaches_the_guide(client_of):
    client = client_of()
    told = events(say(client, "hello", cues='{"hurry": 0.9}'))[-1][1]
    assert told["says"][0]["text"] == "0: hello {'hurry': 0.9}"
    for wrong in ("fast", '{"hurry": "very"}', '{"hurry": 1e9}'):
        assert say(client, "hello", cues=wrong).status_code == 422


@pytest.mark.parametrize(("consent", "has_cookie"), [("assumed", True), ("ask", False)])
def test_a_visitor_is_known_again_only_where_the_shop_need_not_ask(client_of, consent, has_cookie):
    response = say(client_of(shoppers={"consent": consent}), "hello")
    assert ("visitor" in response.cookies) is has_cookie


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://elsewhere.test"}],
)
@pytest.mark.parametrize("path", ["/talk", "/talk.json", "/talk/end"])
def test_a_page_of_another_site_cannot_talk(client_of, headers, path):
    data = {"text": "hello", "conversation": "x"}
    assert client_of().post(path, data=data, headers=headers).status_code == 403


def test_behind_a_proxy_the_browsers_own_word_counts(client_of):
    headers = {"sec-fetch-site": "same-origin", "origin": "https://shop.example"}
    assert client_of().post("/talk.json", data={"text": "hello"}, headers=headers).status_code == 200


@pytest.mark.parametrize(("text", "status"), [("", 422), (" \n", 422), ("x" * 501, 422)])
def test_what_cannot_be_answered_is_refused_as_json(client_of, text, status):
    response = say(client_of(), text)
    assert response.status_code == status
    assert response.json()["error"]["message"]


def test_a_photo_is_shown_to_the_guide(client_of, photo):
    files = {"photo": ("p.png", photo("red"), "image/png")}
    answer = events(client_of().post("/talk.json", data={"text": "this"}, files=files))[-1][1]
    assert answer["says"][0]["text"] == "0: this 64 px high"
    assert answer["photo"]


def test_without_scripts_a_form_carries_the_conversation(client_of):
    client = client_of()
    none = {"photo": ("", b"", "application/octet-stream")}  # how browsers send a file that was not chosen
    first = client.post("/talk?lang=en", data={"text": "compare, I am angry"}, files=none)
    assert first.status_code == 200
    page = elements(first)
    token = next(a["value"] for a in page.having("input") if a.get("name") == "conversation")
    assert "<td>red</td>" in first.text
    assert "Talk to a person" in first.text
    second = client.post("/talk?lang=en", data={"say": "show me", "text": "", "conversation": token})
    assert "compare, I am angry" in second.text
    assert "1: show me" in second.text
    assert "&lt;b&gt;dress-1&lt;/b&gt;" in second.text
    assert '<a href="/products/dress-1">dress-1</a>' in second.text


def test_every_page_has_the_panel_and_a_link_that_works_without_scripts(client_of):
    client = client_of()
    for path in ("/", "/search?q=dress", "/products/dress-1", "/policies/returns", "/nothing"):
        page = elements(client.get(path))
        assert any(a.get("href") == "/talk" for a in page.having("a"))
        assert any(a.get("id") == "chat" for a in page.having("section"))
    assert client.get("/talk").status_code == 200


def test_only_named_sites_may_show_it_in_a_frame(client_of):
    client = client_of(serve={"embed_origins": ["https://www.example.com"]})
    framed = client.get("/talk?embedded=1").headers
    assert "frame-ancestors 'self' https://www.example.com" in framed["content-security-policy"]
    assert "x-frame-options" not in framed
    for path in ("/talk", "/"):
        whole = client.get(path).headers
        assert "frame-ancestors 'none'" in whole["content-security-policy"]
        assert whole["x-frame-options"] == "DENY"


def test_the_widgets_script_may_be_loaded_from_anywhere_and_no_other(client_of):
    client = client_of()
    policy = {
        name: client.get(f"/static/{name}").headers["cross-origin-resource-policy"]
        for name in ("widget.js", "photo.js")
    }
    assert policy == {"widget.js": "cross-origin", "photo.js": "same-origin"}
    assert "widget.js" in client.get("/widget").text


def test_erasing_a_visitor_ends_their_conversations(client_of):
    client = client_of()
    token = events(say(client, "hello"))[-1][1]["conversation"]
    client.post("/you/erase")
    assert events(say(client, "again", conversation=token))[-1][1]["is_over"]


@pytest.mark.parametrize(
    ("source", "href"),
    [
        ("product:a/b", "/products/a%2Fb"),
        ("product:a/b/material", "/products/a%2Fb"),
        ("product:none", ""),
        ("review:a/b/3", "/products/a%2Fb#reviews"),
        ("policy:returns#refunds", "/policies/returns#refunds"),
        ("policy:returns#退款", "/policies/returns#%E9%80%80%E6%AC%BE"),
        ("policy:returns", "/policies/returns"),
        (
            "graph:product:a made_of material:red silk",
            "/graph/fact?head=product%3Aa&relation=made_of&tail=material%3Ared+silk",
        ),
        ("order:1002", ""),
        ("turn:4", ""),
    ],
)
def test_a_source_leads_to_the_page_that_shows_it(source, href):
    found = sources_of([Evidence("product", source, "…")] * 2, {"a/b"}.__contains__)
    assert [one.href for one in found] == [href]


def test_what_is_said_is_kept_of_who_agreed_and_shown_to_them(client_of):
    client = client_of()
    say(client, "before")
    client.post("/you/consent", data={"agrees": "yes", "about": "talks"})
    say(client, "after")
    kept = client.get("/you/data").json()["conversations"]
    assert [(one["said"], one["answered"]) for one in kept] == [("after", "0: after")]
    assert "Turns kept: 1" in client.get("/you?lang=en").text
    client.post("/you/consent", data={"agrees": "no", "about": "talks"})
    assert client.get("/you/data").json()["conversations"] == []


def test_every_product_of_a_comparison_stands_above_its_own_column(shop):
    table = Table(("Red dress", "Blue dress"), (("Price", "¥70", "¥80"),))
    page = Page(None, shop, "en", Speaker("en"))
    shape = answer_shape(page, "c", Answer("compare", "en", (), table=table), "")
    assert shape["table"] == {"columns": ["", "Red dress", "Blue dress"], "rows": [["Price", "¥70", "¥80"]]}
