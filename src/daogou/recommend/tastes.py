"""What one history says of each of its products, as it is and with some product's acts left out."""

import numpy as np

from daogou.recommend.history import History, Ints, Tastes

NOTHING = -1  # in place of a product that is left out
WHOLE = np.array([NOTHING])


def without_each(history: History, left_out: Ints) -> list[History]:
    """The history without the acts on one product after the other; whole for ``NOTHING``."""
    return [history if one == NOTHING else history.without([one]) for one in left_out.tolist()]


def tastes(history: History, half_life_acts: float, left_out: Ints = WHOLE) -> Tastes:
    """As ``faded_matrix`` and ``disliked_matrix`` have them of ``history.without([product])``.

    The history remembers them: several parts of a hybrid ask, to score and again to explain.
    """
    key = (half_life_acts, left_out.tobytes())
    if key not in history.remembered:
        history.remembered[key] = _tastes(history, half_life_acts, left_out)
    return history.remembered[key]


def _tastes(history: History, half_life_acts: float, left_out: Ints) -> Tastes:
    products, place = history.distinct
    of_product = np.zeros((len(history), len(products)), np.float32)
    of_product[np.arange(len(history)), place] = 1
    stays = history.items != left_out[:, None]  # (n, acts)
    faded = history.weights * stays
    if half_life_acts:
        speaks = (history.weights > 0) & stays
        newer = speaks[:, ::-1].cumsum(axis=1)[:, ::-1] - speaks
        faded = faded * np.exp2(-newer / np.float32(half_life_acts))
    liked = np.maximum(faded.astype(np.float32) @ of_product, 0)
    if history.weights.min(initial=0.0) >= 0:
        return Tastes(products, liked, np.zeros_like(liked))
    against = -(history.weights * stays) @ of_product
    return Tastes(products, liked, np.maximum(against, 0).astype(np.float32))
