"""/v1/size, /v1/sizes and /v1/outfits."""

import pytest

from daogou.surfaces.api.styling_answers import OutfitsAnswer, SizeAnswer, SizesAnswer


def test_a_size_comes_with_chances_that_sum_to_one_and_reasons(client):
    found = client.post(
        "/v1/size",
        json={"product": "dress-1", "measures": {"bust": 88}, "audience": "women", "language": "zh"},
    ).json()
    SizeAnswer.model_validate(found)
    assert found["best"] == "M"
    assert all(abs(one["small"] + one["right"] + one["large"] - 1) < 1e-3 for one in found["sizes"])
    assert "88" in found["reasons"][0]["text"]
    assert found["reasons"][0]["source"].startswith("size_chart:")


def test_what_was_too_small_before_moves_the_advice(client):
    asked = {"product": "dress-1", "measures": {"bust": 86}, "audience": "women"}
    plain = client.post("/v1/size", json=asked).json()
    history = [{"size": "M", "verdict": "small"}, {"size": "M", "verdict": "small", "product": "dress-2"}]
    taught = client.post("/v1/size", json={**asked, "history": history}).json()

    def small(answer):
        return next(one["small"] for one in answer["sizes"] if one["size"] == "M")

    assert small(taught) > small(plain)


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"product": "nothing", "measures": {"bust": 88}}, 404, "nothing"),
        ({"product": "boots-9", "measures": {"bust": 88}}, 404, "size chart"),
        ({"product": "dress-1"}, 422, ""),
        ({"product": "dress-1", "measures": {"bust": 8}}, 422, "8"),
        ({"product": "dress-1", "measures": {"wings": 88}}, 422, "wings"),
        ({"product": "dress-1", "measures": {"bust": 88}, "ease": "wobbly"}, 422, "ease"),
    ],
)
def test_what_cannot_be_advised_is_said(client, body, status, words):
    answer = client.post("/v1/size", json=body)
    assert answer.status_code == status
    assert words in answer.json()["error"]["message"]


@pytest.mark.parametrize("text", ["EU 38", "165/88A", "US women's 8", "欧码38", "M码"])
def test_a_size_is_read_and_named_elsewhere(client, text):
    found = client.get("/v1/sizes", params={"text": text}).json()
    SizesAnswer.model_validate(found)
    assert found["readings"][0]["elsewhere"]


def test_what_is_no_size_is_said_to_be_none(client):
    assert client.get("/v1/sizes", params={"text": "purple"}).status_code == 422


def test_outfits_hold_what_is_given_within_the_budget_with_reasons(client):
    answer = client.get("/v1/outfits", params={"product": "dress-1", "budget": 700, "k": 2, "language": "zh"})
    found = answer.json()
    OutfitsAnswer.model_validate(found)
    assert found["outfits"]
    for one in found["outfits"]:
        assert [piece["product"]["id"] for piece in one["pieces"] if not piece["is_new"]] == ["dress-1"]
        assert one["price"] is not None
        assert one["price"] <= 700
        assert any(piece["reasons"] for piece in one["pieces"] if piece["is_new"])


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"product": "nothing"}, 404),
        ({"piece": "a poem"}, 422),
        ({"product": "dress-1", "occasion": "moon landing"}, 422),
        ({"product": "dress-1", "budget": -1}, 422),
    ],
)
def test_outfits_that_cannot_be_asked_for_are_refused(client, asked, status):
    assert client.get("/v1/outfits", params=asked).status_code == status
