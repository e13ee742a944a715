"""Choosing one of several labels by named features: a logistic regression for each, with numpy alone."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadInput, CorruptAsset
from daogou.core.roles import required

NEEDED_BY = "teaching aspects"


@dataclass(frozen=True, eq=False)
class LinearChoice:
    """``codes`` uint32 [features] ascending; ``weights`` float32 [features, labels]; ``bias`` [labels]."""

    labels: tuple[str, ...]
    codes: NDArray[np.uint32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def chances(self, features: Sequence[str]) -> NDArray[np.float64]:
        """How likely each label is, float64 [labels], sums to 1; features it was not taught add nothing."""
        found = codes_of(features)
        rows = np.minimum(np.searchsorted(self.codes, found), len(self.codes) - 1)
        scores = self.weights[rows[self.codes[rows] == found]].sum(axis=0, dtype=np.float64) + self.bias
        chances = 0.5 * (1.0 + np.tanh(0.5 * scores))  # sigmoid, without overflow
        shares: NDArray[np.float64] = chances / max(float(chances.sum()), 1e-300)
        return shares

    def best(self, features: Sequence[str]) -> tuple[str, float]:
        """The likeliest label and how likely it is."""
        chances = self.chances(features)
        place = int(chances.argmax())
        return self.labels[place], float(chances[place])

    def arrays(self, prefix: str) -> dict[str, NDArray[Any]]:
        """For an npz file, half precision."""
        return {
            f"{prefix}_labels": np.array(self.labels),
            f"{prefix}_codes": self.codes,
            f"{prefix}_weights": self.weights.astype(np.float16),
            f"{prefix}_bias": self.bias,
        }


def choice_from(saved: Mapping[str, NDArray[Any]], prefix: str) -> LinearChoice:
    """What ``arrays`` gave.

    Raises:
        CorruptAsset: something of it is missing.
    """
    names = [f"{prefix}_{part}" for part in ("labels", "codes", "weights", "bias")]
    missing = [name for name in names if name not in saved]
    if missing:
        raise CorruptAsset(f"The file lacks {missing[0]}.")
    labels, codes, weights, bias = (saved[name] for name in names)
    return LinearChoice(tuple(map(str, labels)), codes, weights.astype(np.float32), bias)


def codes_of(features: Sequence[str]) -> NDArray[np.uint32]:
    """The features' names as numbers, each once, ascending."""
    return np.unique(np.array([zlib.crc32(name.encode()) for name in features], dtype=np.uint32))


def teach_choice(
    examples: Sequence[Sequence[str]], labels: Sequence[str], *, cost: float, least_seen: int = 2
) -> LinearChoice:
    """From each example's features and its label; ``cost``: scikit-learn's C.

    Raises:
        BadInput: fewer than two labels.
        MissingDependency: scikit-learn is not installed.
    """
    if len(set(labels)) < 2:
        raise BadInput("One label teaches no choice.", hint="Give examples of at least two.")
    linear: Any = required("sklearn.linear_model", NEEDED_BY, "topics")
    found = [codes_of(features) for features in examples]
    codes, seen = np.unique(np.concatenate(found), return_counts=True)
    known = codes[seen >= least_seen]
    rows, own = _rows(found, known), np.array(labels)
    names = sorted(set(labels))
    weights, bias = np.zeros((len(names), len(known))), np.zeros(len(names))
    for place, name in enumerate(names):  # all at once would be a table of features by labels in every step
        model = linear.LogisticRegression(C=cost, solver="liblinear", random_state=0, max_iter=200)
        model.fit(rows, own == name)
        weights[place], bias[place] = model.coef_[0], model.intercept_[0]
    return LinearChoice(tuple(names), known, weights.T.astype(np.float32), bias.astype(np.float32))


def _rows(found: Sequence[NDArray[np.uint32]], known: NDArray[np.uint32]) -> Any:
    """Which known features each example has; sparse [examples, known]."""
    import scipy.sparse

    flat, owner = np.concatenate(found), np.repeat(np.arange(len(found)), [len(codes) for codes in found])
    columns = np.minimum(np.searchsorted(known, flat), len(known) - 1)
    kept = known[columns] == flat
    shape = (len(found), len(known))
    return scipy.sparse.csr_matrix((np.ones(kept.sum()), (owner[kept], columns[kept])), shape)
