"""The drawn shop's products: whole, consistent, never the same twice."""

from collections import Counter

import pytest

from daogou.core.codec import product_from_json, product_to_json
from daogou.sources.demo import demo_products
from daogou.sources.demo.design import designs
from daogou.sources.demo.sizes import LABELS, chart, size_charts
from daogou.sources.demo.vocabulary import chinese, table

SHOP = list(demo_products(640, seed=7))
DESIGNS = list(designs(640, seed=7))


def test_five_thousand_products_have_ids_and_nearly_all_titles_of_their_own() -> None:
    products = list(demo_products(5_000, seed=3))
    assert len({p.id for p in products}) == 5_000
    for language in ("en", "zh"):
        assert len({p.titles[language] for p in products}) > 4_800


def test_the_same_seed_gives_the_same_products_and_another_seed_others() -> None:
    assert list(demo_products(50, seed=7)) == SHOP[:50]
    assert list(demo_products(50, seed=8)) != SHOP[:50]


def test_products_survive_the_codec() -> None:
    for product in SHOP:
        assert product_from_json(product_to_json(product)) == product


def test_the_shop_sells_every_category_with_several_of_each() -> None:
    per_category = Counter(product.category for product in SHOP)
    assert len(per_category) == len(table("categories")) >= 25
    assert min(per_category.values()) >= 5


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_title_names_the_colour_of_the_attribute_and_no_other(language: str) -> None:
    words = {c: chinese("colour", c) if language == "zh" else c for c in table("words")["colour"]}
    for product in SHOP:
        # spaces keep "red" out of "tiered" and "gold" out of "marigold"
        title = product.titles[language].lower()
        padded = f" {title} " if language == "en" else title
        wanted = words[product.attributes["colour"][0]]
        assert (f" {wanted} " if language == "en" else wanted) in padded


def test_both_languages_describe_every_product_in_two_to_four_sentences() -> None:
    for product in SHOP:
        assert 2 <= product.descriptions["zh"].count("。") <= 4
        assert 2 <= product.descriptions["en"].count(". ") + 1 <= 4
        assert "{" not in product.descriptions["en"] + product.descriptions["zh"]


def test_material_in_the_description_is_the_attribute() -> None:
    for product in SHOP:
        feel = table("words")["material"][product.attributes["material"][0]]["feel"]
        assert feel[0].lower() in product.descriptions["en"].lower()
        assert feel[1] in product.descriptions["zh"]


def test_variants_have_the_sizes_of_their_system_and_sane_prices() -> None:
    for product, design in zip(SHOP, DESIGNS, strict=True):
        labels = LABELS[design.kind["sizes"]][design.audience]
        assert tuple(v.options["size"] for v in product.variants) == labels
        for variant in product.variants:
            assert variant.price is not None
            assert variant.price >= 9
            assert variant.list_price is None or variant.list_price > variant.price


def test_some_sizes_are_sold_out_and_some_products_are_on_sale() -> None:
    variants = [variant for product in SHOP for variant in product.variants]
    assert 0.05 < sum(v.stock == 0 for v in variants) / len(variants) < 0.2
    on_sale = sum(product.variants[0].list_price is not None for product in SHOP)
    assert 0.1 < on_sale / len(SHOP) < 0.4


def test_colour_siblings_differ_in_colour_only() -> None:
    families: dict[str, list[int]] = {}
    for row, design in enumerate(DESIGNS):
        families.setdefault(design.seed, []).append(row)
    siblings = [rows for rows in families.values() if len(rows) > 1]
    assert len(siblings) > 50
    for rows in siblings:
        assert len({SHOP[row].attributes["colour"][0] for row in rows}) == len(rows)
        for name in ("material", "pattern", "neckline", "sleeve", "length", "fit", "style"):
            assert len({SHOP[row].attributes.get(name) for row in rows}) == 1
        assert len({SHOP[row].brand for row in rows}) == 1


def test_size_charts_grow_with_the_size_and_cover_every_sized_category() -> None:
    charts = size_charts()["charts"]
    for product, design in zip(SHOP, DESIGNS, strict=True):
        if design.kind["sizes"] == "one":
            continue
        rows = charts[product.category[-1]][design.audience]
        assert set(rows) == {variant.options["size"] for variant in product.variants}
    for audiences in charts.values():
        for rows in audiences.values():
            for measure in next(iter(rows.values())):
                values = [row[measure] for row in rows.values()]
                assert values == sorted(values)


def test_a_size_38_shoe_is_for_a_foot_of_24_cm() -> None:
    assert chart("shoes", "women")["38"] == {"foot_length": 24.0}
