"""Pairs of products that shoppers liked together: what the fusion of modalities learns likeness from."""

import numpy as np

from daogou.recommend.history import Ints
from daogou.recommend.interactions import Interactions

MOST_OF_A_SHOPPER = 20  # pairs: n products make n^2 pairs, and a collector would drown out everybody else


def co_liked(interactions: Interactions, *, seed: int, most: int = MOST_OF_A_SHOPPER) -> Ints:
    """int64 [m, 2]: of each shopper some pairs of different products liked, either order; deterministic.

    All pairs in both orders of those who liked few products, ``most`` drawn ones of those who liked many.
    """
    random = np.random.default_rng(seed)
    pairs = [np.zeros((0, 2), np.int64)]
    for history in interactions:
        liked = history.liked
        count = len(liked)
        if count > 1:
            numbers = np.arange(count * (count - 1))
            if len(numbers) > most:
                numbers = random.choice(len(numbers), most, replace=False)
            first, place = np.divmod(numbers, count - 1)
            pairs.append(liked[np.stack([first, place + (place >= first)], axis=1)])
    return np.concatenate(pairs)
