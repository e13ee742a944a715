"""Last acts, held out of a lesson to see how well the acts before them foretell them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from daogou.recommend.history import History, Ints
from daogou.recommend.interactions import interactions_of
from daogou.recommend.lesson import Lesson


@dataclass(frozen=True, eq=False)
class HeldOut:
    """``lesson`` without the held acts; ``histories`` before them; ``wanted`` int64 [n]: what came next."""

    lesson: Lesson
    histories: Sequence[History]
    wanted: Ints

    def __len__(self) -> int:
        return len(self.wanted)

    def part(self, chosen: Ints) -> "HeldOut":
        """Some of the questions, about the same lesson."""
        return HeldOut(self.lesson, [self.histories[i] for i in chosen], self.wanted[chosen])


def last_acts(lesson: Lesson, most: int, random: np.random.Generator) -> HeldOut:
    """For at most ``most`` shoppers the last product that was new to them and liked, and all that followed.

    A shopper with nothing before it, or who never came to like a second product, is not asked about.
    """
    histories = list(lesson.interactions)
    before: dict[int, History] = {}
    wanted: dict[int, int] = {}
    for shopper in random.permutation(len(histories)).tolist():
        if len(wanted) == most:
            break
        place = _last_new(histories[shopper])
        if place > 0:
            before[shopper] = _until(histories[shopper], place)
            wanted[shopper] = int(histories[shopper].items[place])
    rest = interactions_of(
        (before.get(shopper, history) for shopper, history in enumerate(histories)), lesson.n_products
    )
    asked = sorted(wanted)
    return HeldOut(
        Lesson(rest, lesson.modalities, lesson.traits),
        [before[shopper] for shopper in asked],
        np.array([wanted[shopper] for shopper in asked], dtype=np.int64),
    )


def _last_new(history: History) -> int:
    """Where the last first act on a product that is liked altogether stands; 0 for none but the first."""
    products, first = np.unique(history.items, return_index=True)
    places = first[np.isin(products, history.liked)]
    return int(places.max(initial=0))


def _until(history: History, place: int) -> History:
    return History(history.items[:place], history.weights[:place], history.times[:place])
