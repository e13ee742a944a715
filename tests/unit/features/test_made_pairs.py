from daogou.features.made_pairs import made_pairs
from daogou.features.offers import Offer, Rarity, words

OFFERS = [
    Offer(f"{maker} {thing} {number} deluxe edition", maker, 10.0 * number)
    for number, (maker, thing) in enumerate(
        [("acme", "lamp"), ("acme", "kettle"), ("borea", "lamp"), ("borea", "drill"), ("cirro", "camera")],
        start=1,
    )
]
RARITY = Rarity(offer.title for offer in OFFERS)


def test_every_offer_meets_a_copy_of_itself_and_its_rivals():
    pairs, same = made_pairs(OFFERS, RARITY, seed=0)
    assert [first for (first, _), is_same in zip(pairs, same, strict=True) if is_same] == OFFERS
    assert same.count(False) > same.count(True)


def test_a_copy_says_little_that_no_offer_says():
    pairs, _ = made_pairs(OFFERS, RARITY, seed=0)
    known = {
        "".join(sorted(word)) for offer in OFFERS for word in words(offer.title)
    }  # letters may change places
    assert all("".join(sorted(word)) in known for _, copy in pairs for word in words(copy.title))


def test_the_same_seed_makes_the_same_pairs():
    assert made_pairs(OFFERS, RARITY, seed=5) == made_pairs(OFFERS, RARITY, seed=5)
    assert made_pairs(OFFERS, RARITY, seed=5) != made_pairs(OFFERS, RARITY, seed=6)


def test_offers_with_one_title_are_no_rivals():
    twice = [Offer("red hat", "a", 1.0), Offer("red hat", "b", 2.0)]
    _, same = made_pairs(twice, RARITY, seed=0)
    assert same == [True, True]


def test_no_offers_make_no_pairs():
    assert made_pairs([], RARITY, seed=0) == ([], [])
