"""Pages as a browser without scripts gets them."""

import json
import re

import pytest
from elements import elements
from small_shop import SmallShop

from daogou.core.errors import NotBuilt
from daogou.surfaces.server import create_app

PAGES = [
    "/",
    "/search?q=red+dress",
    "/products/dress-1",
    "/policies/returns",
    "/you",
    "/nothing",
    "/search?q=qqqq",
    "/graph?entity=product:dress-1",
    "/graph?text=dress",
    "/graph/fact?head=product:dress-1&relation=has_colour&tail=colour:red",
]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_its_language_and_keeps_to_the_content_policy(client, address, language):
    page = elements(client.get(address, headers={"Accept-Language": language}))
    assert page.having("html")[0]["lang"] == {"zh": "zh-CN", "en": "en"}[language]
    assert not [a for _, a in page.all if "style" in a or any(name.startswith("on") for name in a)]
    scripts = [a for a in page.having("script") if a.get("type") != "application/ld+json"]
    assert scripts
    assert all(a["src"].startswith("/static/") for a in scripts)
    outside = [a for _, a in page.all for name in ("src", "href") if (a.get(name) or "").startswith("http")]
    assert not outside


@pytest.mark.parametrize("address", PAGES)
def test_every_id_is_there_once_and_every_label_and_reference_has_its_target(client, address):
    page = elements(client.get(address))
    ids = [a["id"] for _, a in page.all if "id" in a]
    assert len(ids) == len(set(ids))
    references = [
        a.get(n) for _, a in page.all for n in ("for", "aria-labelledby", "aria-controls") if n in a
    ]
    references += [a["href"][1:] for a in page.having("a") if (a.get("href") or "").startswith("#")]
    assert set(references) <= set(ids)


@pytest.mark.parametrize("address", PAGES)
def test_every_picture_has_a_text_and_every_field_a_name(client, address):
    page = elements(client.get(address))
    assert all("alt" in a for a in page.having("img"))
    labelled = {a.get("for") for a in page.having("label")}
    fields = [
        a for a in page.having("input") if a.get("type") not in ("hidden", "checkbox", "radio", "number")
    ]
    assert all(a.get("id") in labelled or a.get("aria-label") for a in fields)


def test_home_offers_search_a_photo_categories_and_samples(client):
    page = elements(client.get("/?lang=en"))
    assert page.having("form", action="/search")
    assert page.having("form", action="/photo", enctype="multipart/form-data")
    assert page.having("a", href="/search?filter=category%3ADresses")
    assert len([a for a in page.having("a") if (a.get("href") or "").startswith("/search?q=")]) == 4
    assert "A drawn demo shop" in page.words


def test_results_show_price_reasons_facets_and_what_was_understood(client):
    page = elements(client.get("/search?q=red+dress&lang=en"))
    assert "4 results" in page.words
    assert "mentions dress" in page.words
    assert "¥95" in page.words
    assert "¥112.50" in page.words  # what it cost before the sale
    assert page.having("input", name="filter", value="brand:青禾")
    assert page.having("a", href="/search?q=red+dress&drop=colour%3Ared")


def test_a_ticked_box_stays_ticked_and_can_be_removed_by_its_chip(client):
    page = elements(
        client.get("/search?q=dress&filter=colour:red&filter=-brand:Lanhe&low=50&high=200&lang=en")
    )
    assert "checked" in page.having("input", name="filter", value="colour:red")[0]
    assert page.having("input", type="hidden", name="filter", value="-brand:Lanhe")
    assert page.having("input", name="low", value="50")
    assert page.having("a", href="/search?q=dress&filter=colour%3Ared&filter=-brand%3ALanhe")
    assert "not Lanhe" in page.words


def test_an_empty_result_helps(client):
    page = elements(client.get("/search?q=qqqq&lang=en"))
    assert "Nothing fits all of that" in page.words
    assert "Nothing matched." in page.words


def test_a_corrected_word_is_said(client):
    assert "Showing results for" in elements(client.get("/search?q=dres&lang=en")).words


def test_pages_of_results_are_links(client):
    first = elements(client.get("/search?filter=in_stock"))
    assert first.having("a", rel="next", href="/search?page=2&filter=in_stock")
    second = elements(client.get("/search?page=2&filter=in_stock"))
    assert second.having("a", rel="prev", href="/search?filter=in_stock")


def test_nothing_asked_leads_home(client):
    answer = client.get("/search?q=+")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_photo_leads_to_what_looks_like_it_and_words_refine_it(client, photo):
    sent = client.post("/photo", files={"photo": ("p.png", photo("blue"), "image/png")}, data={"q": "靴子"})
    assert sent.status_code == 303
    page = elements(client.get(sent.headers["location"]))
    token = page.having("input", type="hidden", name="photo")[0]["value"]
    assert page.having("img", src=f"/photos/{token}")
    assert page.having("img", alt="Lanhe 蓝色靴子")
    preview = client.get(f"/photos/{token}")
    assert preview.headers["content-type"] == "image/webp"
    assert preview.headers["cache-control"].startswith("private")


def test_a_forgotten_photo_is_said_and_words_still_search(client):
    page = elements(client.get("/search?q=dress&photo=gone&lang=en"))
    assert "no longer here" in page.words
    assert "20 results" in page.words
    assert "no longer here" in elements(client.get("/search?photo=gone&lang=en")).words


def test_a_photo_that_cannot_be_used_is_answered_by_a_page(client):
    for file, status in ((b"no picture", 422), (b"", 422), (b"x" * 300_000, 413)):
        answer = client.post("/photo", files={"photo": ("p.png", file, "image/png")})
        assert answer.status_code == status
        assert answer.headers["content-type"].startswith("text/html")
    assert client.post("/photo", data={"q": "x"}).status_code == 404


def test_a_product_page_shows_sizes_stock_reviews_and_similar(client):
    page = elements(client.get("/products/dress-1?lang=en"))
    sizes = {a["value"]: "disabled" in a for a in page.having("input", type="radio", name="option-size")}
    assert sizes == {"S": True, "M": False, "L": False}
    assert page.having("input", value="M")[0]["data-few"] == "Only 1 left"
    assert "4.5" in page.words
    assert page.having("input", type="hidden", name="like", value="dress-1")
    assert page.having("a", href="/search?filter=colour%3Ared")
    assert page.having("a", href="/products/dress-2")


def test_texts_of_feeds_and_shoppers_are_escaped(client):
    html = client.get("/products/dress-1").text
    assert "Lovely &lt;b&gt;cloth&lt;/b&gt;" in html
    assert "<script>alert" not in html
    assert "<script>alert" not in client.get("/policies/returns").text
    assert "<img src=x" not in client.get("/search", params={"q": "<img src=x onerror=alert(1)>"}).text


def test_json_ld_is_whole_and_cannot_end_its_script(client):
    html = client.get("/products/dress-1?lang=en").text
    record = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])
    assert record["offers"] == {
        "@type": "Offer",
        "price": 75.0,
        "priceCurrency": "CNY",
        "availability": "https://schema.org/InStock",
    }
    assert record["description"].endswith("</script><script>alert(2)</script>")


def test_policies_are_rendered_from_markdown(client):
    html = client.get("/policies/returns?lang=en").text
    assert '<h1 id="returns">Returns</h1>' in html
    assert "<strong>14</strong>" in html
    assert "<table>" in html


def test_the_language_switch_keeps_the_place_and_is_remembered(client):
    page = elements(client.get("/search?q=dress&filter=colour:red&page=1"))
    there = page.having("a", lang="en")[0]["href"]
    assert there == "?q=dress&filter=colour%3Ared&page=1&lang=en"
    client.get(f"/search{there}")
    assert elements(client.get("/")).having("html")[0]["lang"] == "en"


def test_static_files_are_kept_for_ever_by_their_hash(client):
    page = elements(client.get("/"))
    sheet = next(a["href"] for a in page.having("link", rel="stylesheet"))
    assert "immutable" in client.get(sheet).headers["cache-control"]
    assert client.get(sheet.partition("?")[0]).headers["cache-control"] == "no-cache"


def test_pages_are_compressed(client):
    assert (
        client.get("/products/dress-1", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"]
        == "gzip"
    )


def test_a_shop_whose_recommender_cannot_be_opened_sells_without_shelves(clients, tmp_path, caplog):
    client = clients(create_app(WithoutRecommender(tmp_path)))
    for address in ("/", "/products/dress-1"):
        page = client.get(address)
        assert page.status_code == 200
        assert not elements(page).having("section", **{"class": "shelf"})
    assert "learnt by another version" in caplog.text
    assert client.get("/v1/recommendations?shelf=trending").status_code == 503


class WithoutRecommender(SmallShop):
    """As after an upgrade, before the next build."""

    def shelf(self, name, **asked):
        raise NotBuilt("The recommender was learnt by another version.", hint="Build again.")
