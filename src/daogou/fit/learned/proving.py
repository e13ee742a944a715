"""Whether a learnt model tells more than the chart and the counts do, on purchases it has not seen.

Of few purchases a model can be surer than it is right: of 600 by people who bought once each, of two dresses,
it took the right size for too large. So it must win before it is asked.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from daogou.core.errors import BadInput, BadQuery
from daogou.fit.learned.shop import ShopFit, Worn, learn_shop
from daogou.fit.sizes.advisor import LearnedFit, SizeAdvisor
from daogou.fit.sizes.garments import NO_ONE, Others
from daogou.fit.systems.labels import same_size

HELD = 0.2  # of the shoppers: a fifth, as the bench holds back
MOST = 400  # purchases that are asked about: enough for a mean, and some seconds at most


def proven(worn: Sequence[Worn], counts: Mapping[str, Others], *, seed: int = 0) -> ShopFit | None:
    """A model of all purchases; None where one of four fifths did not win on the last fifth.

    Beside it stands the advice without a model; both are scored by the mean logarithm of the chance that they
    gave to what came true. ``counts``: product id -> what became of its purchases; they know the last fifth,
    too, which only makes winning harder.

    Raises:
        BadInput: too few to learn from, as ``learn_shop`` has it.
        MissingDependency: scikit-learn is not installed.
    """
    shoppers = sorted({one.shopper_id for one in worn})
    random = np.random.default_rng(seed)
    held = {who for who, drawn in zip(shoppers, random.random(len(shoppers)), strict=True) if drawn < HELD}
    model = learn_shop([one for one in worn if one.shopper_id not in held], seed=seed)
    asked = [one for one in worn if one.shopper_id in held][:MOST]
    if _score(asked, counts, model) <= _score(asked, counts, None):
        return None
    return learn_shop(worn, seed=seed)


def _score(asked: Sequence[Worn], counts: Mapping[str, Others], model: LearnedFit | None) -> float:
    """Mean log chance of what came true; higher is better."""
    logs: list[float] = []
    for one in asked:
        others = counts.get(one.garment.product_id, NO_ONE)
        size = same_size(one.size, one.garment.chart.sizes)
        try:
            advice = SizeAdvisor(one.garment, model, others).advise(one.body)
        except (BadInput, BadQuery):  # nothing that this chart could be read with
            continue
        if size is not None:
            logs.append(math.log(max(getattr(advice.chance(size), one.verdict), 1e-9)))
    return math.fsum(logs) / len(logs) if logs else -math.inf
