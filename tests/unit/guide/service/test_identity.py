"""Who asks is known first, and sees what is theirs."""

from dataclasses import replace

import pytest
from acting import REASON

from daogou.guide.service.desk import Identity
from daogou.guide.service.refusals import Refused
from daogou.guide.service.requests import (
    Cancel,
)
from daogou.guide.service.things import Address


def test_a_customer_is_found_by_email_or_by_name_and_postcode_whatever_the_case(desk):
    assert desk.identify_by_email(" ANN@example.COM ") == Identity("ann")
    assert desk.identify_by_name("ann", "LEE", "69001") == Identity("ann")


def test_who_is_unknown_is_refused(desk):
    with pytest.raises(Refused, match="no customer"):
        desk.identify_by_name("Ann", "Lee", "69002")


def test_nobody_is_identified_by_what_is_missing(desk, book, drawn):
    nameless = replace(drawn.ANN, id="x", email="", first_name="", address=Address(postcode="1"))
    book.write(lambda ledger: ledger.put_customer(nameless))
    with pytest.raises(Refused, match="no customer"):
        desk.identify_by_email(" ")
    with pytest.raises(Refused, match="no customer"):
        desk.identify_by_name("", "Lee", "1")


def test_two_customers_of_one_name_and_postcode_are_asked_for_their_email(desk, book, drawn):
    book.write(lambda ledger: ledger.put_customer(replace(drawn.ANN, id="ann2", email="a2@example.com")))
    with pytest.raises(Refused) as caught:
        desk.identify_by_name("Ann", "Lee", "69001")
    assert caught.value.reason == "ambiguous_customer"


def test_one_conversation_serves_one_customer(desk, ann):
    assert desk.identify_by_email("ann@example.com", known=ann) == ann
    with pytest.raises(Refused) as caught:
        desk.identify_by_email("bob@example.com", known=ann)
    assert caught.value.reason == "other_customer"


def test_nothing_is_told_or_proposed_before_who_asks_is_known(desk):
    for ask in (
        lambda: desk.customer(None),
        lambda: desk.orders(None),
        lambda: desk.order(None, "new"),
        lambda: desk.log(None),
        lambda: desk.propose(None, Cancel("new", REASON)),
    ):
        with pytest.raises(Refused) as caught:
            ask()
        assert caught.value.reason == "not_identified"


def test_orders_are_shown_to_their_owner_only(desk, ann):
    assert desk.order(ann, "sent").status == "shipped"
    assert "bobs" not in [order.id for order in desk.orders(ann)]
    with pytest.raises(Refused) as caught:
        desk.order(ann, "bobs")
    assert caught.value.reason == "not_own_order"


def test_another_customers_order_sounds_like_none_at_all(desk, ann):
    said = []
    for order_id in ("bobs", "none"):
        with pytest.raises(Refused) as caught:
            desk.propose(ann, Cancel(order_id, REASON))
        said.append([caught.value.sentence(language).replace(order_id, "X") for language in ("en", "zh")])
    assert said[0] == said[1]
