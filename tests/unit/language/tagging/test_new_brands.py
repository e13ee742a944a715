import pytest

from daogou.core.product import Product
from daogou.language.concepts import concepts
from daogou.language.entities.gazetteer import Name
from daogou.language.tagging.new_brands import new_brands

STARTS = str.split("Bar Kel Mon Tor Vel Dar Fen Gor Hal Jun Lor Nim Par Rud Sol")
ENDS = str.split("ado ira ux ane olt isk")
KNOWN = [start + end for start in STARTS for end in ENDS]  # many: of few the names are learnt by heart
NEW = ["Zorva", "Quenby"]
GOODS = ["wool coat", "cotton shirt", "leather belt", "silk scarf", "denim skirt", "linen dress"]
COLOURS = ["red", "blue", "green", "black"]


def goods(number: int, brand: str, *, told: bool) -> Product:
    title = f"{brand} {COLOURS[number % 4]} {GOODS[number % 6]} for {('women', 'men')[number % 2]}"
    return Product(str(number), {"en": title}, brand=brand if told else "", category=("Clothes",))


def shop(count: int) -> list[Product]:
    told = [goods(n, KNOWN[n % len(KNOWN)], told=True) for n in range(count)]
    return told + [goods(1_000 + n, NEW[n % 2], told=False) for n in range(8)]


def brands() -> list[Name]:
    return [Name("brand", name.lower(), name) for name in KNOWN]


def test_too_few_titles_teach_nothing():
    assert new_brands(shop(40), concepts(), brands(), seed=0) == []


def test_a_shop_that_names_every_brand_is_not_asked():
    everything = [goods(n, KNOWN[n % len(KNOWN)], told=True) for n in range(240)]
    assert new_brands(everything, concepts(), brands(), seed=0) == []


@pytest.mark.slow
def test_names_that_stand_where_brands_do_are_found_with_their_products():
    pytest.importorskip("torch", reason="teaching needs torch")
    found = {name.name: name for name in new_brands(shop(400), concepts(), brands(), seed=0)}
    assert set(NEW) <= set(found)
    assert found["Zorva"].products == 4
    assert set(found["Zorva"].product_ids) <= {"1000", "1002", "1004", "1006"}
    assert not {"Red", "Blue", "red", "coat"} & set(found)
