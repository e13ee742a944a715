import pytest

from daogou.surfaces.api.answers import SearchAnswer, SuggestAnswer


def ids(answer) -> list[str]:
    return [hit["product"]["id"] for hit in answer.json()["hits"]]


def test_words_find_products_with_their_reasons(client):
    answer = client.get("/v1/search", params={"text": "red dress"})
    assert answer.status_code == 200
    found = answer.json()
    assert found["total"] == 4
    assert all(hit["product"]["title"].startswith("Red dress") for hit in found["hits"])
    assert {reason["what"] for reason in found["hits"][0]["because"]} == {"dress", "colour=red"}


def test_the_answer_has_the_documented_shape(client):
    answer = client.get("/v1/search", params={"text": "红色连衣裙", "language": "zh", "filter": "size:M"})
    SearchAnswer.model_validate(answer.json())
    SuggestAnswer.model_validate(client.get("/v1/suggest", params={"prefix": "red"}).json())


def test_filters_of_one_field_are_alternatives_and_of_several_all_hold(client):
    answer = client.get(
        "/v1/search",
        params={"filter": ["colour:red", "colour:blue", "category:Boots"], "text": "boots", "k": 100},
    )
    assert answer.json()["total"] == 8  # two colours x four brands, one of them twice


def test_a_filter_that_excludes_leaves_the_others(client):
    everything = client.get("/v1/search", params={"text": "dress"}).json()["total"]
    not_red = client.get("/v1/search", params={"text": "dress", "filter": "-colour:red"}).json()["total"]
    assert (everything, not_red) == (20, 16)


def test_a_price_range_bounds_every_hit(client):
    answer = client.get("/v1/search", params={"text": "dress", "filter": "price:100..250", "k": 100}).json()
    prices = [hit["product"]["price"] for hit in answer["hits"]]
    assert prices
    assert all(100 <= price <= 250 for price in prices)


def test_json_and_the_address_ask_the_same(client):
    by_address = client.get("/v1/search", params={"text": "dress", "filter": ["colour:red", "price:..90"]})
    filters = [{"field": "colour", "values": ["red"]}, {"field": "price", "high": 90}]
    by_json = client.post("/v1/search", json={"text": "dress", "filters": filters})
    assert by_json.json() == by_address.json()


def test_an_understood_constraint_can_be_dropped(client):
    chip = client.get("/v1/search", params={"text": "red dress"}).json()["understood"]["chips"][0]
    without = client.get("/v1/search", params={"text": "red dress", "drop": chip["key"]}).json()
    assert chip["words"] == "red"
    assert without["understood"]["chips"] == []


def test_pages_follow_each_other_without_overlap(client):
    first, second = (
        ids(client.get("/v1/search", params={"text": "dress", "k": 8, "offset": offset})) for offset in (0, 8)
    )
    assert len(first) == len(second) == 8
    assert not set(first) & set(second)


def test_a_photo_finds_what_has_its_colour_and_is_kept_for_refinement(client, photo):
    answer = client.post(
        "/v1/search", files={"photo": ("p.png", photo("green"), "image/png")}, data={"k": "5"}
    )
    assert {hit["product"]["title"].split()[0] for hit in answer.json()["hits"]} == {"Green"}
    token = answer.json()["asked"]["photo"]
    again = client.get("/v1/search", params={"photo": token, "filter": "category:Boots", "k": 4})
    assert {hit["product"]["category"] for hit in again.json()["hits"]} == {"Boots"}
    assert all(hit["product"]["title"].startswith("Green") for hit in again.json()["hits"])


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP"])
def test_photos_come_in_every_usual_format(client, photo, file_format):
    assert client.post("/v1/search", files={"photo": photo("red", file_format)}).status_code == 200


def test_a_file_that_is_no_picture_is_refused(client):
    answer = client.post("/v1/search", files={"photo": b"<svg onload=alert(1)>"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "bad_picture")


def test_an_empty_photo_is_refused(client):
    answer = client.post("/v1/search", files={"photo": ("p.png", b"", "image/png")})
    assert answer.json()["error"]["code"] == "bad_picture"


def test_a_forgotten_photo_says_so(client):
    answer = client.get("/v1/search", params={"photo": "never-kept"})
    assert answer.status_code == 404
    assert "30 minutes" in answer.json()["error"]["hint"]


def test_an_upload_over_the_limit_is_refused(client):
    answer = client.post("/v1/search", files={"photo": b"\x89PNG" + b"0" * 300_000})
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")


def test_suggestions_complete_in_the_page_language(client):
    assert (
        client.get("/v1/suggest", params={"prefix": "red d"}).json()["suggestions"][0].startswith("Red dress")
    )
    chinese = client.get("/v1/suggest", params={"prefix": "红色", "language": "zh"}).json()["suggestions"]
    assert chinese
    assert all("红色" in text for text in chinese)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": "a", "k": 0}, "k:"),
        ({"text": "a", "k": 101}, "k:"),
        ({"text": "a", "offset": -1}, "offset:"),
        ({"text": "a", "sort": "cheap"}, "sort:"),
        ({"text": "a", "language": "xx"}, "language:"),
        ({"text": "a" * 501}, "text:"),
        ({"text": "a", "colour": "red"}, "colour:"),
        ({"text": "a", "filter": "colour"}, "colour"),
        ({"text": "a", "filter": "price:cheap"}, "price"),
        ({"text": "a", "filter": "price:nan.."}, "nan"),
        ({"text": "a", "filter": "shape:round"}, "shape"),
        ({}, "Nothing is asked"),
    ],
)
def test_bad_questions_are_refused_with_what_was_given(client, given, said):
    answer = client.get("/v1/search", params=given)
    assert answer.status_code == 422
    assert said in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 422),
        (b"[]", "application/json", 422),
        (b'{"text": "\\ud800"}', "application/json", 422),
        (b'{"text": "a", "filters": [{"field": "price"}]}', "application/json", 422),
        (b'{"text": "a", "filters": [{"field": "price", "low": NaN}]}', "application/json", 422),
        (b"text=a", "text/plain", 415),
        (b"nonsense", "multipart/form-data", 400),
        (b"nonsense", "multipart/form-data; boundary=x", 400),
    ],
)
def test_bad_bodies_are_refused_in_the_one_shape(client, content, kind, status):
    answer = client.post("/v1/search", content=content, headers={"Content-Type": kind})
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"code", "message", "hint"}


def test_a_likeness_is_a_question_and_an_unknown_one_is_not_found(client):
    assert client.get("/v1/search", params={"like": "dress-1"}).json()["total"] == 60
    assert client.get("/v1/search", params={"like": "nothing"}).status_code == 404
