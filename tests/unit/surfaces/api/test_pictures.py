"""/v1/annotate and /v1/ask: what a picture shows, with evidence."""

import pytest

from daogou.surfaces.api.picture_answers import AnnotationAnswer, ReplyAnswer


def test_a_picture_is_labelled_with_entities_of_the_graph(client, photo):
    answer = client.post("/v1/annotate", files={"photo": photo("red")}, data={"language": "zh"})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    AnnotationAnswer.model_validate(found)
    (label,) = found["labels"]
    assert (label["entity"], label["label"], label["kind_label"]) == ("colour:red", "红色", "颜色")
    assert label["confidence"] == 0.95
    assert label["others"] == [{"value": "black", "confidence": 0.03}]
    assert found["region"]["box"] == [0.2, 0.1, 0.8, 0.9]
    assert found["colours"] == [{"name": "red", "share": 0.9}]


def test_what_a_label_rests_on_leads_to_the_products_page(client, photo):
    found = client.post("/v1/annotate", files={"photo": photo("red")}).json()
    pixels, neighbour = found["labels"][0]["because"]
    assert (pixels["kind"], pixels["page"]) == ("pixels", "")
    assert neighbour["page"] == f"/products/{neighbour['what']}"
    assert found["nearest"][0]["product"]["title"].startswith("Red")


def test_a_question_about_a_picture_is_answered_in_its_language(client, photo):
    answer = client.post(
        "/v1/ask", files={"photo": photo("green")}, data={"question": "是什么颜色？", "language": "zh"}
    )
    reply = answer.json()
    ReplyAnswer.model_validate(reply)
    assert (reply["answer"], reply["value"], reply["refused"]) == ("是绿色。", "green", "")
    assert reply["question"]["kind"] == "colour"


def test_a_question_that_is_refused_says_why(client, photo):
    reply = client.post("/v1/ask", files={"photo": photo("red")}, data={"question": "Who won?"}).json()
    assert (reply["value"], reply["refused"]) == ("", "off_topic")


def test_a_picture_that_was_sent_can_be_asked_about_again_as_json(client, photo):
    token = client.post("/v1/annotate", files={"photo": photo("blue")}).json()["photo"]
    reply = client.post("/v1/ask", json={"photo": token, "question": "Is the colour red?"}).json()
    assert reply["value"] == "blue"
    assert reply["question"]["mentions"] == [{"kind": "colour", "entity": "colour:red", "text": "red"}]
    searched = client.get("/v1/search", params={"photo": token})
    assert searched.status_code == 200


@pytest.mark.parametrize("address", ["/v1/annotate", "/v1/ask"])
def test_without_a_picture_nothing_is_answered(client, address):
    answer = client.post(address, json={"question": "a"} if address == "/v1/ask" else {})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "bad_query")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"json": {"photo": "never-kept"}}, 404),
        ({"json": {"photo": "x", "colour": "red"}}, 422),
        ({"files": {"photo": b"<svg onload=alert(1)>"}}, 422),
        ({"files": {"photo": ("p.png", b"", "image/png")}}, 422),
        ({"content": b"x", "headers": {"Content-Type": "text/plain"}}, 415),
        ({"content": b"x", "headers": {"Content-Type": "multipart/form-data"}}, 400),
        ({"files": {"photo": b"\x89PNG" + b"0" * 300_000}}, 413),
    ],
)
def test_what_is_no_picture_is_refused_in_the_one_shape(client, given, status):
    answer = client.post("/v1/annotate", **given)
    assert answer.status_code == status, answer.text
    assert set(answer.json()["error"]) == {"code", "message", "hint"}


@pytest.mark.parametrize("question", ["", "x" * 501])
def test_a_question_has_words_but_not_too_many(client, photo, question):
    answer = client.post("/v1/ask", files={"photo": photo("red")}, data={"question": question})
    assert answer.status_code == 422
