"""Simulated wearings whose law is known: bodies have a size, products run small or large."""

import numpy as np

from daogou.fit.learned.wearings import Wearings


def drawn_wearings(count, seed=0, shoppers=60, products=12):
    """``(wearings, verdicts, offsets)``: ``offsets`` float64 [products], larger runs smaller."""
    chance = np.random.default_rng(seed)
    body = chance.normal(90, 6, shoppers)
    offsets = np.linspace(-2, 2, products)
    who, what = chance.integers(0, shoppers, count), chance.integers(0, products, count)
    sizes = np.round((body[who] - 78) / 4 + chance.normal(0, 0.7, count))
    felt = (body[who] - 78) / 4 - sizes + offsets[what] + chance.normal(0, 0.4, count)
    verdicts = np.where(felt > 0.8, 0, np.where(felt < -0.8, 2, 1)).astype(np.intp)
    wearings = Wearings(
        np.array([f"s{one}" for one in who]),
        np.array([f"p{one}" for one in what]),
        sizes,
        {"bust": np.where(chance.random(count) < 0.1, np.nan, body[who])},
        {"category": np.where(what < products // 2, "dress", "shirt")},
        ("bust",),
    )
    return wearings, verdicts, offsets
