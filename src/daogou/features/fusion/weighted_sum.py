"""A sum in the space on which the modalities agree: v = unit(w1 p1 + w2 p2 + ...).

The weights are given, or all equal. A missing modality's weight goes to the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from daogou.core.errors import BadOption
from daogou.core.progress import Progress
from daogou.features.fusion import Fusion, FusionMethod, Modalities
from daogou.features.modalities import (
    CommonSpace,
    common_space,
    equal_parts,
    load_arrays,
    refuse_other,
    save_arrays,
    space_from,
)
from daogou.features.rows import Vectors, present, unit_rows


@dataclass(frozen=True)
class Options:
    """``dim`` of the fused vectors; weights of the usual modalities, ``other`` of any other."""

    dim: int = 128
    text: float = 1.0
    picture: float = 1.0
    graph: float = 1.0
    other: float = 1.0


@dataclass(frozen=True)
class WeightedSum:
    """``weights`` by modality."""

    space: CommonSpace
    weights: Mapping[str, float]

    @property
    def dim(self) -> int:
        """Of the shared space."""
        return self.space.dim

    def __call__(self, modalities: Modalities) -> Vectors:
        """See the contract."""
        placed = self.space.place(modalities)
        return unit_rows(sum((self.weights[n] * p for n, p in placed.items()), np.zeros((1, self.dim))))

    def shares(self, modalities: Modalities) -> Mapping[str, Vectors]:
        """The weights, where the modality is there."""
        refuse_other(modalities, self.space.dims)
        return equal_parts(
            {n: self.weights[n] * present(rows).astype(np.float32) for n, rows in modalities.items()}
        )

    def save(self, folder: Path) -> None:
        """The space and the weights."""
        weights = {f"weight {name}": np.array(weight) for name, weight in self.weights.items()}
        save_arrays(folder, self.space.arrays() | weights)


class WeightedSumMethod:
    """Learns the space."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def fit(self, modalities: Modalities, labels: Sequence[str], *, seed: int, progress: Progress) -> Fusion:
        """Exact; ``seed`` has nothing to decide."""
        space = common_space(modalities, self._options.dim)
        given = {n: float(getattr(self._options, n, self._options.other)) for n in space.dims}
        return WeightedSum(space, given)

    def load(self, folder: Path) -> Fusion:
        """See the contract."""
        arrays = load_arrays(folder)
        weights = {n.removeprefix("weight "): float(v) for n, v in arrays.items() if n.startswith("weight ")}
        return WeightedSum(space_from(arrays), weights)


def build(options: Options) -> FusionMethod:
    """Check the weights.

    Raises:
        BadOption: a weight is not positive: leave that modality out instead.
    """
    for name in ("text", "picture", "graph", "other"):
        if not getattr(options, name) > 0:
            raise BadOption(f"fusion 'weighted_sum', option {name!r}: expected more than 0.")
    if options.dim < 1:
        raise BadOption("fusion 'weighted_sum', option 'dim': expected at least 1.")
    return WeightedSumMethod(options)
