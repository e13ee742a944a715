import numpy as np
import pytest

from daogou.core.product import Product
from daogou.trust.checks import ROLE, Patient


def thing(number, title, **more):
    return Product(id=str(number), titles={"en": title}, **more)


def warned(*products, pictures=None):
    findings = ROLE.open("text_duplicates")(Patient(products, pictures=pictures))
    return [finding.product_ids for finding in findings if finding.severity == "warning"]


OTHERS = [thing(100 + n, f"{word} summer dress") for n, word in enumerate(("blue", "green", "floral"))]


@pytest.mark.parametrize(
    "title",
    [
        "red leather boots",
        "Red Leather Boots",
        "boots, red leather",
        "red leather boot",
        "red lether boots",
        "ＲＥＤ leather boots",
    ],
)
def test_the_same_words_in_another_spelling_are_the_same_product(title):
    assert warned(thing(1, "red leather boots"), *OTHERS, thing(2, title)) == [("1", "2")]


@pytest.mark.parametrize(
    "title",
    [
        "blue leather boots",  # another colour
        "red leather boots 42",  # another size
        "red leather boats for children",
        "red feather boots soft",
    ],
)
def test_other_words_are_another_product(title):
    assert warned(thing(1, "red leather boots"), thing(3, "blue suede shoes"), *OTHERS, thing(2, title)) == []


def test_codes_that_differ_are_different_products():
    assert warned(thing(1, "Sony WH-1000XM4 headphones"), thing(2, "Sony WH-1000XM5 headphones")) == []


def test_chinese_titles_are_compared_by_their_characters():
    assert warned(thing(1, "红色夏季连衣裙"), thing(2, "夏季 红色 连衣裙"), thing(3, "蓝色夏季连衣裙")) == [
        ("1", "2")
    ]


def test_different_pictures_make_it_two_products_of_one_name():
    products = (thing(1, "silver earrings"), thing(2, "silver earrings"), *OTHERS)
    pictures = np.random.default_rng(0).uniform(size=(5, 30)).astype(np.float32)
    findings = list(ROLE.open("text_duplicates")(Patient(products, pictures=pictures)))
    assert [(f.severity, f.product_ids) for f in findings] == [("hint", ("1", "2"))]
    pictures[1] = pictures[0]
    assert warned(*products, pictures=pictures) == [("1", "2")]


def test_another_description_makes_it_another_product_where_nobody_looked():
    products = (thing(1, "silver earrings", descriptions={"en": "round"}), thing(2, "silver earrings"))
    assert warned(*products) == []


@pytest.mark.slow
def test_a_hundred_thousand_titles_are_no_trouble():
    products = tuple(thing(n, f"brand{n % 300} model {n} dress colour{n % 17}") for n in range(100_000))
    assert warned(*products) == []


SEEN = np.random.default_rng(5).uniform(size=(6, 30)).astype(np.float32)


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("black coffee george white shirts", True),
        ("blak coffe george white shirt", True),
        ("black coffee george white shirt 42", False),  # a number tells them apart
        ("green rubber boots", False),  # one picture, but another product
    ],
)
def test_of_two_products_with_one_picture_the_titles_need_only_be_alike(title, same):
    products = (thing(1, "black coffee men george white shirts"), *OTHERS, thing(2, title))
    pictures = SEEN[:5].copy()
    pictures[4] = pictures[0]
    assert warned(*products, pictures=pictures) == ([("1", "2")] if same else [])
    assert warned(*products, pictures=SEEN[:5]) == []


def test_one_product_offered_twice_is_told_with_what_speaks_for_it():
    products = (thing(1, "bulchee women black handbag"), *OTHERS, thing(2, "bulhe woman black handbags"))
    pictures = SEEN[:5].copy()
    pictures[4] = pictures[0]
    (finding,) = ROLE.open("text_duplicates")(Patient(products, pictures=pictures))
    assert "offered twice" in finding.what
    assert "% alike" in finding.what
    assert "same picture" in finding.what
    assert finding.fix


def test_a_typo_is_told_of_once_where_the_pictures_are_the_same_too():
    products = (thing(1, "red leather boots"), *OTHERS, thing(2, "red lether boots"))
    pictures = SEEN[:5].copy()
    pictures[4] = pictures[0]
    assert warned(*products, pictures=pictures) == [("1", "2")]
