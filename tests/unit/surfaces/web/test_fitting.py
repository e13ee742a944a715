"""The fitting room's pages: somebody, clothes, a picture, and pictures side by side."""

import io
import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from elements import elements
from PIL import Image
from small_shop import SmallShop

from daogou.studio.marking import Made, mark_of
from daogou.surfaces.server import create_app
from daogou.surfaces.web.fitting_address import FittingAddress


@pytest.fixture
def shop(tmp_path):
    return SmallShop(tmp_path)


@pytest.fixture
def client(shop, clients):
    return clients(create_app(shop))


def links(response, css):
    return [one["href"] for one in elements(response).having("a") if (one.get("href") or "").startswith(css)]


def photo_bytes(value):
    out = io.BytesIO()
    Image.fromarray(np.full((60, 40, 3), value, np.uint8)).save(out, "PNG")
    return out.getvalue()


def test_before_anything_is_chosen_somebody_stands_there_and_clothes_are_offered(client):
    page = client.get("/fitting-room?lang=en")
    assert page.status_code == 200
    assert "Nothing is chosen yet" in page.text
    assert client.get("/people/mei").headers["content-type"] == "image/webp"
    assert any("wear=" in href for href in links(page, "/fitting-room"))
    assert page.headers["cache-control"] == "private, no-store"


def test_a_garment_is_put_on_and_the_picture_says_it_was_made(client):
    page = client.get("/fitting-room?lang=en&who=drawn:jun&wear=dress-1")
    made = next(one["src"] for one in elements(page).having("img") if one["src"].startswith("/made/"))
    answer = client.get(made)
    assert answer.headers["cache-control"] == "private, no-store"
    mark = mark_of(answer.content)
    assert mark is not None
    assert mark.made is Made.EDITED
    assert "The dress in the photo stays as a skirt." in page.text


def test_the_same_look_is_made_once(client, shop):
    for _ in range(3):
        client.get("/fitting-room?who=drawn:mei&wear=dress-1")
    assert shop.fitting_room().worn == 1
    client.get("/fitting-room?who=drawn:mei&wear=dress-2")
    assert shop.fitting_room().worn == 2


def test_a_photo_is_kept_in_memory_and_worn_on(client):
    sent = client.post(
        "/fitting-room",
        data={"wear": "dress-1"},
        files={"photo": ("me.png", photo_bytes(120), "image/png")},
        follow_redirects=False,
    )
    assert sent.status_code == 303
    asked = parse_qs(urlsplit(sent.headers["location"]).query)
    assert asked["wear"] == ["dress-1"]
    page = client.get(sent.headers["location"])
    assert "/made/" in page.text
    assert client.get(f"/photos/{asked['who'][0]}/large").headers["content-type"] == "image/webp"


def test_a_photo_with_nobody_in_it_is_refused_with_advice_and_the_choice_stays(client):
    sent = client.post(
        "/fitting-room",
        data={"wear": "dress-1"},
        files={"photo": ("me.png", photo_bytes(0), "image/png")},
        follow_redirects=False,
    )
    page = client.get(sent.headers["location"] + "&lang=en")
    assert page.status_code == 200
    assert "Stand in the light." in page.text
    assert "/made/" not in page.text
    assert 'href="/products/dress-1"' in page.text


def test_a_forgotten_photo_gives_way_to_a_drawn_person(client):
    page = client.get("/fitting-room?who=no-such-token&wear=dress-1")
    assert page.status_code == 200
    assert 'src="/people/mei"' in page.text


def test_looks_are_kept_side_by_side_and_dropped_again(client):
    page = client.get("/fitting-room?who=drawn:mei&wear=dress-1")
    keep = next(href for href in links(page, "/fitting-room") if "kept=" in href)
    second = client.get(keep.replace("wear=dress-1", "wear=dress-2"))
    token = parse_qs(urlsplit(keep).query)["kept"][0]
    assert second.text.count(f"/made/{token}") == 1
    dropped = client.get("/fitting-room?who=drawn:mei&wear=dress-2&kept=forgotten")
    assert dropped.status_code == 200


def test_what_covers_the_same_takes_its_place(client):
    page = client.get("/fitting-room?who=drawn:mei&wear=dress-1&q=dress&lang=en")
    adding = [href for href in links(page, "/fitting-room") if "wear=dress-2" in href]
    assert adding
    assert "wear=dress-1" not in adding[0]


def test_what_is_no_garment_is_refused(client):
    assert client.get("/fitting-room?wear=boots-9").status_code == 422
    assert client.get("/fitting-room?wear=nothing").status_code == 404


def test_addresses_keep_only_so_much():
    address = FittingAddress("drawn:mei")
    for number in range(9):
        address = address.putting_on(f"p{number}").keeping(f"t{number}")
    assert address.wear == ("p5", "p6", "p7", "p8")
    assert address.kept == ("t5", "t6", "t7", "t8")
    assert address.taking_off("p6").wear == ("p5", "p7", "p8")
    assert address.dropping("t5").kept == ("t6", "t7", "t8")


def test_a_drawn_person_is_told_a_size_and_outfits(client):
    page = client.get("/fitting-room?who=drawn:mei&wear=dress-1&lang=en")
    assert re.search("[SM] is the size to take of .*dress", page.text)
    assert "bust of 84 cm" in page.text
    assert page.text.count("<summary>Why these?") >= 1


def test_who_tells_their_measures_is_told_a_size_and_no_address_holds_them(client):
    asked = {"who": "drawn:mei", "wear": "dress-1", "bust": "92", "waist": "72,5", "lang": "en"}
    page = client.post("/fitting-room/size?lang=en", data=asked)
    assert "L is the size to take" in page.text
    assert 'value="72,5"' in page.text
    assert not [href for href in links(page, "/") if "bust" in href or "72,5" in href or "waist" in href]


@pytest.mark.parametrize("bust", ["wide", "9", "nan"])
def test_a_measure_that_cannot_be_one_is_said_to_be_none(client, bust):
    page = client.post("/fitting-room/size?lang=en", data={"wear": "dress-1", "bust": bust})
    assert page.status_code == 200
    assert 'role="alert"' in page.text
    assert "is the size to take" not in page.text


def test_outfits_within_a_budget_can_be_tried_on_whole(client):
    page = client.get("/fitting-room?who=drawn:mei&wear=shirt-5&budget=900&lang=en")
    assert page.status_code == 200
    none = client.get("/fitting-room?who=drawn:mei&wear=dress-1&occasion=moon+landing&lang=en")
    assert "There is no occasion" in none.text


def test_a_product_that_can_be_worn_leads_to_the_fitting_room(client):
    assert links(client.get("/products/dress-1"), "/fitting-room?wear=dress-1")
    assert not links(client.get("/products/boots-9"), "/fitting-room?wear=")
