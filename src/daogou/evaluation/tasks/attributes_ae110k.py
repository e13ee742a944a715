"""What values do attributes have, by the title alone? AE-110k, ten categories."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from daogou.core.progress import Progress, tracked
from daogou.evaluation.ae110k import FOLDER, read_ae110k, value_scores
from daogou.evaluation.tasks import Measurement, Task
from daogou.language.relations.value_candidates import Asked
from daogou.language.relations.values import ValueFinder, train_values

PROTOCOL = (
    "ExtractGPT's split of AE-110k; trained on all of train, every setting chosen by cross-validation in "
    "train; for each attribute that the test asks of a product one value or none, exact match; a value where "
    "none is right is a false alarm, none where one is right a miss, a wrong value is both. memory_f1: the "
    "value that train gives the attribute most often among those that the title contains."
)


@dataclass(frozen=True)
class Options:
    """None."""


class AttributesAe110k:
    """The task."""

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """See the protocol.

        Raises:
            NotFound: ``entities/ae110k`` is not in the data folder.
        """
        train, test = read_ae110k(data, "train"), read_ae110k(data, "test")
        finder = train_values(train, seed=seed, progress=progress)
        asked = tracked(test, progress, "Reading titles", len(test))
        values = [finder(question.title, question.category, question.attribute).value for question in asked]
        remembered = [_remembered(finder, question) for question in test]
        metrics = {
            **value_scores(test, values),
            "memory_f1": value_scores(test, remembered)["f1"],
            "asked": float(len(test)),
        }
        return Measurement(metrics, PROTOCOL, _files(data))


def _remembered(finder: ValueFinder, asked: Asked) -> str:
    """The commonest known value that the title contains; none if it contains none."""
    known = finder.known
    inside = [value for value in known.values.get(asked.attribute, ()) if value in asked.title]
    return max(
        inside, key=lambda v: (known.counts(asked.attribute, v, asked.title)[0], len(v), v), default=""
    )


def _files(data: Path) -> tuple[Path, ...]:
    splits: Sequence[str] = ("train", "test")
    return tuple(data / FOLDER / f"{split}.jsonl" for split in splits)


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return AttributesAe110k()
