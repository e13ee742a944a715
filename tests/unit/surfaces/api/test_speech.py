import pytest

from daogou.surfaces.api.speech import HeardAnswer


def test_a_recording_is_heard_as_the_body_or_as_a_file_of_a_form(client):
    as_body = client.post("/v1/speech", content=b"red dress", headers={"content-type": "audio/webm"})
    as_file = client.post("/v1/speech", files={"sound": ("s.webm", b"red dress", "audio/webm")})
    heard = HeardAnswer.model_validate(as_body.json())
    assert as_file.json() == as_body.json()
    assert heard.text == "red dress"
    assert [word.text for word in heard.words] == ["red", "dress"]
    assert heard.cues == {"hurry": 0.25}


def test_the_speakers_language_is_passed_on_and_an_unknown_one_refused(client):
    assert client.post("/v1/speech?language=zh", content=b"x").json()["language"] == "zh"
    assert client.post("/v1/speech?language=fr", content=b"x").status_code == 422


def test_silence_is_no_error(client):
    assert client.post("/v1/speech", content=b"silence").json()["text"] == ""


@pytest.mark.parametrize("sent", [{"content": b""}, {"content": b"noise"}, {"files": {"other": ("s", b"x")}}])
def test_what_is_no_recording_is_refused_with_its_reason(client, sent):
    response = client.post("/v1/speech", **sent)
    assert response.status_code == 422
    assert response.json()["error"]["code"] == "bad_sound"


def test_speaking_needs_words(client):
    assert client.get("/v1/speech/say?text=").status_code == 422
