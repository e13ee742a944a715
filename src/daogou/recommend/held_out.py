"""Last acts, held out of a lesson to see how well the acts before them foretell them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from daogou.recommend.history import History, Ints
from daogou.recommend.interactions import interactions_of
from daogou.recommend.lesson import Lesson

# of one shopper: more would teach whom they follow, not what works
MOST_OF_ONE = 5


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
    """The last products that were new to a shopper and liked, with all that followed; about ``most`` of them.

    One of each shopper; of few shoppers several, as far as four times as many stay. A shopper with nothing
    before them is not asked about.
    """
    histories = list(lesson.interactions)
    each = min(max(most // max(len(histories), 1), 1), MOST_OF_ONE)
    asked = np.sort(random.permutation(len(histories))[: max(most // each, 1)])
    before: dict[int, History] = {}
    questions: list[tuple[History, int]] = []
    for shopper in asked.tolist():
        places = _last_new(histories[shopper], each)
        if len(places) and places[0] > 0:
            before[shopper] = _until(histories[shopper], int(places[0]))
            wanted = histories[shopper].items[places].tolist()
            questions += [(before[shopper], product) for product in wanted]
    rest = interactions_of(
        (before.get(shopper, history) for shopper, history in enumerate(histories)), lesson.n_products
    )
    return HeldOut(
        Lesson(rest, lesson.modalities, lesson.traits, lesson.links),
        [history for history, _ in questions],
        np.array([product for _, product in questions], dtype=np.int64),
    )


def _last_new(history: History, most: int) -> Ints:
    """Where the first acts on the last liked products stand: a fifth of these products, one at least."""
    products, first = np.unique(history.items, return_index=True)
    places = np.sort(first[np.isin(products, history.liked)])
    return places[-min(most, max(len(places) // 5, 1)) :]


def _until(history: History, place: int) -> History:
    return History(history.items[:place], history.weights[:place], history.times[:place])
