"""Does a sentence say that a company provides a product? The product corpus (Schön et al. 2018)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from daogou.core.progress import Progress
from daogou.evaluation.company_product import FOLDER, JudgedSentences, read_company_product
from daogou.evaluation.tasks import Measurement, Task
from daogou.language.loglinear import Schedule
from daogou.language.relations.provides import train_provides

SPLITS = ("train", "dev", "test")
SCHEDULE = Schedule(epochs=6, rate=0.1, penalty=1e-3)  # of six tried, the best on dev
THRESHOLDS = tuple(step / 20 for step in range(1, 20))
PROTOCOL = (
    "The corpus' own split, documents apart; trained on train, settings and the threshold chosen on dev; F1 "
    "of CompanyProvidesProduct and accuracy on test. majority_*: the commonest answer of train, which is no "
    "and so has no F1 to speak of; all_yes_f1: always yes."
)


@dataclass(frozen=True)
class Options:
    """None."""


class RelationsCompany:
    """The task."""

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """See the protocol.

        Raises:
            NotFound: ``entities/company_product`` is not in the data folder.
        """
        train, dev, test = (read_company_product(data, split) for split in SPLITS)
        judge = train_provides(
            train.sentences, train.provided, seed=seed, schedule=SCHEDULE, progress=progress
        )
        on_dev, on_test = ([judge(s) for s in split.sentences] for split in (dev, test))
        least = max(THRESHOLDS, key=lambda t: f1(dev.provided, [p >= t for p in on_dev]))
        said = [p >= least for p in on_test]
        metrics = {
            "f1": f1(test.provided, said),
            "accuracy": _accuracy(test.provided, said),
            "threshold": least,
            "dev_f1": f1(dev.provided, [p >= least for p in on_dev]),
            **_guesses(test),
        }
        return Measurement(metrics, PROTOCOL, tuple(data / FOLDER / f"{split}.jsonl.gz" for split in SPLITS))


def _guesses(test: JudgedSentences) -> dict[str, float]:
    never, always = [False] * len(test.provided), [True] * len(test.provided)
    return {
        "majority_f1": f1(test.provided, never),
        "majority_accuracy": _accuracy(test.provided, never),
        "all_yes_f1": f1(test.provided, always),
    }


def f1(true: Sequence[bool], said: Sequence[bool]) -> float:
    """2 TP / (said + true); 0 where nothing is said."""
    right = sum(a and b for a, b in zip(true, said, strict=True))
    return 2 * right / max(1, sum(true) + sum(said))


def _accuracy(true: Sequence[bool], said: Sequence[bool]) -> float:
    return sum(a == b for a, b in zip(true, said, strict=True)) / max(1, len(true))


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return RelationsCompany()
