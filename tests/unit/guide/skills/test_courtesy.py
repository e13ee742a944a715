import pytest

from daogou.guide.handing_over import summary_of
from daogou.guide.skills.small_talk import kind_of
from daogou.language.sentiment.emotion import Feeling

from .counter import Counter


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("hello!", "hello"),
        ("你好", "hello"),
        ("谢谢你", "thanks"),
        ("thanks, bye", "bye"),
        ("are you a robot?", "who"),
        ("你是真人吗", "who"),
        ("what can you do?", "can"),
        ("hm", "other"),
    ],
)
def test_what_sort_of_small_talk_it_is(said, kind):
    assert kind_of(said) == kind


@pytest.mark.parametrize(("said", "word"), [("who are you?", "program"), ("你是机器人吗", "程序")])
def test_it_never_passes_for_a_person(said, word):
    assert word in Counter()("small_talk", said).answer.text


def test_what_is_none_of_its_business_is_said_with_what_is():
    answer = Counter()("out_of_scope", "what is the capital of France?").answer
    assert answer.suggestions
    assert not answer.evidence


def test_a_complaint_finds_the_order_offers_what_is_allowed_and_a_person():
    at = Counter()
    step = at("complaint", "order 1003 is rubbish", feeling=Feeling("frustrated", 3.0))
    assert step.answer.offers_person
    assert "order:1003" in {one.source for one in step.answer.evidence}
    assert at.status("1003") == "delivered"


def test_a_complaint_of_somebody_unknown_is_asked_who_they_are():
    step = Counter("")("complaint", "my order 1003 is broken")
    assert step.memory.asked == "identity"
    assert not step.answer.evidence


def test_a_person_gets_who_it_is_what_was_tried_and_how_they_feel():
    at = Counter()
    at("order_status", "where is order 1001?")
    at("cancel", "cancel it, no longer needed")
    at("complaint", "you people are useless, I'm furious")
    handover = summary_of(at.memory, "en")
    assert handover.customer_id == "ann"
    assert handover.orders == ("1001",)
    assert handover.tried == ("order_status", "cancel", "complaint")
    assert handover.feeling == "frustrated"
    assert "furious" in handover.text
    assert at("hand_over", "get me a human").answer.offers_person
