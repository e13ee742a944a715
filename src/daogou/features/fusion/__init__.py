"""Several vectors of a product (its text, its picture, its place in the graph) into one: a file per method.

``search/fusion`` merges rankings; this role merges vectors, before anything is ranked.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from daogou.core.progress import Progress
from daogou.core.roles import Role
from daogou.features.modalities import RowPairs
from daogou.features.rows import Vectors

# Name of a modality -> float32 [n, its own dim]; a row of zeros says that the product has none. All have
# as many rows. A modality that was not there when the method learnt is refused, one may be left out.
Modalities = Mapping[str, Vectors]


class Fusion(Protocol):
    """Fuses modalities whose names and dimensions it has learnt."""

    @property
    def dim(self) -> int:
        """Length of a fused vector."""
        ...

    def __call__(self, modalities: Modalities) -> Vectors:
        """float32 [n, dim], unit rows; a product that has no modality at all gets zeros.

        Raises:
            SpaceMismatch: an unknown modality, or one of another dimension than was learnt from.
        """
        ...

    def shares(self, modalities: Modalities) -> Mapping[str, Vectors]:
        """How much each modality counts in each row: float32 [n] in 0..1, which sum to 1 over the modalities.

        A missing one counts 0. This is the explanation that is shown.
        """
        ...

    def save(self, folder: Path) -> None:
        """Write what ``FusionMethod.load`` needs into an existing folder."""
        ...


class FusionMethod(Protocol):
    """A way to fuse, to be fitted to a shop."""

    def fit(
        self,
        modalities: Modalities,
        labels: Sequence[str],
        *,
        pairs: RowPairs | None = None,
        seed: int,
        progress: Progress,
    ) -> Fusion:
        """Learn from products. ``labels``: what each is, "" if unknown.

        ``pairs`` int64 [m, 2]: rows of products that belong together, as those that one shopper liked; a
        pair may come more than once. Some methods ignore either. Deterministic in ``seed``.

        Raises:
            BadInput: no modality, no product that has one, or a pair of a product that is not there.
        """
        ...

    def load(self, folder: Path) -> Fusion:
        """What ``Fusion.save`` wrote; needs numpy only.

        Raises:
            NotBuilt: nothing was saved there.
        """
        ...


ROLE: Role[FusionMethod] = Role(__name__)
