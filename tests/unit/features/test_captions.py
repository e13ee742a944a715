"""What is said of a product when the space is taught."""

from daogou.core.product import Product
from daogou.features.captions import captions_of
from daogou.features.shop_words import pieces, shop_words

SHIRT = Product(
    id="1",
    titles={"en": "Turtle Check Men Navy Blue Shirt", "zh": "海龟 男士格子衬衫"},
    category=("Apparel", "Topwear", "Shirts"),
    attributes={"colour": ("Navy Blue",), "audience": ("Men",)},
)


def test_titles_attributes_and_categories_are_captions_of_their_own_kind():
    captions = captions_of(SHIRT)
    assert captions["title en"] == ("Turtle Check Men Navy Blue Shirt",)
    assert captions["title zh"] == ("海龟 男士格子衬衫",)
    assert captions["colour"] == ("Navy Blue",)
    assert captions["category -1"] == ("Shirts",)
    assert captions["category -3"] == ("Apparel",)
    assert captions["colour category"] == ("Navy Blue Shirts",)
    assert captions["all"] == ("Navy Blue Shirts Men",)


def test_an_english_feed_still_teaches_chinese_words():
    captions = captions_of(SHIRT)
    assert "藏青色" in captions["colour zh"]
    assert "衬衫" in captions["category zh"]
    assert all(
        any(name in text for name in captions["category zh"]) for text in captions["colour category zh"]
    )
    assert all(text.startswith("男") for text in captions["all zh"])


def test_a_product_of_which_nothing_is_known_has_its_title():
    captions = captions_of(Product(id="2", titles={"en": "Thing"}))
    assert captions == {"title en": ("Thing",)}


def test_a_product_without_anything_has_no_captions():
    assert captions_of(Product(id="3", titles={})) == {}


def test_words_are_latin_words_and_pairs_of_chinese_characters():
    assert pieces("Nike Air-Max 90 红色连衣裙 裙") == [
        "nike",
        "air",
        "max",
        "90",
        "红色",
        "色连",
        "连衣",
        "衣裙",
        "裙",
    ]


def test_a_shop_word_is_used_by_at_least_two_texts():
    words = shop_words(["Nike shoe shoe", "Nike bag", "Puma shoe"])
    assert words.words == ("nike", "shoe")
    rows = words.rows(["a Nike bag", "", "shoe nike"])
    assert rows[0, :2].tolist() == [1, 0]
    assert not rows[1].any()
    assert rows[2, :3].tolist() == [2, 1, 0]
