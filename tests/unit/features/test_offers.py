import math

import pytest

from daogou.core.product import Product, Variant
from daogou.features.offers import Offer, Rarity, cosine, grams, offer_of, words


def test_letters_and_digits_are_words_of_their_own():
    assert words("Photoshop CS3 v10.5") == ("photoshop", "cs", "3", "v", "10.5")
    assert words("红色T恤") == ("红", "色", "t", "恤")


def test_grams_mark_both_ends():
    assert grams("ab") == (" ab", "ab ")


def test_a_rare_word_tells_more():
    rarity = Rarity(["red hat", "red coat", "red scarf"])
    assert rarity.of("hat") == pytest.approx(math.log(4 / 2))
    assert rarity.of("red") == pytest.approx(0)
    assert rarity.of("unknown") == pytest.approx(math.log(4))


def test_titles_given_twice_count_once():
    assert Rarity(["red hat", "red hat", "coat"]).of("red") == pytest.approx(math.log(3 / 2))


def test_the_cosine_of_a_title_with_itself_is_one():
    rarity = Rarity(["blue hat", "red coat"])
    vector = rarity.word_vector("blue hat")
    assert cosine(vector, vector) == pytest.approx(1)
    assert cosine(vector, rarity.word_vector("red coat")) == 0


def test_a_product_as_an_offer():
    product = Product("1", {"en": "Hat"}, brand="Acme", variants=(Variant("s", price=9.0),))
    assert offer_of(product) == Offer("Hat", "Acme", 9.0)
