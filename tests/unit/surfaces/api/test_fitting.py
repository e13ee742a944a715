"""/v1/try-on and /v1/people."""

import io

import numpy as np
import pytest
from PIL import Image

from daogou.surfaces.api.fitting import PeopleAnswer, TryOnAnswer


def shot(value):
    out = io.BytesIO()
    Image.fromarray(np.full((60, 40, 3), value, np.uint8)).save(out, "PNG")
    return ("me.png", out.getvalue(), "image/png")


def test_everybody_who_is_drawn_is_listed_with_measures(client):
    found = client.get("/v1/people").json()
    PeopleAnswer.model_validate(found)
    first = found["people"][0]
    assert first["names"]["zh"]
    assert client.get(first["picture"]).status_code == 200


def test_a_drawn_person_wears_products(client):
    answer = client.post("/v1/try-on", json={"person": "mei", "products": ["dress-1"], "language": "zh"})
    found = answer.json()
    TryOnAnswer.model_validate(found)
    assert [one["id"] for one in found["products"]] == ["dress-1"]
    assert found["notes"] == ["dress_stays"]
    assert client.get(found["picture"]).headers["content-type"] == "image/webp"


def test_a_photo_is_sent_once_and_worn_on_twice(client):
    first = client.post("/v1/try-on", data={"products": ["dress-1", "shirt-5"]}, files={"photo": shot(120)})
    assert first.status_code == 200, first.text
    token = first.json()["photo"]
    second = client.post("/v1/try-on", json={"photo": token, "products": ["dress-2"]})
    assert second.status_code == 200
    assert second.json()["picture"] != first.json()["picture"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"products": ["dress-1"]}, 422, "bad_query"),
        ({"products": [], "person": "mei"}, 422, "bad_input"),
        ({"products": ["dress-1"], "person": "nobody"}, 404, "not_found"),
        ({"products": ["nothing"], "person": "mei"}, 404, "not_found"),
        ({"products": ["boots-9"], "person": "mei"}, 422, "bad_input"),
        ({"products": ["dress-1"], "photo": "forgotten"}, 404, "not_found"),
    ],
)
def test_what_cannot_be_done_is_said(client, body, status, code):
    answer = client.post("/v1/try-on", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_a_photo_that_shows_nobody_is_refused_with_advice(client):
    answer = client.post("/v1/try-on", data={"products": ["dress-1"]}, files={"photo": shot(0)})
    assert answer.status_code == 422
    assert answer.json()["error"] == {
        "code": "unfit_photo",
        "message": "Nobody can be seen in this photo.",
        "hint": "Stand in the light.",
    }
