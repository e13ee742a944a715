import json

import pytest

from daogou.surfaces.api.chat_answers import ChatAnswer


def say(client, text, **more):
    return client.post("/v1/chat", json={"text": text, **more})


def test_an_answer_has_the_documented_shape_with_evidence_and_cards(client):
    body = say(client, "show me").json()
    answer = ChatAnswer.model_validate(body)
    assert [card.id for card in answer.cards] == [one.because[0].text for one in answer.says[1:]]
    assert answer.says[0].because == []
    assert answer.text == " ".join(one.text for one in answer.says)
    assert answer.suggestions == ["show me", "compare"]
    assert answer.table is None


def test_the_conversation_goes_on_with_its_token(client):
    first = say(client, "hello").json()
    second = say(client, "again", conversation=first["conversation"]).json()
    assert second["conversation"] == first["conversation"]
    assert (first["text"], second["text"]) == ("0: hello", "1: again")


def test_a_table_and_the_offer_of_a_person_come_along(client):
    answer = say(client, "compare, I am angry").json()
    assert answer["table"] == {"columns": ["", "A", "B"], "rows": [["colour", "red", "blue"]]}
    assert answer["offers_person"] is True


def test_the_language_is_that_of_the_words_else_the_one_asked_for(client):
    assert say(client, "你好").json()["language"] == "zh"
    assert say(client, "?!", language="zh").json()["language"] == "zh"


def test_how_it_was_spoken_reaches_the_guide(client):
    assert say(client, "hello", cues={"hurry": 0.9}).json()["text"] == "0: hello {'hurry': 0.9}"
    assert say(client, "hello", cues={"hurry": "very"}).status_code == 422


def test_a_photo_can_be_sent_and_spoken_of_again(client, photo):
    sent = client.post(
        "/v1/chat", data={"text": "this"}, files={"photo": ("p.png", photo("red"), "image/png")}
    ).json()
    assert sent["text"] == "0: this 64 px high"
    again = say(client, "and this", photo=sent["photo"]).json()
    assert again["text"] == "0: and this 64 px high"


def test_server_sent_events_say_the_same_statement_by_statement(client):
    response = client.post("/v1/chat", json={"text": "show me"}, headers={"accept": "text/event-stream"})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = [event.split("\ndata: ") for event in response.text.strip().split("\n\n")]
    names = [name.removeprefix("event: ") for name, _ in events]
    assert names == ["begin", "statement", "statement", "statement", "answer"]
    whole = ChatAnswer.model_validate_json(events[-1][1])
    assert [json.loads(data)["text"] for _, data in events[1:-1]] == [one.text for one in whole.says]


STREAM = {"accept": "text/event-stream"}


def test_what_fails_before_anything_was_said_has_its_own_status(client):
    response = client.post("/v1/chat", json={"text": "lost"}, headers=STREAM)
    assert response.status_code == 503
    assert response.json()["error"]["message"] == "The orders cannot be opened."
    gone = client.post("/v1/chat", json={"text": "hi", "conversation": "gone"}, headers=STREAM)
    assert gone.status_code == 404


def test_what_breaks_off_says_so_as_an_event(client):
    response = client.post("/v1/chat", json={"text": "broken"}, headers=STREAM)
    begin, error = response.text.strip().split("\n\n")
    assert begin.startswith("event: begin")
    assert error.startswith("event: error")
    assert json.loads(error.split("data: ")[1])["error"]["message"] == "The orders cannot be opened."


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"text": " "}, 422, "Nothing is said."),
        ({"text": "hi", "conversation": "gone"}, 404, "That conversation is over."),
        ({"text": "hi", "tone": "rude"}, 422, "tone"),
        ({"text": "x" * 5000}, 422, "text"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_its_reason(client, body, status, said):
    response = client.post("/v1/chat", json=body)
    assert response.status_code == status
    assert said in response.text
