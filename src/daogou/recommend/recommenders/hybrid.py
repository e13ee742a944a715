"""Several recommenders put together, each believed as much as it deserves about this shopper.

Parts learn without the last acts of some shoppers; two thirds of these teach how to weigh the parts (see
``weighing``), and the last third says whether the same weights for everybody are good enough. Only where they
are clearly worse than weights per shopper, or than one part alone, are those taken instead: on few acts
some part is easily the best by chance. Then the parts learn again from everything. A stranger, or a product
without events, falls to the parts that still say something.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from daogou.core.errors import BadOption
from daogou.core.files import read_json
from daogou.core.progress import Progress
from daogou.recommend.blend import PARTS_FILE, Blend
from daogou.recommend.held_out import last_acts
from daogou.recommend.lesson import Lesson
from daogou.recommend.recommenders import ROLE, Method, Recommender
from daogou.recommend.stored import load_arrays
from daogou.recommend.weighing import Weighing, newest_time, weighing_from
from daogou.recommend.weighing_choice import chosen_weighing
from daogou.recommend.weighing_training import unlearnt

# a mean NDCG of a third of them has a standard error of some .03: with fewer, weights would be chance
FEWEST = 200
# what popularity counts until acts say otherwise: it orders what the others find equal, and serves strangers
FAINT = 0.03


# parts learn twice, and content's attention takes ten times as long as its weighted sum
PARTS = ("popularity", "item_knn", "ease", "content: fusion = 'weighted_sum'", "knowledge_graph")


@dataclass(frozen=True)
class Options:
    """Which recommenders, and how much is spent on weighing them.

    ``parts``: names, each with its options where they are not the usual ones, in TOML:
    ``"ease: l2 = 30.0, kept = 200"``; ``most_questions``: so many shoppers' last acts are held out at most.
    """

    parts: list[str] = field(default_factory=lambda: list(PARTS))
    most_questions: int = 6000


class HybridMethod:
    """Learns the parts, then how to weigh them."""

    def __init__(self, methods: Mapping[str, Method], most_questions: int) -> None:
        self._methods = methods
        self._most_questions = most_questions

    def fit(self, lesson: Lesson, *, seed: int, progress: Progress) -> Recommender:
        """The parts are learnt twice: once to be weighed, once to be asked."""
        weighing = self._weighed(lesson, seed, progress)
        return Blend(list(self._methods), self._parts(lesson, seed, progress), weighing)

    def load(self, folder: Path) -> Recommender:
        """The parts are those that were saved, whatever the options say."""
        weighing = weighing_from(load_arrays(folder))
        names: list[str] = read_json(folder / PARTS_FILE)
        return Blend(names, [ROLE.open(name).load(folder / name) for name in names], weighing)

    def _parts(self, lesson: Lesson, seed: int, progress: Progress) -> list[Recommender]:
        return [method.fit(lesson, seed=seed, progress=progress) for method in self._methods.values()]

    def _weighed(self, lesson: Lesson, seed: int, progress: Progress) -> Weighing:
        """How the parts are to be weighed, as far as last acts can tell."""
        random = np.random.default_rng(seed)
        newest = newest_time(lesson.interactions.times)
        held = last_acts(lesson, self._most_questions, random)
        if len(held) < FEWEST:
            faint = [FAINT if name == "popularity" else 1.0 for name in self._methods]
            return unlearnt(np.log(faint), newest)
        parts = self._parts(held.lesson, seed, progress)
        order = random.permutation(len(held))
        learning, judging = np.split(order, [len(held) * 2 // 3])
        chosen = chosen_weighing(parts, held.part(learning), held.part(judging), newest, random, progress)
        return chosen.weighing


def build(options: Options) -> Method:
    """Open the parts.

    Raises:
        BadOption: there are none, one is named twice or is this one, or its options are no TOML.
        UnknownBackend: there is no recommender of that name.
    """
    if options.most_questions < 1:
        raise BadOption("recommender 'hybrid', option 'most_questions': expected at least 1.")
    methods: dict[str, Method] = {}
    for part in options.parts:
        name, given = _named(part)
        if name == "hybrid" or name in methods:
            raise BadOption(f"recommender 'hybrid', option 'parts': {name!r} cannot be a part (again).")
        methods[name] = ROLE.open(name, given)
    if not methods:
        raise BadOption("recommender 'hybrid', option 'parts': expected at least one.")
    return HybridMethod(methods, options.most_questions)


def _named(part: str) -> tuple[str, dict[str, object]]:
    """``ease: l2 = 30.0`` as its name and its options."""
    name, _, given = part.partition(":")
    try:
        return name.strip(), tomllib.loads(f"options = {{{given}}}")["options"]
    except tomllib.TOMLDecodeError as error:
        raise BadOption(
            f"recommender 'hybrid', option 'parts': {part!r}: {error}.",
            hint='Write them like "ease: l2 = 30.0, kept = 200".',
        ) from error
