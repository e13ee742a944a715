"""Was it small, right or large? Learnt from rentals of clothes, scored on rentals held back."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from daogou.core.errors import BadOption
from daogou.core.progress import Progress
from daogou.evaluation.rentals import read_rentals
from daogou.evaluation.tasks import Measurement, Task
from daogou.fit.learned.model import learn
from daogou.fit.learned.wearings import Floats

NAMES = ("small", "right", "large")
HELD = 0.2
BINS = 10  # of equal width, of the calibration error
PROTOCOL = (
    "192,544 Rent the Runway rentals, a random 20 % by seed held back (stage validation: a random 20 % of"
    " the rest). Known to the model: shopper, item, category, occasion, size, height, weight, bust band "
    "and cup, age, body type as the shopper chose it; not known: rating, recommendation, review and its "
    "date. auc: mean of the three one-vs-rest areas under the ROC curve; known_/new_ by whether the "
    "shopper has rentals in the training part; calibration_error: mean over the three verdicts of the "
    "expected calibration error in 10 bins (lower is better); log_loss likewise lower. Settings were "
    "chosen at stage validation."
)


@dataclass(frozen=True)
class Options:
    """``stage``: ``test``, or ``validation`` for choosing. ``rows``: only so many rentals, 0 for all."""

    stage: str = "test"
    rows: int = 0


@dataclass(frozen=True)
class Fit:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Learn and score.

        Raises:
            NotFound: ``fit/`` is not in the data folder.
            BadOption: no such stage.
        """
        if self.options.stage not in ("test", "validation"):
            raise BadOption(f"There is no stage {self.options.stage!r}; there are: test, validation.")
        rentals = read_rentals(data)
        train, asked = _split(len(rentals.verdicts), seed, self.options)
        progress.start("Learning from rentals")
        model = learn(rentals.wearings[train], rentals.verdicts[train], seed=seed)
        progress.finish()
        chances = model.chances(rentals.wearings[asked])
        known = np.isin(rentals.wearings.shoppers[asked], rentals.wearings.shoppers[train])
        metrics = _metrics(chances, rentals.verdicts[asked], known)
        return Measurement(metrics, PROTOCOL, (rentals.file,))


def _split(count: int, seed: int, options: Options) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows to learn from, and rows that are asked."""
    order = np.random.default_rng(seed).permutation(count)
    if options.rows:
        order = order[: options.rows]
    held = int(len(order) * HELD)
    test, rest = order[:held], order[held:]
    if options.stage == "test":
        return rest, test
    held = int(len(rest) * HELD)
    return rest[held:], rest[:held]


def _metrics(chances: Floats, verdicts: NDArray[np.intp], known: NDArray[np.bool_]) -> dict[str, float]:
    truth = np.eye(len(NAMES))[verdicts]
    areas = {name: _area(truth[:, at], chances[:, at]) for at, name in enumerate(NAMES)}
    picked = chances[np.arange(len(chances)), verdicts]
    return {
        "auc": float(np.mean(list(areas.values()))),
        **{f"auc_{name}": area for name, area in areas.items()},
        **_by_shopper(chances, truth, known),
        "log_loss": float(-np.log(np.maximum(picked, 1e-12)).mean()),
        "calibration_error": float(
            np.mean([_calibration_error(truth[:, at], chances[:, at]) for at in range(len(NAMES))])
        ),
    }


def _area(truth: Floats, chances: Floats) -> float:
    """Under the ROC curve: how often a row where it came true ranks above one where it did not; ties half."""
    ranks, is_true = rankdata(chances), truth.astype(bool)
    count, rest = int(is_true.sum()), int((~is_true).sum())
    return float((ranks[is_true].sum() - count * (count + 1) / 2) / (count * rest))


def _by_shopper(chances: Floats, truth: Floats, known: NDArray[np.bool_]) -> dict[str, float]:
    """Apart, where there are both."""
    parts = {"auc_known_shopper": known, "auc_new_shopper": ~known}
    return {name: _mean_area(chances[rows], truth[rows]) for name, rows in parts.items() if rows.any()}


def _mean_area(chances: Floats, truth: Floats) -> float:
    return float(np.mean([_area(truth[:, at], chances[:, at]) for at in range(len(NAMES))]))


def _calibration_error(truth: Floats, chances: Floats) -> float:
    """How far what came true departs from what was foretold, mean over rows (Naeini et al. 2015)."""
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    gaps = [abs(float((truth - chances)[bins == one].sum())) for one in range(BINS)]
    return float(np.sum(gaps) / len(truth))


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return Fit(options)
