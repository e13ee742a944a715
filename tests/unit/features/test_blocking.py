import numpy as np

from daogou.features.blocking import candidate_pairs
from daogou.features.offers import Offer, Rarity

LEFT = [Offer("acme photo editor 3"), Offer("north accounting")]
RIGHT = [Offer("photo editor"), Offer("acounting by north"), Offer("garden planner")]
RARITY = Rarity(o.title for o in (*LEFT, *RIGHT))


def test_offers_that_share_telling_words_meet():
    pairs = candidate_pairs(LEFT, RIGHT, RARITY, nearest=1)
    assert pairs == [(0, 0), (1, 1)]


def test_offers_that_mean_the_same_meet_without_a_shared_word():
    left, right = np.eye(3, dtype=np.float32)[:2], np.eye(3, dtype=np.float32)[[2, 2, 0]]
    pairs = candidate_pairs([Offer("x")] * 2, [Offer("y")] * 3, RARITY, nearest=1, meanings=(left, right))
    assert (0, 2) in pairs


def test_every_pair_is_there_once():
    pairs = candidate_pairs(LEFT, RIGHT, RARITY, nearest=5)
    assert len(pairs) == len(set(pairs))


def test_empty_feeds_have_no_pairs():
    none = np.zeros((0, 3), dtype=np.float32)
    assert candidate_pairs([], RIGHT, RARITY) == []
    assert candidate_pairs(LEFT, [], RARITY, meanings=(np.eye(3, dtype=np.float32)[:2], none)) == []
