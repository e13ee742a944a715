"""Real questions about products: which of the texts at hand answers, and is it sure enough to be said?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.progress import Progress, tracked
from daogou.evaluation.product_questions import (
    AskedProduct,
    files_of,
    questions_on_attributes,
    questions_on_everything,
)
from daogou.evaluation.tasks import Measurement, Task
from daogou.features import text_encoders
from daogou.guide.product_texts import Found, best_text

THIRD = 3  # every third question of epqa is for measuring; the others chose weight and threshold
PROTOCOL = (
    "What the guide does with questions that no field answers, on Amazon's. attributes_*: semiPQA's test "
    "split of seen attributes, {attributes} questions; the texts are one product's attributes. texts_*: "
    "every third question of ePQA's dev split, {texts} of them, over descriptions, bullets, attributes "
    "and reviews, without community answers; an answer is one labelled as a full one. p1, mrr: over "
    "questions that have an answer. given: share of all questions to which the best text is given; "
    "given_right: share of those given that answer. Weight and threshold were chosen on the other two "
    "thirds of ePQA's dev split; of both corpora only these splits are at hand, so nothing was trained."
)


@dataclass(frozen=True)
class Options:
    """``threads``: of the text encoder."""

    threads: int = 1


@dataclass(frozen=True)
class ProductQuestions:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Ask every question.

        Raises:
            NotFound: ``productqa/`` is not in the data folder.
        """
        encode = text_encoders.ROLE.open("use", {"threads": self.options.threads}).encode
        attributes, texts = questions_on_attributes(data), questions_on_everything(data)[THIRD - 1 :: THIRD]
        metrics = {
            **_named("attributes", _metrics(attributes, encode, progress)),
            **_named("texts", _metrics(texts, encode, progress)),
        }
        protocol = PROTOCOL.format(attributes=len(attributes), texts=len(texts))
        return Measurement(metrics, protocol, files_of(data))


def _metrics(
    questions: Sequence[AskedProduct],
    encode: Callable[[Sequence[str]], NDArray[np.float32]],
    progress: Progress,
) -> dict[str, float]:
    ranked = [
        best_text(one.question, one.texts, encode)
        for one in tracked(questions, progress, "Asking", len(questions))
    ]
    pairs = list(zip(questions, ranked, strict=True))
    places = [_place(one, found) for one, found in pairs if one.answers]
    given = [found[0].row in one.answers for one, found in pairs if found[0].is_answer]
    return {
        "p1": sum(place == 1 for place in places) / len(places),
        "mrr": sum(1 / place for place in places) / len(places),
        "given": len(given) / len(questions),
        "given_right": sum(given) / max(len(given), 1),
    }


def _place(one: AskedProduct, found: Sequence[Found]) -> int:
    """Of the first text that answers, from 1."""
    return next(place for place, text in enumerate(found, 1) if text.row in one.answers)


def _named(prefix: str, metrics: dict[str, float]) -> dict[str, float]:
    return {f"{prefix}_{name}": value for name, value in metrics.items()}


def build(options: Options) -> Task:
    """Nothing is read yet."""
    return ProductQuestions(options)
