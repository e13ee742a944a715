import random
from dataclasses import replace

import pytest

from daogou.core.product import Product, Variant
from daogou.trust.overlap import Judgement, can_learn, comparable_offers, overlaps

pytest.importorskip("sklearn")
THINGS = {"lamp": "Lighting", "kettle": "Kitchen", "camera": "Photo", "drill": "Tools", "printer": "Office"}


def feeds(currency: str = "EUR") -> tuple[list[Product], list[Product]]:
    """Two feeds with the same 40 things; the second writes them its own way, under its own numbers."""
    draw = random.Random(3)
    ours, theirs = [], []
    for number in range(40):
        maker, thing = draw.choice(["acme", "borea", "cirro"]), draw.choice(sorted(THINGS))
        code = f"{draw.choice('xyz')}{draw.randint(100, 999)}{number}"
        ours.append(product(f"a{number}", f"{maker} {thing} {code}", maker, 10.0 + number, "EUR"))
        theirs.append(product(f"b{number}", f"{thing} {code} {maker} new", "", 10.5 + number, currency))
    return ours, theirs


def product(
    name: str, title: str, brand: str = "", price: float = 1.0, currency: str = "EUR", sku: str = "v"
):
    return Product(name, {"en": title}, brand=brand, variants=(Variant(sku, price=price),), currency=currency)


def pairs(found):
    return {(one.ours.id, one.theirs.id) for one in found}


def test_products_under_other_numbers_are_found_again():
    found = overlaps(*feeds())
    right = {(f"a{n}", f"b{n}") for n in range(40)}
    assert len(pairs(found) & right) >= 36
    assert len(pairs(found) - right) <= 2
    assert [one.probability for one in found] == sorted((one.probability for one in found), reverse=True)


def test_a_product_of_the_other_feed_is_named_once():
    found = overlaps(*feeds(), least=0.05)
    assert len({one.theirs.id for one in found}) == len(found)


@pytest.mark.parametrize(("currency", "prices"), [("EUR", {10.0, 10.5}), ("JPY", {None})])
def test_unlike_currencies_keep_prices_out(currency, prices):
    ours, theirs = feeds(currency)
    assert {side[0].price for side in comparable_offers(ours, theirs, "en")} == prices


def test_titles_are_compared_in_the_language_that_both_have():
    zh = [replace(p, titles={"zh": f"灯 {p.id}"}) for p in feeds()[1]]
    both = [replace(p, titles={"en": p.title(), "zh": f"灯 b{n}"}) for n, p in enumerate(feeds()[0])]
    assert len(pairs(overlaps(both, zh)) & {(f"a{n}", f"b{n}") for n in range(40)}) >= 30


def test_a_handful_of_products_teaches_nothing():
    assert not can_learn(feeds()[0][:4], feeds()[1][:4])
    assert can_learn(*feeds())


def test_the_same_article_code_settles_it():
    ours = [product("a", "a blue lamp", sku="SKU-778812")]
    theirs = [product("b", "quite another wording", sku="sku-778812")]
    found = overlaps(ours, theirs)
    assert [(one.ours.id, one.theirs.id, one.probability, one.code) for one in found] == [
        ("a", "b", 1.0, "sku-778812")
    ]


@pytest.mark.parametrize("code", ["12345", "ABCDEFG"])
def test_short_counters_and_words_are_no_article_codes(code):
    ours, theirs = [product("a", "a blue lamp", sku=code)], [product("b", "green garden hose", sku=code)]
    assert not [one for one in overlaps(ours, theirs) if one.code]


def test_products_that_the_feed_would_update_are_left_out():
    ours, theirs = feeds()
    assert not [one for one in overlaps(ours, [*ours, *theirs]) if one.theirs.id.startswith("a")]


def test_what_the_owner_judged_stands():
    ours, theirs = feeds()
    told = [Judgement("a0", "b0", False), Judgement("a1", "b2", True)]
    found = overlaps(ours, theirs, judged=told)
    assert ("a0", "b0") not in pairs(found)
    assert next(one for one in found if one.theirs.id == "b2").ours.id == "a1"


def test_enough_judgements_teach_alone():
    """Judged perversely (things of one kind are "the same"), the answers follow the judge."""
    ours, theirs = feeds()

    def kind(title):
        return next(thing for thing in THINGS if thing in title)

    told = [Judgement(a.id, b.id, kind(a.title()) == kind(b.title())) for a in ours[:20] for b in theirs[:20]]
    found = [
        one
        for one in overlaps(ours, theirs, judged=told)
        if (one.ours.id, one.theirs.id) not in {(j.ours, j.theirs) for j in told}
    ]
    assert found
    alike = [kind(one.ours.title()) == kind(one.theirs.title()) for one in found]
    assert sum(alike) >= 0.9 * len(alike)


@pytest.mark.parametrize(("ours", "theirs"), [([], feeds()[1]), (feeds()[0], [])])
def test_an_empty_side_overlaps_with_nothing(ours, theirs):
    assert overlaps(ours, theirs) == ()
