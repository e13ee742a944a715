"""tau2-bench's shop drawn small: its calls, the policy's words, and calls that break one rule each."""

import json
from pathlib import Path

import pytest

from daogou.core.errors import NotFound
from daogou.core.progress import SILENT
from daogou.evaluation.tasks import ROLE
from daogou.evaluation.tau2 import POLICY, Call, read_tau2, request_of
from daogou.evaluation.tau2_bases import bases_of
from daogou.evaluation.tau2_book import db_of, fill
from daogou.evaluation.tau2_reference import Forbidden, after, found
from daogou.evaluation.tau2_violations import BREAKERS, variants_of
from daogou.guide.service.desk import Identity, ServiceDesk
from daogou.guide.service.memory_book import MemoryBook
from daogou.guide.service.policy import read_policy

REAL = Path(__file__).parents[4] / "shared" / "data"
STREET = {
    "address1": "1 Elm",
    "address2": "",
    "city": "Reno",
    "country": "USA",
    "state": "NV",
    "zip": "89501",
}
OTHER = {**STREET, "address1": "2 Oak"}


def variant(item_id, price, available=True):
    return {"item_id": item_id, "options": {"colour": item_id}, "available": available, "price": price}


def product(product_id, *variants):
    return {"name": product_id, "product_id": product_id, "variants": {v["item_id"]: v for v in variants}}


def user(user_id, *methods):
    first, last = user_id.split("_")
    return {
        "user_id": user_id,
        "name": {"first_name": first.title(), "last_name": last.title()},
        "address": STREET,
        "email": f"{user_id}@example.com",
        "payment_methods": {method["id"]: method for method in methods},
        "orders": [],
    }


def order(order_id, status, method_id, *prices):
    items = [
        {
            "name": "cup",
            "product_id": "cup",
            "item_id": item_id,
            "price": price,
            "options": {"colour": item_id},
        }
        for item_id, price in prices
    ]
    total = round(sum(price for _, price in prices), 2)
    paid = {"transaction_type": "payment", "amount": total, "payment_method_id": method_id}
    return {
        "order_id": order_id,
        "user_id": "ann_lee",
        "address": STREET,
        "items": items,
        "status": status,
        "fulfillments": [{"tracking_id": ["1"], "item_ids": []}] if status == "delivered" else [],
        "payment_history": [paid],
    }


DB = {
    "products": {
        "cup": product(
            "cup", variant("red", 10.1), variant("blue", 12.3), variant("gold", 9.9), variant("old", 5, False)
        ),
        "hat": product("hat", variant("felt", 11)),
    },
    "users": {
        "ann_lee": user(
            "ann_lee",
            {"source": "credit_card", "id": "credit_card_1", "brand": "visa", "last_four": "1"},
            {"source": "gift_card", "id": "gift_card_1", "balance": 2.2},
        ),
        "bob_lee": user("bob_lee", {"source": "paypal", "id": "paypal_2"}),
    },
    "orders": {
        "#W1": order("#W1", "pending", "gift_card_1", ("red", 10.1), ("red", 10.1)),
        "#W2": order("#W2", "delivered", "credit_card_1", ("red", 10.1), ("gold", 9.9)),
        "#W3": order("#W3", "pending", "credit_card_1", ("gold", 9.9)),
        "#W4": order("#W4", "delivered", "credit_card_1", ("gold", 9.9)),
    },
}
FIND = Call("find_user_id_by_email", {"email": "ann_lee@example.com"})
NOBODY = Call("find_user_id_by_name_zip", {"first_name": "Ann", "last_name": "Lee", "zip": "1"})
CANCEL = Call("cancel_pending_order", {"order_id": "#W1", "reason": "no longer needed"})
SWAP = {"item_ids": ["gold"], "new_item_ids": ["blue"], "payment_method_id": "credit_card_1"}
MODIFY = Call("modify_pending_order_items", {"order_id": "#W3", **SWAP})
EXCHANGE = Call("exchange_delivered_order_items", {"order_id": "#W2", **SWAP})
RETURN = Call(
    "return_delivered_order_items",
    {"order_id": "#W4", "item_ids": ["gold"], "payment_method_id": "gift_card_1"},
)
MOVE = Call("modify_pending_order_address", {"order_id": "#W3", **OTHER})
HOME = Call("modify_user_address", {"user_id": "ann_lee", **OTHER})
LOOK = Call("get_order_details", {"order_id": "#W1"})
PAY = Call("modify_pending_order_payment", {"order_id": "#W1", "payment_method_id": "credit_card_1"})
TWO = Call(
    "modify_pending_order_items",
    {
        "order_id": "#W1",
        "item_ids": ["red", "red"],
        "new_item_ids": ["blue", "gold"],
        "payment_method_id": "gift_card_1",
    },
)
CALLS = (CANCEL, MODIFY, EXCHANGE, RETURN, MOVE, HOME, PAY, TWO)
TASKS = [(NOBODY, FIND, LOOK, CANCEL, MOVE, MODIFY), (EXCHANGE, RETURN, HOME, CANCEL, CANCEL)]


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "service" / "tau2_retail"
    folder.mkdir(parents=True)
    tasks = [
        {
            "id": str(number),
            "evaluation_criteria": {"actions": [{"name": c.name, "arguments": c.arguments} for c in calls]},
        }
        for number, calls in enumerate(TASKS)
    ]
    (folder / "db.json").write_text(json.dumps(DB))
    (folder / "tasks.json").write_text(json.dumps(tasks))
    return tmp_path


def by_our_book(db, user_id, call):
    book = MemoryBook()
    book.write(lambda ledger: fill(ledger, db))
    desk = ServiceDesk(book, read_policy(POLICY))
    who = Identity(user_id)
    desk.confirm(who, desk.propose(who, request_of(call)))
    with book.reading() as view:
        return db_of(view, db)


def test_a_database_goes_into_the_book_and_comes_out_the_same():
    book = MemoryBook()
    book.write(lambda ledger: fill(ledger, DB))
    with book.reading() as view:
        assert db_of(view, DB) == DB


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_our_desk_and_the_words_of_the_policy_leave_the_same_database(call):
    new = after(DB, "ann_lee", call.name, call.arguments)
    assert new != DB
    assert by_our_book(DB, "ann_lee", call) == new


def test_what_the_policys_words_do_by_hand():
    new = after(DB, "ann_lee", TWO.name, TWO.arguments)
    changed = new["orders"]["#W1"]
    assert [(item["item_id"], item["price"]) for item in changed["items"]] == [("blue", 12.3), ("gold", 9.9)]
    assert changed["payment_history"][1:] == [
        {"transaction_type": "payment", "amount": 2.0, "payment_method_id": "gift_card_1"}
    ]
    assert new["users"]["ann_lee"]["payment_methods"]["gift_card_1"]["balance"] == 0.2
    assert changed["status"] == "pending (item modified)"
    refunded = after(DB, "ann_lee", CANCEL.name, CANCEL.arguments)
    assert refunded["users"]["ann_lee"]["payment_methods"]["gift_card_1"]["balance"] == 22.4


def test_who_is_found_is_who_has_all_that_was_named():
    assert found(DB, FIND.arguments) == "ann_lee"
    assert found(DB, NOBODY.arguments) is None


def test_each_kind_of_violation_is_made_and_forbidden_by_the_policys_words(data):
    variants = list(variants_of(bases_of(read_tau2(data)), 3 * len(BREAKERS), seed=4))
    assert {variant.kind for variant in variants} == set(BREAKERS)
    for one in variants:
        base, broken = one.base, one.broken
        assert after(base.db, base.user_id, base.call.name, base.call.arguments), "allowed"
        if broken.user_id is not None:
            with pytest.raises(Forbidden):
                after(broken.db, broken.user_id, broken.call.name, broken.call.arguments)


@pytest.mark.parametrize("book", ["memory", "database"])
def test_the_task_counts_what_was_done_and_what_was_refused(data, book):
    task = ROLE.open("service_tau2", {"variants": 44, "book": book})
    measured = task(data, seed=0, progress=SILENT)
    assert measured.metrics == {
        "calls_accepted": 7 / 8,  # the second cancelling of one order is none
        "calls_as_policy": 1.0,
        "finds_right": 1.0,
        "lookups_right": 1.0,
        "tasks_right": 1.0,
        "refused_right": 1.0,
        "refused": 1.0,
        "unbroken_accepted": 1.0,
        "calls": 8,
        "finds": 2,
        "lookups": 1,
    }


def test_the_same_seed_makes_the_same_violations(data):
    bases = bases_of(read_tau2(data))
    assert list(variants_of(bases, 30, seed=1)) == list(variants_of(bases, 30, seed=1))


def test_missing_data_is_named(tmp_path):
    with pytest.raises(NotFound, match="tau2_retail"):
        read_tau2(tmp_path)


@pytest.mark.real
@pytest.mark.skipif(not (REAL / "service").is_dir(), reason="the real data is not there")
def test_every_violation_of_the_real_shop_is_forbidden_by_the_policys_words():
    for one in variants_of(bases_of(read_tau2(REAL)), 440, seed=3):
        broken = one.broken
        if broken.user_id is not None:
            with pytest.raises(Forbidden):
                after(broken.db, broken.user_id, broken.call.name, broken.call.arguments)
