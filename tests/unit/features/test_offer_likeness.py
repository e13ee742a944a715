import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from daogou.features.offer_likeness import likeness
from daogou.features.offers import Offer, Rarity

TITLES = st.text(alphabet="ab 12.", max_size=12)
PRICES = st.none() | st.floats(0.01, 1e4)


@given(TITLES, TITLES, PRICES, PRICES)
def test_every_pair_of_offers_has_finite_likenesses(first, second, price, other):
    pair = Offer(first, "a", price), Offer(second, "", other)
    rows = likeness([pair], Rarity([first, second]))
    assert np.isfinite(rows).all()


def test_pairs_are_judged_one_by_one():
    a, b, c = Offer("red hat 3"), Offer("red cap 4", "acme", 3.0), Offer("blue coat", "", 2.0)
    rarity = Rarity(o.title for o in (a, b, c))
    together = likeness([(a, b), (b, c)], rarity)
    assert np.array_equal(together[1:], likeness([(b, c)], rarity))


def test_the_same_offer_misses_nothing():
    hat = Offer("red felt hat 3", "acme", 5.0)
    row = likeness([(hat, hat)], Rarity([hat.title, "blue coat"]))[0]
    assert np.isclose(row[:6], 1).all()  # cosines and shares of words


def test_no_pairs_have_no_rows():
    assert len(likeness([], Rarity([]))) == 0
