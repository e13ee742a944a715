"""/v1/segment, /v1/edit and /v1/generate."""

import io

import numpy as np
import pytest
from PIL import Image
from small_shop import SmallShop

from daogou.studio.marking import Made, mark_of
from daogou.surfaces.api.workshop import MadeAnswer, SegmentAnswer
from daogou.surfaces.server import create_app

LOCAL = {"Host": "localhost:8600"}


def shot():
    out = io.BytesIO()
    Image.fromarray(np.full((60, 40, 3), 120, np.uint8)).save(out, "PNG")
    return ("p.png", out.getvalue(), "image/png")


@pytest.fixture
def own(tmp_path, clients):
    return clients(create_app(SmallShop(tmp_path), host="127.0.0.1"))


def test_a_picture_is_cut_into_areas(client):
    found = client.post("/v1/segment", files={"photo": shot()}).json()
    SegmentAnswer.model_validate(found)
    top = next(one for one in found["found"] if one["label"] == "top")
    assert (top["share"], top["box"]) == (0.5, [0.0, 0.0, 1.0, 0.5])
    areas = np.asarray(Image.open(io.BytesIO(client.get(found["areas"]).content)))
    assert found["labels"][areas[0, 0]] == "top"
    assert client.post("/v1/segment", json={"photo": found["photo"], "method": "knife"}).status_code == 422
    assert client.post("/v1/segment", json={}).status_code == 422


def test_a_picture_is_changed_for_the_owner(own):
    answer = own.post("/v1/edit", data={"words": "in green"}, files={"photo": shot()}, headers=LOCAL)
    found = answer.json()
    MadeAnswer.model_validate(found)
    mark = mark_of(own.get(found["picture"], headers=LOCAL).content)
    assert mark is not None
    assert mark.made is Made.EDITED
    refused = own.post("/v1/edit", data={"words": "louder"}, files={"photo": shot()}, headers=LOCAL)
    assert refused.status_code == 422


def test_a_picture_is_made_for_the_owner(own):
    found = own.post("/v1/generate", json={"words": "a red dress"}, headers=LOCAL).json()
    mark = mark_of(own.get(found["picture"], headers=LOCAL).content)
    assert mark is not None
    assert mark.made is Made.GENERATED
    assert own.post("/v1/generate", json={"words": "a poem"}, headers=LOCAL).status_code == 422


@pytest.mark.parametrize("path", ["/v1/edit", "/v1/generate"])
def test_others_neither_change_nor_make_pictures(tmp_path, clients, path):
    elsewhere = clients(create_app(SmallShop(tmp_path, owner_actions="off"), host="127.0.0.1"))
    assert elsewhere.post(path, json={"words": "a red dress"}, headers=LOCAL).status_code == 403
