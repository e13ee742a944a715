"""The owner reads conversations of who agreed, and teaches what the guide could not answer."""

import pytest
from small_shop import SmallShop

from daogou.assembly.steps.listen import OWN
from daogou.guide.examples import Example, owner_examples
from daogou.shoppers.conversations import Exchange
from daogou.shoppers.times import now
from daogou.surfaces.server import create_app


@pytest.fixture
def shop(tmp_path):
    shop = SmallShop(tmp_path, owner_actions="on")
    shoppers = shop.shoppers()
    shoppers.set_consent("ann", "remember", True, now())
    said = (
        ("do you sell wigs?", "out_of_scope", ""),
        ("red <b>dress</b>", "find", ""),
        ("cancel", "cancel", "shipped"),
    )
    for text, skill, why_not in said:
        shoppers.transcripts.keep(Exchange("ann", "c1", now(), text, "Well.", skill, "en", why_not))
    return shop


@pytest.fixture
def owner(shop, clients):
    return clients(create_app(shop))


def test_conversations_and_what_found_no_answer_are_listed(owner):
    text = owner.get("/owner?lang=en").text
    unanswered, talks = text.split('id="talks"')
    assert "do you sell wigs?" in unanswered
    assert "shipped" in unanswered
    assert "red &lt;b&gt;dress" not in unanswered
    assert "red &lt;b&gt;dress" in talks
    assert "3 turns" in talks


def test_what_is_taught_waits_for_the_next_build_and_is_asked_about_no_more(owner, shop):
    answer = owner.post("/owner/teach", data={"text": " do you sell wigs? ", "intent": "find"})
    assert answer.status_code == 303
    assert owner_examples(shop.folder / OWN) == [Example("do you sell wigs?", "find")]
    unanswered = owner.get("/owner?lang=en").text.split('id="talks"')[0]
    assert "do you sell wigs?" not in unanswered
    assert "own: 1." in unanswered


@pytest.mark.parametrize("data", [{"text": "x", "intent": "fly"}, {"text": " ", "intent": "find"}])
def test_what_cannot_be_taught_is_refused(owner, shop, data):
    assert owner.post("/owner/teach", data=data).status_code == 422
    assert not (shop.folder / OWN).exists()


def test_nobody_but_the_owner_reads_or_teaches(tmp_path, clients):
    client = clients(create_app(SmallShop(tmp_path, owner_actions="off")))
    assert client.get("/owner").status_code == 403
    assert client.post("/owner/teach", data={"text": "x", "intent": "find"}).status_code == 403
