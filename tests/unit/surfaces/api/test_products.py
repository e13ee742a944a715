import io

import pytest
from PIL import Image

from daogou.surfaces.api.answers import ProductAnswer, ReviewsAnswer, SimilarAnswer


def test_a_product_has_the_documented_shape(client):
    answer = client.get("/v1/products/dress-1", params={"language": "zh"})
    product = ProductAnswer.model_validate(answer.json())
    assert product.title == "Lanhe 红色连衣裙"
    assert [variant.in_stock for variant in product.variants] == [False, True, True]
    assert product.price == 75.0  # M, the cheapest that can be bought


def test_similar_products_leave_out_the_product_itself(client):
    similar = SimilarAnswer.model_validate(client.get("/v1/products/dress-1/similar?k=5").json())
    assert len(similar.hits) == 5
    assert "dress-1" not in [hit.product.id for hit in similar.hits]


def test_reviews_are_summed_up(client):
    reviews = ReviewsAnswer.model_validate(client.get("/v1/products/dress-1/reviews").json())
    assert (reviews.count, reviews.mean) == (2, 4.5)
    assert reviews.ratings == {"5": 1, "4": 1, "3": 0, "2": 0, "1": 0}


def test_a_product_without_reviews_has_none_and_an_unknown_one_is_not_found(client):
    assert client.get("/v1/products/dress-2/reviews").json()["mean"] is None
    for address in ("/v1/products/nothing", "/v1/products/nothing/reviews", "/v1/products/nothing/similar"):
        answer = client.get(address)
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


def test_a_picture_is_webp_of_the_asked_width_rounded_up(client):
    answer = client.get("/v1/pictures/dress-1/0?width=200", headers={"Accept": "image/webp,*/*"})
    assert answer.headers["content-type"] == "image/webp"
    assert Image.open(io.BytesIO(answer.content)).size == (240, 300)


def test_a_client_that_takes_no_webp_gets_jpeg(client):
    answer = client.get("/v1/pictures/dress-1/0", headers={"Accept": "image/jpeg"})
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["vary"] == "Accept"


def test_a_picture_that_has_not_changed_is_not_sent_again(client):
    first = client.get("/v1/pictures/dress-1/0?width=160")
    again = client.get("/v1/pictures/dress-1/0?width=160", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_picture_is_never_enlarged(client):
    answer = client.get("/v1/pictures/dress-1/0?width=1600")
    assert Image.open(io.BytesIO(answer.content)).width == 480


def test_only_an_address_that_names_the_release_is_kept_for_ever(client):
    assert "immutable" in client.get("/v1/pictures/dress-1/0?v=r1").headers["cache-control"]
    assert "immutable" not in client.get("/v1/pictures/dress-1/0").headers["cache-control"]


@pytest.mark.parametrize(
    "address",
    [
        "/v1/pictures/dress-1/1",
        "/v1/pictures/nothing/0",
        "/v1/pictures/..%2F..%2Fetc%2Fpasswd/0",
        "/v1/pictures/%2Fetc%2Fpasswd/0",
        "/v1/products/..%2F..%2Fsmall_shop.py",
        "/v1/policies/..%2Freturns",
        "/static/..%2Frender.py",
        "/static/%2e%2e/render.py",
        "/photos/..%2F..%2Fetc",
    ],
)
def test_no_address_leads_to_a_file_that_is_not_offered(client, address):
    assert client.get(address).status_code == 404
