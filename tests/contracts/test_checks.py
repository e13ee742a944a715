"""Every check of the catalogue doctor keeps the contract, and leaves a healthy shop alone."""

from dataclasses import replace

import numpy as np
import pytest

from daogou.core.product import Picture, Product, Variant
from daogou.sources.demo.products import demo_products
from daogou.trust.checks import ROLE, Patient
from daogou.vision.colour import NAMES


@pytest.fixture(scope="module")
def shop():
    return tuple(demo_products(1500, seed=5))


@pytest.fixture(params=ROLE.names())
def check(request):
    return request.param, ROLE.open(request.param)


STRANGE = (
    Product(id="empty", titles={}),
    Product(id="blank", titles={"en": " ", "zh": ""}, descriptions={"en": ""}, category=("", " "), brand=" "),
    Product(id="odd", titles={"en": "👗"}, variants=(Variant(""), Variant("")), pictures=(Picture(""),)),
    Product(id="infinite", titles={"en": "x"}, variants=(Variant("a", price=float("inf")),)),
    Product(id="nothing", titles={"en": "x"}, variants=(Variant("b", price=float("nan")),)),
    Product(id="colours", titles={"en": "x"}, attributes={"colour": (), "material": ("",)}),
)


def test_an_empty_catalogue_has_no_findings(check):
    _, examine = check
    empty = np.zeros((0, 3), np.float32)
    assert list(examine(Patient(()))) == []
    assert list(examine(Patient((), ("zh", "en"), {}, np.zeros((0, len(NAMES)), np.float32), empty))) == []


def test_strange_products_break_nothing_and_every_finding_says_what_to_do(check):
    name, examine = check
    count = len(STRANGE)
    patient = Patient(
        STRANGE,
        ("zh", "en"),
        {"odd": "It is damaged."},
        np.eye(count, len(NAMES), dtype=np.float32),
        np.ones((count, 4), np.float32),
    )
    for finding in examine(patient):
        assert finding.check == name
        assert finding.severity in ("error", "warning", "hint")
        assert finding.what
        assert finding.fix.endswith((".", "?"))
        assert finding.product_ids
        assert set(finding.product_ids) <= {product.id for product in STRANGE}


def test_the_same_catalogue_gives_the_same_findings(check, shop):
    _, examine = check
    patient = Patient((*shop[:300], *STRANGE), ("zh", "en"))
    assert list(examine(patient)) == list(examine(patient))


def test_a_healthy_shop_is_left_alone(check, shop):
    """The drawn shop is made without faults: what an error or a warning concerns is a false alarm."""
    _, examine = check
    findings = [f for f in examine(Patient(shop, ("zh", "en"))) if f.severity != "hint"]
    concerned = {product_id for finding in findings for product_id in finding.product_ids}
    assert len(concerned) <= 0.005 * len(shop), findings[:5]


def test_products_are_only_looked_at(check, shop):
    _, examine = check
    before = [replace(product) for product in shop[:50]]
    list(examine(Patient(shop[:50], ("zh", "en"))))
    assert list(shop[:50]) == before
