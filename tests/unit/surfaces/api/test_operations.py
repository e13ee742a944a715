from daogou.surfaces.api.answers import HealthAnswer, PolicyAnswer, ShopAnswer
from daogou.surfaces.server import create_app


def test_health_says_alive_and_ready_with_the_release(client):
    assert HealthAnswer.model_validate(client.get("/health/live").json()).status == "live"
    assert HealthAnswer.model_validate(client.get("/health/ready").json()).release == "r1"


def test_metrics_count_requests_by_route_and_name_the_release(clients, shop):
    client = clients(create_app(shop))  # of which nobody has asked anything yet
    client.get("/v1/products/dress-1")
    client.get("/v1/products/nothing")
    client.get("/nowhere/at/all")
    text = client.get("/metrics").text
    route = 'route="/v1/products/{product_id:path}"'
    assert f'daogou_http_requests_total{{method="GET",{route},status="200"}} 1.0' in text
    assert f'daogou_http_requests_total{{method="GET",{route},status="404"}} 1.0' in text
    assert 'daogou_release_info{release="r1"} 1.0' in text
    assert "nowhere" not in text


def test_the_shop_describes_itself(client):
    shop = ShopAnswer.model_validate(client.get("/v1/shop", params={"language": "zh"}).json())
    assert shop.counts == {"products": 60}
    assert [category.label for category in shop.categories] == ["连衣裙", "衬衫", "靴子"]
    assert [policy.title for policy in shop.policies] == ["配送", "退换", "洗护"]


def test_a_policy_is_markdown_and_an_unknown_one_names_those_there_are(client):
    policy = PolicyAnswer.model_validate(client.get("/v1/policies/returns").json())
    assert policy.markdown.startswith("# Returns")
    assert "shipping" in client.get("/v1/policies/nothing").json()["error"]["hint"]
