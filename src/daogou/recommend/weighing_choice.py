"""Which way to weigh recommenders deserves to be used: learnt from some questions, judged on others."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from daogou.core.progress import Progress
from daogou.recommend.held_out import HeldOut
from daogou.recommend.history import Times
from daogou.recommend.part import Part
from daogou.recommend.weighing import Weighing
from daogou.recommend.weighing_training import examples_of, gains, learnt, only, preferred, start, tuned


@dataclass(frozen=True, eq=False)
class Chosen:
    """``worth``: mean NDCG on the judging questions of each part alone, in their order, then of the same
    weights for everybody, then of weights per shopper."""

    weighing: Weighing
    worth: Times


def chosen_weighing(
    parts: Sequence[Part],
    learning: HeldOut,
    judging: HeldOut,
    newest: float,
    random: np.random.Generator,
    progress: Progress,
) -> Chosen:
    """The same weights for everybody, unless weights per shopper or one part alone are clearly better.

    ``newest``: the time that acts' ages are counted from, 0 where no time is known.
    """
    examples = examples_of(parts, learning, newest, random, progress)
    begin = start(examples, newest)
    candidates = [only(begin, part) for part in range(len(parts))]
    candidates += [tuned(examples, learnt(examples, begin, personal=personal)) for personal in (False, True)]
    found = gains(parts, judging, candidates, progress)
    n = len(parts)
    return Chosen(candidates[preferred(found, [[n], [n + 1], range(n)])], found.mean(axis=1))
