"""The encoder's weights but for its pieces' vectors; every layer stacked in arrays."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import CorruptAsset
from daogou.language.encoder.model_file import Array, ModelFile


@dataclass(frozen=True, eq=False)
class Weights:
    """A transformer's (Vaswani et al. 2017), normalised after each step as BERT's are.

    ``places`` float32 [positions, dim]; ``begin_*`` [dim]: the first normalisation. By layer: ``look``
    [3 * dim, dim]: queries, keys, values; ``join`` [dim, dim] and ``joined_*`` [dim]: what attention found,
    normalised; ``wide`` [wide, dim], ``narrow`` [dim, wide], ``end_*`` [dim]. ``*_scale`` and ``*_shift`` are
    a normalisation's, ``*_bias`` a matrix's.
    """

    places: Array
    begin_scale: Array
    begin_shift: Array
    look: Array
    look_bias: Array
    join: Array
    join_bias: Array
    joined_scale: Array
    joined_shift: Array
    wide: Array
    wide_bias: Array
    narrow: Array
    narrow_bias: Array
    end_scale: Array
    end_shift: Array

    def last(self, layers: int) -> dict[str, NDArray[Any]]:
        """So many layers' arrays, for an npz file: half precision."""
        return {name: getattr(self, name)[-layers:].astype(np.float16) for name in LAYERED}

    def ending(self, last: Mapping[str, NDArray[Any]]) -> "Weights":
        """These weights with the last layers as given, float32.

        Raises:
            CorruptAsset: something of them is missing.
        """
        missing = [name for name in LAYERED if name not in last]
        if missing:
            raise CorruptAsset(f"The file lacks {missing[0]} of its layers.")
        kept = {name: getattr(self, name)[: -len(last[name])] for name in LAYERED}
        return replace(
            self, **{name: np.concatenate([kept[name], last[name].astype(np.float32)]) for name in LAYERED}
        )


LAYERED = tuple(f.name for f in fields(Weights))[3:]
NAMES = {  # ours: the file's
    "join": "ao.w",
    "join_bias": "ao.b",
    "joined_scale": "aln.w",
    "joined_shift": "aln.b",
    "wide": "fi.w",
    "wide_bias": "fi.b",
    "narrow": "fo.w",
    "narrow_bias": "fo.b",
    "end_scale": "oln.w",
    "end_shift": "oln.b",
}


def untaught(file: ModelFile) -> Weights:
    """As the file has them."""
    of, dim = file.shape, file.shape.dim
    sizes = {"join": (dim, dim), "wide": (of.wide, dim), "wide_bias": (of.wide,), "narrow": (dim, of.wide)}
    layers = range(of.layers)
    stacked = {
        ours: np.stack([file.tensor(f"l{i}.{theirs}", *sizes.get(ours, (dim,))) for i in layers])
        for ours, theirs in NAMES.items()
    }
    look = [np.concatenate([file.tensor(f"l{i}.{one}.w", dim, dim) for one in "qkv"]) for i in layers]
    bias = [np.concatenate([file.tensor(f"l{i}.{one}.b", dim) for one in "qkv"]) for i in layers]
    return Weights(
        places=file.tensor("emb.pos", of.positions, dim) + file.tensor("emb.type", dim),
        begin_scale=file.tensor("emb.ln.w", dim),
        begin_shift=file.tensor("emb.ln.b", dim),
        look=np.stack(look),
        look_bias=np.stack(bias),
        **stacked,
    )
