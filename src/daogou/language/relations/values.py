"""The value of an asked attribute in a title: the likeliest piece of it, or that it is not said.

Learnt from titles whose values are known: a shop's own structured fields serve.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from daogou.core.progress import SILENT, Progress, tracked
from daogou.language.loglinear import LogLinear, Question, Schedule, hashed, train_loglinear
from daogou.language.relations.value_candidates import (
    NOT_SAID,
    Asked,
    Known,
    candidate_features,
    known_from,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """``title[start:end]`` is the value; NOT_SAID has an empty span. ``probability`` among all candidates."""

    value: str
    start: int
    end: int
    probability: float


@dataclass(frozen=True)
class ValueFinder:
    """Answers by a trained choice."""

    known: Known
    model: LogLinear

    def __call__(self, title: str, category: str, attribute: str) -> Answer:
        """The likeliest answer."""
        found = list(candidate_features(Asked(title, category, attribute), self.known))
        shares = self.model.probabilities([hashed(names) for _, names in found])
        best = int(shares.argmax())
        candidate, sure = found[best][0], float(shares[best])
        if candidate is None:
            return Answer(NOT_SAID, 0, 0, sure)
        return Answer(candidate.text, candidate.start, candidate.end, sure)


SCHEDULE = Schedule(epochs=6, rate=0.2, penalty=1e-5)  # the better of two by cross-validation on AE-110k


def train_values(
    answered: Sequence[Asked],
    *,
    seed: int,
    schedule: Schedule | None = None,
    progress: Progress = SILENT,
) -> ValueFinder:
    """Learn from answered questions; a title's own answers are left out of the counts that describe it."""
    known = known_from(answered)
    questions = list(tracked(_questions(answered, known), progress, "Reading titles", len(answered)))
    model = train_loglinear(questions, schedule or SCHEDULE, seed=seed, progress=progress)
    return ValueFinder(known, model)


def _questions(answered: Sequence[Asked], known: Known) -> Iterator[Question]:
    for asked in answered:
        found = list(candidate_features(asked, known))
        texts = [NOT_SAID if candidate is None else candidate.text for candidate, _ in found]
        right = tuple(place for place, text in enumerate(texts) if text in asked.values)
        yield Question(tuple(hashed(names) for _, names in found), right)
