"""The picture workshop: for the owner only; checks, cuts out, changes and makes pictures."""

import io
from urllib.parse import urlsplit

import numpy as np
import pytest
from elements import elements
from PIL import Image
from small_shop import SmallShop

from daogou.studio.marking import Made, mark_of
from daogou.surfaces.server import create_app

LOCAL = {"Host": "localhost:8600"}


@pytest.fixture
def client(tmp_path, clients):
    return clients(create_app(SmallShop(tmp_path), host="127.0.0.1"))


def made_in(page):
    return [one["src"] for one in elements(page).having("img") if (one.get("src") or "").startswith("/made/")]


def test_only_the_owner_sees_it(tmp_path, clients, client):
    assert client.get("/workshop", headers=LOCAL).status_code == 200
    elsewhere = clients(create_app(SmallShop(tmp_path / "b", owner_actions="off"), host="127.0.0.1"))
    for path in ("/workshop", "/workshop/cut-out?product=dress-1"):
        assert elsewhere.get(path, headers=LOCAL).status_code == 403


def test_a_products_picture_is_named_and_cut_out(client):
    page = client.get("/workshop?lang=en&product=dress-1", headers=LOCAL)
    assert "95 %" in page.text
    cut = client.get("/workshop/cut-out?product=dress-1", headers=LOCAL)
    with Image.open(io.BytesIO(cut.content)) as image:
        alpha = np.asarray(image)[..., 3]
    assert image.mode == "RGBA"
    assert alpha[0, 0] == 0
    assert alpha[alpha.shape[0] // 2, alpha.shape[1] // 2] == 255


def test_a_picture_is_changed_in_words_and_says_so(client):
    page = client.get("/workshop?lang=en&product=dress-1&change=in+green", headers=LOCAL)
    (made,) = made_in(page)
    mark = mark_of(client.get(made, headers=LOCAL).content)
    assert mark is not None
    assert (mark.made, mark.said) == (Made.EDITED, "in green")


def test_a_picture_is_made_from_words_and_another_one_too(client):
    first = made_in(client.get("/workshop?make=a+red+dress", headers=LOCAL))
    second = made_in(client.get("/workshop?make=a+red+dress&seed=1", headers=LOCAL))
    assert first != second
    mark = mark_of(client.get(first[0], headers=LOCAL).content)
    assert mark is not None
    assert mark.made is Made.GENERATED


@pytest.mark.parametrize(
    ("asked", "advice"),
    [("product=dress-1&change=louder", "Ask for a colour."), ("make=a+poem", "A dress can.")],
)
def test_what_cannot_be_done_is_said_beside_the_words(client, asked, advice):
    page = client.get(f"/workshop?lang=en&{asked}", headers=LOCAL)
    assert page.status_code == 200
    assert advice in page.text
    assert not made_in(page)


def test_a_picture_that_is_sent_lies_on_the_bench(client):
    out = io.BytesIO()
    Image.fromarray(np.full((60, 40, 3), 120, np.uint8)).save(out, "PNG")
    sent = client.post(
        "/workshop",
        files={"photo": ("p.png", out.getvalue(), "image/png")},
        headers=LOCAL,
        follow_redirects=False,
    )
    assert sent.status_code == 303
    where = urlsplit(sent.headers["location"])
    assert client.get(f"{where.path}?{where.query}", headers=LOCAL).status_code == 200


def test_what_is_wrong_with_a_picture_is_said_with_what_to_do(client):
    page = client.get("/workshop?lang=en&product=dress-1", headers=LOCAL)
    assert "pixels: save a larger one." in page.text


def test_every_fault_has_its_words():
    from daogou.surfaces.web.strings import catalogue
    from daogou.vision.quality import LIMITS

    assert {f"work_fault_{name}" for name in LIMITS} <= set(catalogue())
