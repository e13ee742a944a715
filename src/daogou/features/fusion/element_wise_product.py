"""Number by number multiplied, in the space on which the modalities agree: what they say alike grows.

v = unit(p1 * p2 * ...), Hadamard's product, as a likeness of pairs of modalities (bilinear pooling with the
diagonal only: Kim et al., "Hadamard product for low-rank bilinear pooling", 2017). A product of two negative
numbers would read as a positive one, so each factor is 1 + p * sqrt(dim) / 2 clipped at a small positive
number, and 1 is taken off at the end: a missing modality is a factor of exactly 1.
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
from daogou.features.rows import Vectors, present, unit_rows

SMALLEST_FACTOR = 0.05  # a factor of 0 would silence all the others


@dataclass(frozen=True)
class Options:
    """``dim`` of the fused vectors."""

    dim: int = 128


@dataclass(frozen=True)
class ElementWiseProduct:
    """See the module."""

    space: CommonSpace

    @property
    def dim(self) -> int:
        """Of the shared space."""
        return self.space.dim

    def __call__(self, modalities: Modalities) -> Vectors:
        """See the contract."""
        placed = self.space.place(modalities).values()
        # a unit vector's numbers are about 1 / sqrt(dim): scaled, many change a factor by a half
        scale = np.float32(np.sqrt(self.dim) / 2)
        factors = [np.maximum(1 + scale * p, np.float32(SMALLEST_FACTOR)) for p in placed]
        if not factors:
            return np.zeros((0, self.dim), dtype=np.float32)
        return unit_rows(np.prod(factors, axis=0) - 1)

    def shares(self, modalities: Modalities) -> Mapping[str, Vectors]:
        """Each factor counts the same."""
        refuse_other(modalities, self.space.dims)
        return equal_parts({name: present(rows).astype(np.float32) for name, rows in modalities.items()})

    def save(self, folder: Path) -> None:
        """The space."""
        save_arrays(folder, self.space.arrays())


class ElementWiseProductMethod:
    """Learns the space."""

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
        """Exact; ``seed`` has nothing to decide."""
        space = common_space(modalities, self._options.dim)
        telling_pairs(pairs, modalities)  # refuses what is none
        return ElementWiseProduct(space)

    def load(self, folder: Path) -> Fusion:
        """See the contract."""
        return ElementWiseProduct(space_from(load_arrays(folder)))


def build(options: Options) -> FusionMethod:
    """Check the dimension.

    Raises:
        BadOption: it is not positive.
    """
    if options.dim < 1:
        raise BadOption("fusion 'element_wise_product', option 'dim': expected at least 1.")
    return ElementWiseProductMethod(options)
