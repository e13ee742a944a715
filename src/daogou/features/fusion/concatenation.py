"""Side by side: [sqrt(w1) v1, sqrt(w2) v2, ...], so that a cosine is the weighted mean of the cosines.

The simplest fusion, and the only one that loses nothing; its vectors are as long as all modalities together.
A missing modality leaves zeros, and the others count for more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from daogou.core.progress import Progress
from daogou.features.fusion import Fusion, FusionMethod, Modalities
from daogou.features.modalities import (
    RowPairs,
    equal_parts,
    load_arrays,
    refuse_other,
    refuse_unusable,
    save_arrays,
    telling_pairs,
)
from daogou.features.rows import Vectors, present, unit_rows


@dataclass(frozen=True)
class Options:
    """None: all modalities count the same."""


@dataclass(frozen=True)
class Concatenation:
    """``dims`` of the modalities, in the order in which they stand."""

    dims: Mapping[str, int]

    @property
    def dim(self) -> int:
        """All together."""
        return sum(self.dims.values())

    def __call__(self, modalities: Modalities) -> Vectors:
        """See the contract."""
        refuse_other(modalities, self.dims)
        rows = len(next(iter(modalities.values()))) if modalities else 0
        parts = [
            unit_rows(modalities[name]) if name in modalities else np.zeros((rows, dim), np.float32)
            for name, dim in self.dims.items()
        ]
        return unit_rows(np.hstack(parts))

    def shares(self, modalities: Modalities) -> Mapping[str, Vectors]:
        """Those that are there count the same."""
        refuse_other(modalities, self.dims)
        return equal_parts({name: present(rows).astype(np.float32) for name, rows in modalities.items()})

    def save(self, folder: Path) -> None:
        """The dimensions."""
        save_arrays(folder, {f"dim {name}": np.array(dim) for name, dim in self.dims.items()})


class ConcatenationMethod:
    """Learns the modalities' names."""

    def fit(
        self,
        modalities: Modalities,
        labels: Sequence[str],
        *,
        pairs: RowPairs | None = None,
        seed: int,
        progress: Progress,
    ) -> Fusion:
        """Nothing else to learn."""
        refuse_unusable(modalities)
        telling_pairs(pairs, modalities)  # refuses what is none
        return Concatenation({name: modalities[name].shape[1] for name in sorted(modalities)})

    def load(self, folder: Path) -> Fusion:
        """See the contract."""
        return Concatenation({name.removeprefix("dim "): int(v) for name, v in load_arrays(folder).items()})


def build(options: Options) -> FusionMethod:
    """Nothing to prepare."""
    return ConcatenationMethod()
