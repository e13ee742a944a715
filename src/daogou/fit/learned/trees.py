"""Gradient-boosted trees as a few arrays: scikit-learn grows them, numpy alone asks them (Friedman 2001)."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.roles import required
from daogou.fit.learned.wearings import Floats

NEEDED_BY = "learning sizes from returns"
EXTRA = "topics"  # the extra that brings scikit-learn
CHUNK = 2048  # rows at a time: rows x trees places are held


@dataclass(frozen=True, eq=False)
class Trees:
    """All nodes of all trees one after the other; what a row gets is ``base`` plus what its leaves say.

    ``feature`` int32 [nodes], -1 at a leaf; ``threshold`` float64 [nodes]: a row goes left if its feature is
    at most that, or is NaN where ``missing_left`` bool [nodes] says so; ``left``, ``right`` int32 [nodes];
    ``value`` float64 [nodes]; ``roots`` int32 [rounds, outputs]; ``base`` float64 [outputs].
    """

    feature: NDArray[np.int32]
    threshold: Floats
    missing_left: NDArray[np.bool_]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Floats
    roots: NDArray[np.int32]
    base: Floats

    def sums(self, rows: Floats) -> Floats:
        """float64 [n, outputs]: a regressor's value, a classifier's logits."""
        parts = [self._sums(rows[start : start + CHUNK]) for start in range(0, len(rows), CHUNK)]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.base)))

    def chances(self, rows: Floats) -> Floats:
        """float64 [n, outputs]: softmax of the sums."""
        logits = self.sums(rows)
        parts = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(parts / parts.sum(axis=1, keepdims=True))

    def _sums(self, rows: Floats) -> Floats:
        at = np.tile(self.roots.reshape(-1), len(rows))  # (rows * trees)
        lines = np.repeat(np.arange(len(rows)), self.roots.size)
        going = np.flatnonzero(self.feature[at] >= 0)
        while len(going):  # trees are lopsided: only what has not reached its leaf goes on
            node = at[going]
            known = rows[lines[going], self.feature[node]]
            goes_left = (known <= self.threshold[node]) | (np.isnan(known) & self.missing_left[node])
            at[going] = np.where(goes_left, self.left[node], self.right[node])
            going = going[self.feature[at[going]] >= 0]
        said = self.value[at].reshape(len(rows), *self.roots.shape)
        return np.asarray(said.sum(axis=1) + self.base)

    def arrays(self, prefix: str) -> dict[str, NDArray[Any]]:
        """For ``np.savez``."""
        return {prefix + field.name: getattr(self, field.name) for field in fields(self)}


def trees_from(arrays: Any, prefix: str) -> Trees:
    """What ``arrays`` gave.

    Raises:
        KeyError: an array is missing.
    """
    return Trees(**{field.name: arrays[prefix + field.name] for field in fields(Trees)})


def grown_classifier(rows: Floats, classes: NDArray[np.intp], settings: dict[str, Any]) -> Trees:
    """Trees for classes 0, 1, 2 …, all of which occur.

    Raises:
        MissingDependency: scikit-learn is not installed.
    """
    ensemble = required("sklearn.ensemble", NEEDED_BY, EXTRA)
    return _taken(
        ensemble.HistGradientBoostingClassifier(early_stopping=False, **settings).fit(
            _binnable(rows), classes
        )
    )


def grown_regressor(rows: Floats, values: Floats, settings: dict[str, Any]) -> Trees:
    """Trees for numbers.

    Raises:
        MissingDependency: scikit-learn is not installed.
    """
    ensemble = required("sklearn.ensemble", NEEDED_BY, EXTRA)
    return _taken(
        ensemble.HistGradientBoostingRegressor(early_stopping=False, **settings).fit(_binnable(rows), values)
    )


def _binnable(rows: Floats) -> Floats:
    """A column of which nothing is known stands still: scikit-learn cannot bin it, and no tree splits it."""
    return np.where(np.isnan(rows).all(axis=0), 0.0, rows)


def _taken(grown: Any) -> Trees:
    """scikit-learn's nodes, renumbered."""
    rounds = [[tree.nodes for tree in one] for one in grown._predictors]
    flat = [nodes for one in rounds for nodes in one]
    starts = np.cumsum([0, *(len(nodes) for nodes in flat)])[:-1]
    nodes = np.concatenate(flat)
    shift = np.repeat(starts, [len(one) for one in flat])
    leaf = nodes["is_leaf"].astype(bool)
    return Trees(
        feature=np.where(leaf, -1, nodes["feature_idx"]).astype(np.int32),
        threshold=nodes["num_threshold"].astype(np.float64),
        missing_left=nodes["missing_go_to_left"].astype(bool),
        left=(nodes["left"] + shift).astype(np.int32),
        right=(nodes["right"] + shift).astype(np.int32),
        value=nodes["value"].astype(np.float64),
        roots=starts.reshape(len(rounds), -1).astype(np.int32),
        base=np.asarray(grown._baseline_prediction, dtype=np.float64).reshape(-1),
    )
