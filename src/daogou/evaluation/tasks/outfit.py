"""Which piece is missing from an outfit? Fill-in-the-blank of 4 on the demo shop's simulated wardrobes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadOption
from daogou.core.progress import Progress, tracked
from daogou.evaluation.metrics.bootstrap import bootstrap_interval
from daogou.evaluation.tasks import Measurement, Task
from daogou.fit.outfits.families import Wish, suits
from daogou.fit.outfits.features import Features
from daogou.fit.outfits.maker import OutfitMaker
from daogou.fit.outfits.pieces import Piece
from daogou.fit.outfits.scoring import Scoring
from daogou.fit.outfits.taste import Taste
from daogou.fit.outfits.teaching import Taught
from daogou.sources.demo.design import Design, designs
from daogou.sources.demo.products import product_of
from daogou.sources.demo.wardrobes import Wardrobe, hidden_liking, wardrobes

Floats = NDArray[np.float64]
Stage = Literal["test", "validation"]
SHOP_SEED = 7  # of the demo shop as ``daogou demo`` draws it
TRAIN, VALIDATION = 0.6, 0.2  # of the wardrobes
WRONG = 3
LEAST = 3  # pieces of an outfit: two are left to go by
# which pieces may be wrong: of one category; of one category and for the same people; any
AGAINST = ("category", "look_alike", "random")
LEARNT = ("together", "popularity")
PROTOCOL = (
    "{products} drawn products, {people} simulated wardrobes (see sources/demo/wardrobes.py), 60 % to learn "
    "from, 20 % for choosing, 20 % for the test, split by wardrobe. Each piece of each outfit of at least "
    "three is asked for among four, given the rest: three others of its category (category), of its category "
    "and for the same people (look_alike), any (random). Shares of right answers, a tie counts in part, mean "
    "over wardrobes; _low and _high: 95 % bootstrap over wardrobes. taught: learnt weights; default: nothing "
    "learnt; attributes: taught without counts of products; colour_only, co_wear_only, popularity: those "
    "weights of taught alone; colour_rules: colour harmony by default; ceiling: who knows the wearer's "
    "hidden liking, not purpose, season or chance. Chance is .25."
)


@dataclass(frozen=True)
class Options:
    """``stage``: what is asked. ``products``, ``people``: how large the simulation is."""

    stage: str = "test"
    products: int = 640
    people: int = 480


@dataclass(frozen=True)
class _Question:
    """``options``: rows of the pieces to choose from, the right one first; ``rest``: rows of the others."""

    wardrobe: int
    options: NDArray[np.intp]
    rest: NDArray[np.intp]


@dataclass(frozen=True)
class Outfits:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Simulate, learn, ask. Reads nothing of the data folder.

        Raises:
            BadOption: no such stage.
        """
        if self.options.stage not in ("test", "validation"):
            raise BadOption(f"There is no stage {self.options.stage!r}; there are: test, validation.")
        drawn = list(designs(self.options.products, SHOP_SEED))
        maker = OutfitMaker([product_of(design) for design in drawn])
        people = list(wardrobes(drawn, seed, self.options.people))
        train, asked = split(people, self.options.stage == "test", seed)
        learnt = _learnt(maker, train, seed, progress)
        metrics: dict[str, float] = {}
        for against in tracked(AGAINST, progress, "Filling in the blanks", len(AGAINST)):
            questions = list(_questions(maker, asked, against, seed))
            answers = _answers(maker, learnt, questions)
            answers["ceiling"] = _ceiling(maker, drawn, asked, questions, seed)
            metrics |= _metrics(answers, questions, against, seed)
        size = {"products": self.options.products, "people": self.options.people}
        return Measurement(metrics, PROTOCOL.format(**size))


def split(people: Sequence[Wardrobe], is_test: bool, seed: int) -> tuple[list[Wardrobe], list[Wardrobe]]:
    """(to learn from, to ask about)."""
    order = np.random.default_rng([seed, 1]).permutation(len(people)).tolist()
    first, second = round(TRAIN * len(people)), round((TRAIN + VALIDATION) * len(people))
    asked = order[second:] if is_test else order[first:second]
    return [people[row] for row in order[:first]], [people[row] for row in asked]


def _learnt(maker: OutfitMaker, train: Sequence[Wardrobe], seed: int, progress: Progress) -> Taught:
    worn = [(one.person_id, outfit) for one in train for outfit in one.outfits]
    return maker.teach(worn, seed=seed, progress=progress)


def _questions(maker: OutfitMaker, asked: Sequence[Wardrobe], against: str, seed: int) -> Iterator[_Question]:
    """Every piece of every outfit that three wrong ones can be found for."""
    random = np.random.default_rng([seed, 2, AGAINST.index(against)])
    row_of = {one: row for row, one in enumerate(maker.pieces)}
    wrong = _Wrong(list(maker.pieces.values()), against)
    for number, wardrobe in enumerate(asked):
        for outfit in wardrobe.outfits:
            rows = [row_of[one] for one in outfit if one in row_of]
            for row in rows if len(rows) >= LEAST else ():
                others = np.setdiff1d(wrong.of(row), rows)
                if len(others) >= WRONG:
                    options = np.array([row, *random.choice(others, WRONG, replace=False)], np.intp)
                    yield _Question(number, options, np.array([one for one in rows if one != row], np.intp))


class _Wrong:
    """Rows of what may stand beside the right piece."""

    def __init__(self, pieces: Sequence[Piece], against: str) -> None:
        self._kinds = np.array([piece.kinds[0] for piece in pieces])
        self._audiences = [piece.audience for piece in pieces]
        self._against = against

    def of(self, row: int) -> NDArray[np.intp]:
        if self._against == "random":
            return np.arange(len(self._kinds))
        same = np.flatnonzero(self._kinds == self._kinds[row])
        if self._against == "category":
            return same
        own = self._audiences[row]
        return np.array([other for other in same if suits(self._audiences[other], own)], np.intp)


def _methods(learnt: Taste) -> Mapping[str, Taste]:
    """Each as a taste; what it does not weigh, it does not know."""
    default = {name: weight for name, weight in Taste().weights.items() if not name.startswith(LEARNT)}
    attributes = {name: weight for name, weight in learnt.weights.items() if not name.startswith(LEARNT)}
    return {
        "taught": learnt,
        "default": Taste(default),
        "attributes": Taste(attributes),
        "colour_only": learnt.only("colour"),
        "colour_rules": Taste(default).only("colour"),
        "co_wear_only": learnt.only("together"),
        "popularity": learnt.only("popularity"),
    }


def _answers(maker: OutfitMaker, learnt: Taught, questions: Sequence[_Question]) -> dict[str, Floats]:
    """Method -> float [questions]: how right it is, 0..1."""
    pieces = list(maker.pieces.values())
    features = Features(maker.scoring.families, pieces, learnt.evidence)
    tastes = _methods(learnt.taste)
    scorings = [Scoring(maker.scoring.families, taste, learnt.evidence) for taste in tastes.values()]
    pair_weights = np.stack([scoring.pair_weights for scoring in scorings], axis=1)
    alone = features.alone(Wish()) @ np.stack([scoring.alone_weights for scoring in scorings], axis=1)
    right = []
    for one in questions:
        beside = features.of_pairs(one.options[:, None], one.rest[None, :]).mean(axis=1)
        # as in an outfit's value: a mean over pairs holds each piece twice as often as one over pieces
        right.append(_is_right(2 * beside @ pair_weights + alone[one.options]))
    return dict(zip(tastes, np.array(right).T, strict=True))


def _is_right(scores: Floats) -> Floats:
    """float [4, methods] -> [methods]: 1 where the first is highest, in part where others are as high."""
    best = np.isclose(scores, scores.max(axis=0), rtol=0, atol=1e-9)
    return np.asarray(best[0] / best.sum(axis=0))


def _ceiling(
    maker: OutfitMaker,
    drawn: Sequence[Design],
    asked: Sequence[Wardrobe],
    questions: Sequence[_Question],
    seed: int,
) -> Floats:
    place = {design.id: row for row, design in enumerate(drawn)}
    rows = np.array([place[one] for one in maker.pieces], np.intp)
    liking = hidden_liking(drawn, seed, [one.person_id for one in asked])[:, rows]
    liking = np.nan_to_num(liking, neginf=-1e9)
    return np.array([_is_right(liking[one.wardrobe, one.options][:, None])[0] for one in questions])


def _metrics(
    answers: Mapping[str, Floats], questions: Sequence[_Question], against: str, seed: int
) -> dict[str, float]:
    """Means over wardrobes with their intervals; how far taught is ahead of popularity, pair by pair."""
    owner = np.array([one.wardrobe for one in questions])
    own = [owner == number for number in np.unique(owner)]
    means = {method: np.array([right[one].mean() for one in own]) for method, right in answers.items()}
    means["taught_over_popularity"] = means["taught"] - means["popularity"]
    metrics: dict[str, float] = {f"questions_{against}": len(questions), f"random_{against}": 1 / (1 + WRONG)}
    for method, values in means.items():
        found = bootstrap_interval(values, seed)
        ends = {"": found.mean, "_low": found.low, "_high": found.high}
        metrics |= {f"{method}_{against}{end}": value for end, value in ends.items()}
    return metrics


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return Outfits(options)
