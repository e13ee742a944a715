"""What a build counts of baskets, and that outfits say so where it speaks for a piece."""

from datetime import UTC, datetime, timedelta

from daogou.assembly.steps import match
from daogou.assembly.stylist import Stylist
from daogou.core.event import Event
from daogou.core.product import Product, Variant
from daogou.core.settings import Settings
from daogou.language.concepts import concepts

START = datetime(2026, 1, 1, tzinfo=UTC)
BASKETS = (("skirt", "plain-shirt"), ("trousers", "other-shirt"), ("skirt", "sneakers"), ("coat",))


def product(name, *category):
    variants = (Variant(name, price=100.0),)
    return Product(name, {"en": name, "zh": name}, category=category, variants=variants, currency="CNY")


GOODS = (
    product("skirt", "Clothing", "Skirts"),
    product("trousers", "Clothing", "Bottoms", "Trousers"),
    product("plain-shirt", "Clothing", "Tops", "Shirts"),
    product("other-shirt", "Clothing", "Tops", "Shirts"),
    product("sneakers", "Shoes", "Sneakers"),
    product("coat", "Clothing", "Outerwear", "Coats"),
)


def bought(days):
    for day in range(days):
        for place, product_id in enumerate(BASKETS[day % 4]):
            at = START + timedelta(days=3 * day, minutes=place)
            yield Event(f"{day}-{place}", f"shopper-{day % 7}", "buy", product_id, at)
            yield Event(f"v{day}-{place}", f"shopper-{day % 7}", "view", "coat", at)
            # and in a shop of more goods than these, most baskets are of others
            for nth in range(20):
                other = f"other-{place}-{(day + nth) % 50}"
                yield Event(f"o{day}-{nth}-{place}", f"other-{nth}", "buy", other, at)


def counted(tmp_path, events):
    (tmp_path / "match").mkdir()
    match.run(tmp_path / "match", events)
    return match.together_in(tmp_path / "match")


def told(tmp_path, counts, language="en"):
    asked = Stylist(tmp_path, Settings(), concepts(), lambda: GOODS, dict, lambda: counts)
    reasons = {}
    for outfit in asked.outfits(["skirt"], k=1):
        for one in outfit.new:
            texts = [r.text(language, concepts()) for r in one.reasons if r.family == "together"]
            reasons[one.piece.id] = texts
    return reasons


def test_what_is_bought_together_is_chosen_and_said_with_its_count(tmp_path):
    counts = counted(tmp_path, bought(48))
    assert counts.count("skirt", "plain-shirt") == 12
    assert told(tmp_path, counts)["plain-shirt"] == ["bought together with skirt in this shop 12 times"]
    assert told(tmp_path, counts, "zh")["plain-shirt"] == ["在本店和skirt一起买过 12 次"]


def test_what_no_basket_says_is_not_said(tmp_path):
    assert not any(told(tmp_path, match.together_in(tmp_path)).values())


def test_what_was_seen_in_two_baskets_only_is_not_kept(tmp_path):
    counts = counted(tmp_path, bought(8))
    assert counts.each["plain-shirt"] == 2
    assert counts.count("skirt", "plain-shirt") == 0
