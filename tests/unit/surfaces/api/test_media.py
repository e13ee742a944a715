"""/v1/videos, /v1/views, and where the product page shows them."""

import pytest


def test_a_video_is_served_whole_or_in_parts(client):
    whole = client.get("/v1/videos/dress-1/0")
    assert (whole.status_code, whole.headers["content-type"], len(whole.content)) == (200, "image/gif", 106)
    part = client.get("/v1/videos/dress-1/0", headers={"Range": "bytes=0-5"})
    assert (part.status_code, part.content) == (206, b"GIF89a")


@pytest.mark.parametrize(
    "address",
    [
        *("/v1/videos/dress-1/1", "/v1/videos/dress-1/2", "/v1/videos/nothing/0", "/v1/videos/dress-2/0"),
        *("/v1/views/dress-1/1/0", "/v1/views/dress-2/0/0", "/v1/videos/..%2F..%2Fetc%2Fpasswd/0"),
    ],
)
def test_what_is_not_there_or_is_no_video_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_a_view_of_a_model_is_a_picture(client):
    answer = client.get("/v1/views/dress-1/0/11")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    assert client.get("/v1/views/dress-1/0/12").status_code == 422


def test_the_page_shows_the_video_and_the_views_and_may_play_them(client):
    page = client.get("/products/dress-1")
    assert '<video class="gallery-video" controls preload="metadata"' in page.text
    assert 'src="/v1/videos/dress-1/0"' in page.text
    assert page.text.count("/v1/views/dress-1/0/") == 12
    assert "media-src 'self'" in page.headers["content-security-policy"]


def test_a_page_without_them_has_neither(client):
    page = client.get("/products/dress-2")
    assert "<video" not in page.text
    assert "data-turn" not in page.text
