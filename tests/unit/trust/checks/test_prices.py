import pytest

from daogou.core.product import Product, Variant
from daogou.trust.checks import ROLE, Patient


def priced(number, price, **more):
    variants = (Variant(f"sku-{number}", price=price, **more),)
    return Product(
        id=str(number), titles={"en": f"thing {number}"}, category=("Apparel", "Dresses"), variants=variants
    )


def found(*products, **options):
    return list(ROLE.open("prices", options)(Patient(products)))


ORDINARY = [priced(number, 80 + number) for number in range(40)]  # 80 to 119


@pytest.mark.parametrize(
    ("price", "advice"),
    [
        (9900, "divided by 100"),
        (990, "divided by 10 "),
        (9.9, "multiplied by 10 "),
        (0.99, "multiplied by 100"),
    ],
)
def test_a_slipped_decimal_point_is_found_and_named(price, advice):
    findings = found(*ORDINARY, priced(99, price))
    assert [finding.product_ids for finding in findings] == [("99",)]
    assert advice in findings[0].fix


def test_a_dear_thing_among_things_of_all_prices_is_no_slip():
    spread = [priced(number, 10 * 1.2**number) for number in range(40)]
    assert found(*spread, priced(99, 30_000)) == []


def test_a_category_of_few_says_nothing():
    assert found(*ORDINARY[:5], priced(99, 9900)) == []


@pytest.mark.parametrize("price", [0.0, -1.0, float("inf"), float("nan")])
def test_an_impossible_price_is_an_error(price):
    (finding,) = found(priced(1, price))
    assert finding.severity == "error"


def test_a_price_above_the_price_before_the_sale_is_an_error():
    (finding,) = found(priced(1, 100.0, list_price=80.0))
    assert finding.severity == "error"
    assert found(priced(1, 80.0, list_price=100.0)) == []


def test_a_variant_far_from_its_siblings_is_found():
    variants = (Variant("s", price=50.0), Variant("m", price=50.0), Variant("l", price=500.0))
    (finding,) = found(Product(id="1", titles={"en": "shirt"}, variants=variants))
    assert "l" in finding.what
    assert "divided by 10 " in finding.fix


def test_no_price_is_no_fault():
    assert found(priced(1, None)) == []
