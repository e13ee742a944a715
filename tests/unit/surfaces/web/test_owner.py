"""The owner's page: for the owner only, with the rates and the experiment in it."""

from datetime import timedelta

import pytest
from small_shop import SmallShop

from daogou.core.settings import settings_from
from daogou.shoppers.impressions import Impression
from daogou.shoppers.times import now
from daogou.surfaces.server import create_app

LOCAL = {"Host": "localhost:8600"}
EXPERIMENT = {"name": "try-ease", "other": {"name": "ease"}}


@pytest.fixture
def own(tmp_path) -> SmallShop:
    return SmallShop(tmp_path)


@pytest.fixture
def visited(own) -> SmallShop:
    """200 shoppers in each arm of an A/B test; 20 of the own's clicked and 100 of the other's."""
    known = own.settings.model_dump()
    own.settings = settings_from(known | {"recommend": known["recommend"] | {"experiment": EXPERIMENT}})
    at = now() - timedelta(days=3)
    for arm, clicked in (("own", 20), ("other", 100)):
        shown = [
            Impression(f"{arm}{n}", f"{arm}{n}", "for_you", arm, f"try-ease:{arm}", "dress-1", 0, at)
            for n in range(200)
        ]
        own.shoppers().shown(shown)
        for n in range(clicked):
            own.shoppers().clicked(f"{arm}{n}", at + timedelta(hours=1))
    return own


def test_before_anything_was_shown_the_page_says_so(clients, own):
    answer = clients(create_app(own, host="127.0.0.1")).get("/owner?lang=en", headers=LOCAL)
    assert answer.status_code == 200
    assert "Nothing was shown" in answer.text
    assert "No experiment is set" in answer.text


def test_rates_and_the_experiment_stand_on_it(clients, visited):
    text = clients(create_app(visited, host="127.0.0.1")).get("/owner?lang=en", headers=LOCAL).text
    assert "The other recommender is liked better" in text
    assert "100 of 200 shoppers clicked within a day" in text
    assert "+40.0" in text


def test_it_speaks_chinese(clients, visited):
    text = clients(create_app(visited, host="127.0.0.1")).get("/owner?lang=zh", headers=LOCAL).text
    assert "另一种推荐方法更受欢迎" in text


def test_it_is_kept_by_nobody_and_indexed_by_nobody(clients, own):
    headers = clients(create_app(own, host="127.0.0.1")).get("/owner", headers=LOCAL).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("path", ["/owner", "/owner/evaluation"])
@pytest.mark.parametrize("headers", [{}, {**LOCAL, "X-Forwarded-For": "203.0.113.7"}])
def test_others_are_refused(clients, own, path, headers):
    (own.folder / "evaluation.html").write_text("secret figures", encoding="utf-8")
    answer = clients(create_app(own, host="127.0.0.1")).get(path, headers=headers)
    assert answer.status_code == 403
    assert "secret" not in answer.text


def test_no_page_leads_there(clients, own):
    client = clients(create_app(own, host="127.0.0.1"))
    for path in ("/", "/you", "/products/dress-1", "/search?q=dress"):
        assert "/owner" not in client.get(path, headers=LOCAL).text


def test_an_evaluation_that_was_written_is_linked_and_shown(clients, own):
    client = clients(create_app(own, host="127.0.0.1"))
    assert client.get("/owner/evaluation", headers=LOCAL).status_code == 404
    assert 'href="/owner/evaluation"' not in client.get("/owner", headers=LOCAL).text
    (own.folder / "evaluation.html").write_text("<!doctype html><p>figures</p>", encoding="utf-8")
    assert 'href="/owner/evaluation"' in client.get("/owner", headers=LOCAL).text
    answer = client.get("/owner/evaluation", headers=LOCAL)
    assert "figures" in answer.text
    assert "script" not in answer.headers["Content-Security-Policy"]
