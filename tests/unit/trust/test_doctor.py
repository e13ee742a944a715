import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from daogou.core.errors import UnknownBackend
from daogou.core.product import Product
from daogou.sources.demo.products import demo_products
from daogou.trust.checks import ROLE, Finding
from daogou.trust.doctor import SEVERITIES, examine, overall, summary

SHOP = list(demo_products(400, seed=3))


def test_the_gravest_findings_come_first():
    ill = [
        replace(SHOP[0], pictures=()),
        replace(SHOP[1], descriptions={}),
        replace(SHOP[2], titles={"en": "x y"}),
    ]
    findings = examine([*ill, *SHOP[3:]], languages=("zh", "en"))
    grades = [SEVERITIES.index(finding.severity) for finding in findings]
    assert grades == sorted(grades)
    assert {"pictures", "descriptions", "translations"} <= {finding.check for finding in findings}


def test_only_the_named_checks_run():
    findings = examine([Product(id="a", titles={"en": "a"})], languages=("zh",), checks=["pictures"])
    assert [finding.check for finding in findings] == ["pictures"]


def test_an_unknown_check_is_refused():
    with pytest.raises(UnknownBackend, match="picturs"):
        examine(SHOP, checks=["picturs"])


def test_health_counts_products_and_hints_cost_nothing():
    findings = [
        Finding("prices", "error", ("a",), "what", "fix"),
        Finding("prices", "warning", ("a", "b"), "what", "fix"),
        Finding("prices", "hint", ("c",), "what", "fix"),
    ]
    health = {one.check: one for one in summary(findings, 10)}
    assert (health["prices"].findings, health["prices"].products, health["prices"].score) == (3, 3, 80.0)
    assert health["pictures"].score == 100.0
    assert sorted(health) == ROLE.names()
    assert overall(findings, 10) == 80.0
    assert overall([], 0) == 100.0


def copy_of(product, **changes):
    return replace(product, id=f"copy-{product.id}", variants=(), **changes)


def test_known_faults_are_found_and_little_else():
    """Five of each fault in a shop of 400: every one is found, and at most two findings are false."""
    shop, ill = list(SHOP), {}
    for row in range(5):
        shop[row] = replace(shop[row], pictures=())
    ill["pictures"] = {product.id for product in shop[:5]}
    for row in range(5, 10):
        shop[row] = replace(
            shop[row], attributes={k: v for k, v in shop[row].attributes.items() if k != "colour"}
        )
    ill["attributes"] = {product.id for product in shop[5:10]}
    for row in range(10, 15):
        slipped = tuple(replace(v, price=v.price * 100, list_price=None) for v in shop[row].variants)
        shop[row] = replace(shop[row], variants=slipped)
    ill["prices"] = {product.id for product in shop[10:15]}
    for row in range(15, 20):
        shop[row] = replace(shop[row], category=(f"QX{row}",))
    ill["categories"] = {product.id for product in shop[15:20]}
    for row in range(20, 25):
        shop[row] = replace(shop[row], titles={"en": shop[row].titles["en"]})
    ill["translations"] = {product.id for product in shop[20:25]}
    for row in range(25, 30):
        shop[row] = replace(shop[row], descriptions={"en": "nice"})
    ill["descriptions"] = {product.id for product in shop[25:30]}
    for row in range(30, 35):
        first = shop[row].variants[0]
        shop[row] = replace(shop[row], variants=(*shop[row].variants, replace(first, sku=f"{first.sku}-2")))
    ill["variants"] = {product.id for product in shop[30:35]}

    findings = examine(shop, languages=("zh", "en"))
    for check, ids in ill.items():
        found = {i for f in findings if f.check == check for i in f.product_ids}
        assert ids <= found, check
    true = set().union(*ill.values())
    false = [f for f in findings if f.severity != "hint" and not set(f.product_ids) & true]
    assert len(false) <= 2, false


def test_copies_are_found_by_words_and_by_pictures():
    random = np.random.default_rng(0)
    pictures = random.uniform(size=(len(SHOP), 64)).astype(np.float32)
    turned = " ".join(reversed(SHOP[1].titles["en"].split()))
    copies = [copy_of(SHOP[0]), copy_of(SHOP[1], titles={**SHOP[1].titles, "en": turned})]
    noise = random.normal(0, 0.005, (2, 64)).astype(np.float32)
    findings = examine([*SHOP, *copies], pictures=np.concatenate([pictures, pictures[:2] + noise]))
    for check in ("text_duplicates", "picture_duplicates"):
        groups = {f.product_ids for f in findings if f.check == check and f.severity == "warning"}
        assert groups == {(SHOP[0].id, copies[0].id), (SHOP[1].id, copies[1].id)}


def test_every_check_is_on_its_page():
    page = Path(__file__).parents[3].joinpath("docs/doctor.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == set(ROLE.names())
