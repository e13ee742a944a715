"""A real shop's messages, of which more than half are none of its 28 intents."""

from dataclasses import dataclass
from pathlib import Path

from daogou.core.progress import Progress
from daogou.evaluation.intents import intents_file, read_table, weighted_f1
from daogou.evaluation.tasks import Measurement, Task
from daogou.language.intents.teaching import teach_intents

PROTOCOL = (
    "HINT3 Curekart, full train (600, none outside the scope). The threshold comes from train alone: five "
    "times a fifth of the intents and a fifth of the examples are held out. Weighted F1 on test (991), what "
    "is outside counting as a label."
)


@dataclass(frozen=True)
class Options:
    """None."""


@dataclass(frozen=True)
class IntentsCurekart:
    """The task."""

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Teach and ask.

        Raises:
            NotFound: ``intents/`` is not in the data folder.
        """
        files = [intents_file(data, f"hint3_curekart_{split}.csv") for split in ("train", "test")]
        taught = teach_intents(read_table(files[0]).encoded(), seed=seed, progress=progress)
        test = read_table(files[1]).encoded()
        given = [guess.intent for guess in taught(test.texts, test.vectors)]
        pairs = list(zip(test.labels, given, strict=True))
        inside = [right == g for right, g in pairs if right is not None]
        outside = [g is None for right, g in pairs if right is None]
        metrics = {
            "weighted_f1": weighted_f1(test.labels, given),
            "in_scope_accuracy": sum(inside) / len(inside),
            "out_of_scope_recall": sum(outside) / len(outside),
        }
        return Measurement(metrics, PROTOCOL, tuple(files))


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return IntentsCurekart()
