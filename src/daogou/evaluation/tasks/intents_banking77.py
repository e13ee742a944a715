"""What does a bank's customer want? 77 intents that lie close together; nothing is outside."""

from dataclasses import dataclass
from pathlib import Path

from daogou.core.progress import Progress
from daogou.evaluation.intents import calibration_error, intents_file, read_table
from daogou.evaluation.tasks import Measurement, Task
from daogou.language.intents.teaching import teach_intents

PROTOCOL = (
    "Taught on train (10,003), a fifth of which mixes the two judges; accuracy of the likeliest intent on "
    "test (3,080) without a threshold. The method was chosen on a fifth of train."
)


@dataclass(frozen=True)
class Options:
    """None."""


@dataclass(frozen=True)
class IntentsBanking77:
    """The task."""

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Teach and ask.

        Raises:
            NotFound: ``intents/`` is not in the data folder.
        """
        files = [intents_file(data, f"banking77_{split}.csv") for split in ("train", "test")]
        taught = teach_intents(read_table(files[0]).encoded(), seed=seed, progress=progress)
        test = read_table(files[1]).encoded()
        guesses = taught(test.texts, test.vectors)
        right = [g.likeliest[0][0] == label for g, label in zip(guesses, test.labels, strict=True)]
        error = calibration_error([g.confidence for g in guesses], right)
        metrics = {"accuracy": sum(right) / len(right), "calibration_error": error}
        return Measurement(metrics, PROTOCOL, tuple(files))


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return IntentsBanking77()
