"""Carts hold what was put in, as often as was said, and nothing of who was erased."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from happenings import MANY, cells, empty, event, hour
from hypothesis import given
from hypothesis import strategies as st

from daogou.core.errors import BadInput
from daogou.core.settings import ShoppersSection
from daogou.shoppers.cart import MAX_LINES, MAX_QUANTITY
from daogou.shoppers.exporting import is_empty
from daogou.shoppers.shoppers import open_shoppers


def held(shoppers, shopper="ann"):
    return [(item.product_id, item.sku, item.quantity) for item in shoppers.carts.items(shopper)]


def test_what_is_put_in_is_there_in_that_order(shoppers):
    shoppers.carts.add("ann", "p2", "p2-m")
    shoppers.carts.add("ann", "p1", quantity=2)
    assert shoppers.carts.add("ann", "p2", "p2-m", 3) == 4
    assert held(shoppers) == [("p2", "p2-m", 4), ("p1", "", 2)]
    assert shoppers.carts.items("ann")[0].at == hour(1000)
    assert held(shoppers, "bob") == []


def test_variants_are_lines_of_their_own(shoppers):
    shoppers.carts.add("ann", "p1", "s")
    shoppers.carts.add("ann", "p1", "m")
    shoppers.carts.remove("ann", "p1", "s")
    assert held(shoppers) == [("p1", "m", 1)]


def test_a_quantity_is_changed_and_nought_takes_it_out(shoppers):
    shoppers.carts.change("ann", "p1", "", 5)
    shoppers.carts.change("ann", "p1", "", 2)
    assert held(shoppers) == [("p1", "", 2)]
    shoppers.carts.change("ann", "p1", "", 0)
    shoppers.carts.remove("ann", "never-there")
    assert held(shoppers) == []


def test_a_cart_is_emptied_and_no_other(shoppers):
    shoppers.carts.add("ann", "p1")
    shoppers.carts.add("ann", "p2")
    shoppers.carts.add("visit-1", "p1")
    assert shoppers.carts.empty("ann") == 2
    assert held(shoppers) == []
    assert held(shoppers, "visit-1") == [("p1", "", 1)]


@pytest.mark.parametrize("quantity", [0, -1, MAX_QUANTITY + 1, 10**30])
def test_a_quantity_out_of_bounds_is_refused_and_changes_nothing(shoppers, quantity):
    with pytest.raises(BadInput):
        shoppers.carts.add("ann", "p1", quantity=quantity)
    assert held(shoppers) == []
    assert list(shoppers.events("improve")) == []


def test_adding_stops_at_the_bound(shoppers):
    shoppers.carts.add("ann", "p1", quantity=MAX_QUANTITY)
    with pytest.raises(BadInput, match=str(MAX_QUANTITY + 1)) as raised:
        shoppers.carts.add("ann", "p1")
    assert str(MAX_QUANTITY) in raised.value.hint
    assert held(shoppers) == [("p1", "", MAX_QUANTITY)]


def test_a_cart_holds_so_many_things_and_no_more(shoppers):
    for number in range(MAX_LINES):
        shoppers.carts.add("ann", f"p{number}")
    with pytest.raises(BadInput, match=str(MAX_LINES)):
        shoppers.carts.add("ann", "one-more")
    shoppers.carts.add("ann", "p0")  # more of what is there still goes
    assert len(held(shoppers)) == MAX_LINES


@pytest.mark.parametrize(
    ("shopper", "product", "sku"),
    [
        ("", "p1", ""),
        (" ", "p1", ""),
        ("a" * 201, "p1", ""),
        ("ann", "", ""),
        ("ann", "p\0", ""),
        ("ann", "p" * 201, ""),
        ("ann", "p1", "\ud800"),
        ("ann", "p1", "s" * 201),
    ],
)
def test_ids_that_no_database_can_hold_are_refused(shoppers, shopper, product, sku):
    with pytest.raises(BadInput):
        shoppers.carts.add(shopper, product, sku)


def test_putting_in_is_an_act_and_taking_out_is_none(shoppers):
    shoppers.carts.add("ann", "p1", "s", 2)
    shoppers.carts.change("ann", "p1", "s", 5)
    shoppers.carts.change("ann", "p1", "s", 1)
    shoppers.carts.empty("ann")
    acts = list(shoppers.events("improve"))
    assert [(act.kind, act.product_id, act.shopper_id, act.at) for act in acts] == [
        ("cart", "p1", "ann", hour(1000))
    ] * 2
    assert sorted(act.value for act in acts) == [2, 3]


def test_who_does_not_agree_has_a_cart_from_which_nothing_is_learnt(shoppers, opened):
    shoppers.set_consent("ann", "personalise", False, hour(1))
    shoppers.set_consent("ann", "improve", False, hour(1))
    shoppers.carts.add("ann", "p1")
    assert held(shoppers) == [("p1", "", 1)]
    assert shoppers.recent("ann") == []
    assert list(shoppers.events("improve")) == []
    assert list(opened(consent="ask").events("personalise")) == []


def test_a_shop_that_sends_its_own_events_is_told_none(opened):
    shop = opened(events_from="owner")
    shop.carts.add("ann", "p1")
    assert held(shop) == [("p1", "", 1)]
    assert list(shop.events("improve")) == []


def test_an_export_holds_the_cart(shoppers):
    shoppers.carts.add("ann", "p1", "s", 2)
    export = shoppers.export("ann")
    line = {"product_id": "p1", "sku": "s", "quantity": 2, "at": hour(1000).isoformat()}
    assert export["cart"] == [line]
    assert not is_empty({**export, "events": []})


def test_a_cart_goes_with_who_is_erased(shoppers, database):
    shoppers.carts.add("zoë-who-leaves", "p1")
    shoppers.carts.add("bob", "p1")
    done = shoppers.erase("zoë-who-leaves", hour(2000))
    assert done.deleted["cart"] == 1
    assert "zoë" not in repr(cells(database))
    assert held(shoppers, "bob") == [("p1", "", 1)]


def test_who_was_erased_may_begin_anew(opened):
    opened().erase("ann", hour(9))
    later = opened(clock=lambda: hour(10))
    later.carts.add("ann", "p1")
    assert held(later) == [("p1", "", 1)]
    assert len(list(later.events("improve"))) == 1


def test_a_file_holds_no_byte_of_an_erased_cart(tmp_path):
    shoppers = open_shoppers(tmp_path, ShoppersSection())
    for number in range(20):
        shoppers.carts.add("shopper-who-leaves", f"p{number}", quantity=3)
        shoppers.carts.add("bob", f"p{number}")
    shoppers.erase("shopper-who-leaves", hour(10**5))
    shoppers.close()
    for file in tmp_path.iterdir():
        assert b"shopper-who-leaves" not in file.read_bytes(), file.name


def test_a_line_older_than_the_shop_keeps_is_forgotten(opened):
    opened(clock=lambda: hour(0)).carts.add("ann", "old")
    opened(clock=lambda: hour(240)).carts.add("ann", "new")
    strict = opened(keep_days=5, clock=lambda: hour(241))
    assert strict.forget_old()["cart"] == 1
    assert held(strict) == [("new", "", 1)]


def test_carts_are_kept_on_the_disk(opened):
    first = opened()
    first.carts.add("ann", "p1", quantity=2)
    first.close()
    assert held(opened()) == [("p1", "", 2)]


def test_adding_at_once_from_several_threads_loses_nothing(shoppers):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: shoppers.carts.add("ann", "p1"), range(40)))
    assert held(shoppers) == [("p1", "", 40)]
    assert sum(act.value for act in shoppers.events("improve")) == 40


LINES = st.tuples(st.sampled_from(["p1", "p2", "p3"]), st.sampled_from(["", "s"]))
ACTS = st.tuples(st.sampled_from(["add", "change", "empty"]), LINES, st.integers(0, 12))


@MANY
@given(acts=st.lists(ACTS, max_size=12))
def test_a_cart_is_what_a_plain_count_says(shoppers, database, acts):
    empty(database)
    counted = Counter()
    for act, line, quantity in acts:
        if act == "add" and quantity:
            shoppers.carts.add("ann", *line, quantity)
            counted[line] += quantity
        elif act == "change":
            shoppers.carts.change("ann", *line, quantity)
            counted[line] = quantity
        elif act == "empty":
            shoppers.carts.empty("ann")
            counted.clear()
    expected = {line: quantity for line, quantity in counted.items() if quantity}
    assert {(p, sku): quantity for p, sku, quantity in held(shoppers)} == expected


def test_other_events_stay_as_they_are(shoppers):
    shoppers.add([event("e1")])
    shoppers.carts.add("ann", "p1")
    assert shoppers.stats()["events"] == {"cart": 1, "view": 1}
    assert shoppers.stats()["shoppers"] == 1


def test_adding_different_things_at_once_stays_within_the_bound(shoppers):
    for number in range(MAX_LINES - 1):
        shoppers.carts.add("ann", f"p{number}")

    def add(number):
        try:
            return shoppers.carts.add("ann", f"late-{number}")
        except BadInput:
            return 0

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(add, range(8))) == 1
    assert len(held(shoppers)) == MAX_LINES
