"""A sum in the space on which the modalities agree: v = unit(w1 p1 + w2 p2 + ...).

The weights are given, or all equal, or learnt from products that belong together. A missing modality's
weight goes to the others.
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
    RowPairs,
    common_space,
    equal_parts,
    load_arrays,
    refuse_other,
    save_arrays,
    space_from,
    telling_pairs,
)
from daogou.features.pair_weights import learnt_weights
from daogou.features.rows import Vectors, present, unit_rows


@dataclass(frozen=True)
class Options:
    """``dim`` of the fused vectors; weights of the usual modalities, ``other`` of any other.

    ``learn``: whether pairs of products, where there are any, move the weights from there.
    """

    dim: int = 128
    text: float = 1.0
    picture: float = 1.0
    graph: float = 1.0
    other: float = 1.0
    learn: bool = True


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
    """Learns the space, and from pairs the weights."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def fit(
        self,
        modalities: Modalities,
        labels: Sequence[str],
        *,
        pairs: RowPairs | None = None,
        seed: int,
        progress: Progress,
    ) -> Fusion:
        """The space exactly; ``seed`` draws what pairs are compared with."""
        space = common_space(modalities, self._options.dim)
        given = {n: float(getattr(self._options, n, self._options.other)) for n in space.dims}
        told = telling_pairs(pairs, modalities)
        if not self._options.learn or not len(told):
            return WeightedSum(space, given)
        return WeightedSum(space, learnt_weights(space.place(modalities), given, told, seed=seed))

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
