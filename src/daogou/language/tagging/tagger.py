"""A trained tagger: finds mentions of the kinds that it was taught, with numpy alone."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import CorruptAsset
from daogou.language.entities.mention import Mention, Recogniser
from daogou.language.tagging.features import UnitFeatures
from daogou.language.tagging.network import Array, Network, load_network
from daogou.language.tagging.units import Unit, spans_of


def feature_code(name: str) -> int:
    """A feature's name as a number: 32 bits, so that names need not be kept."""
    return zlib.crc32(name.encode())


@dataclass(frozen=True, eq=False)
class Tagger:
    """``codes`` uint32 [features], ascending, are the features that ``network.rows`` stand for."""

    network: Network
    codes: NDArray[np.uint32]
    tags: tuple[str, ...]
    features: UnitFeatures = field(default_factory=UnitFeatures)

    def __call__(self, text: str, beside: Array | None = None) -> list[Mention]:
        """Mentions without ids; the confidence is that of the least likely of its units.

        ``beside`` float32 [units, tags]: what another judge adds to each unit's scores.
        """
        units, names = self.features(text)
        if not units:
            return []
        scores = self.network.emissions(self._summed(names))
        tags, sure = self.network.best(scores if beside is None else scores + beside)
        spans = spans_of(units, [self.tags[tag] for tag in tags])
        return [
            Mention(s.start, s.end, text[s.start : s.end], s.kind, "", _least(units, sure, s.start, s.end))
            for s in spans
        ]

    def _summed(self, names: Sequence[Sequence[str]]) -> Array:
        """The sum of each unit's known features, float32 [units, dim]; unknown ones add nothing."""
        summed = np.zeros((len(names), self.network.rows.shape[1]), dtype=np.float32)
        for place, of_unit in enumerate(names):
            codes = np.array([feature_code(name) for name in of_unit], dtype=np.uint32)
            rows = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
            summed[place] = self.network.rows[rows[self.codes[rows] == codes]].sum(axis=0)
        return summed

    def save(self, file: Path) -> None:
        """In half precision, which changes no tag in a thousand."""
        arrays = {name: array.astype(np.float16) for name, array in self.network.arrays().items()}
        np.savez_compressed(file, codes=self.codes, tags=np.array(self.tags), **arrays)  # type: ignore[arg-type]


def load_tagger(file: Path, gazetteer: Recogniser | None = None) -> Tagger:
    """What ``save`` wrote; ``gazetteer``: the one it was trained with.

    Raises:
        CorruptAsset: the file holds no tagger.
    """
    network, rest = load_network(file)
    if not {"codes", "tags"} <= set(rest):
        raise CorruptAsset(f"{file.name} holds a network without its tags.")
    codes = rest["codes"].astype(np.uint32)
    return Tagger(network, codes, tuple(map(str, rest["tags"])), UnitFeatures(gazetteer))


def _least(units: Sequence[Unit], sure: NDArray[np.float64], start: int, end: int) -> float:
    inside = [float(p) for unit, p in zip(units, sure, strict=True) if start <= unit.start < end]
    return round(max(min(inside), 1e-4), 4)  # a confidence is above 0
