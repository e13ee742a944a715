"""What the ways to fuse modalities share: checking them, and leading them into one space.

The shared space is MAXVAR generalised canonical correlation (Kettenring, 1971): the directions on which the
whitened modalities agree most. Each modality gets a linear map into it, so that sums and products of vectors
that were made by different models mean something.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadInput, NotBuilt, SpaceMismatch
from daogou.core.files import replacing
from daogou.features.rows import Vectors, present, unit_rows

RowPairs = NDArray[np.int64]  # [m, 2]: rows of products that belong together

FILE_NAME = "fusion.npz"
RIDGE = 0.1  # of a modality's mean variance, added to each direction: rare directions are mostly noise


def refuse_unusable(modalities: Mapping[str, Vectors]) -> None:
    """Raise unless there is something to learn from.

    Raises:
        BadInput: no modality, different numbers of rows, or only zeros.
    """
    counts = {name: len(rows) for name, rows in modalities.items()}
    if len(set(counts.values())) > 1:
        raise BadInput(f"Modalities have different numbers of products: {counts}.")
    if not any(rows.any() for rows in modalities.values()):
        raise BadInput("No product has a vector of any modality: there is nothing to fuse.")


def refuse_other(modalities: Mapping[str, Vectors], dims: Mapping[str, int]) -> None:
    """Raise if a modality is not one of those learnt from.

    Raises:
        SpaceMismatch: it is unknown, or its vectors are longer or shorter.
    """
    for name, rows in modalities.items():
        if dims.get(name) != rows.shape[1]:
            learnt = ", ".join(f"{n} ({d})" for n, d in sorted(dims.items()))
            raise SpaceMismatch(
                f"The modality {name!r} has {rows.shape[1]} dimensions; the fusion was taught with {learnt}."
            )


def telling_pairs(pairs: RowPairs | None, modalities: Mapping[str, Vectors]) -> RowPairs:
    """int64 [k, 2]: the pairs of two different products that both have a modality; none for ``None``.

    Raises:
        BadInput: the pairs are no [m, 2], or name a product that is not there.
    """
    if pairs is None:
        return np.zeros((0, 2), np.int64)
    count = len(next(iter(modalities.values())))
    if pairs.ndim != 2 or pairs.shape[1] != 2:
        raise BadInput(f"Pairs of products are an array of shape [m, 2], given {list(pairs.shape)}.")
    if pairs.size and not 0 <= pairs.min() <= pairs.max() < count:
        raise BadInput(f"A pair names a product that is not among the {count} given.")
    there = np.any([present(rows) for rows in modalities.values()], axis=0)
    told: RowPairs = pairs[(pairs[:, 0] != pairs[:, 1]) & there[pairs].all(axis=1)]
    return told


def equal_parts(there: Mapping[str, Vectors]) -> dict[str, Vectors]:
    """Weights float [n] of each modality -> the same, scaled to sum to 1 in each row that has any."""
    total = np.sum(list(there.values()), axis=0)
    return {
        name: np.divide(w, total, out=np.zeros_like(w), where=total > 0).astype(np.float32)
        for name, w in there.items()
    }


@dataclass(frozen=True)
class CommonSpace:
    """Per modality ``mean`` [its dim] and ``turn`` [its dim, dim], float32."""

    mean: Mapping[str, Vectors]
    turn: Mapping[str, Vectors]

    @property
    def dim(self) -> int:
        """Of the shared space."""
        return int(next(iter(self.turn.values())).shape[1])

    @property
    def dims(self) -> dict[str, int]:
        """Of each modality."""
        return {name: len(mean) for name, mean in self.mean.items()}

    def place(self, modalities: Mapping[str, Vectors]) -> dict[str, Vectors]:
        """Each modality in the shared space: float32 [n, dim], unit rows, zeros where it is missing.

        Raises:
            SpaceMismatch: another modality than was learnt from.
        """
        refuse_other(modalities, self.dims)
        return {
            name: unit_rows((unit_rows(rows) - self.mean[name]) @ self.turn[name]) * present(rows)[:, None]
            for name, rows in modalities.items()
        }

    def arrays(self) -> dict[str, Vectors]:
        """For saving."""
        return {f"mean {n}": v for n, v in self.mean.items()} | {f"turn {n}": v for n, v in self.turn.items()}


def common_space(modalities: Mapping[str, Vectors], dim: int) -> CommonSpace:
    """Learn the space on which modalities agree; ``dim`` is a wish, fewer products or dimensions give fewer.

    Raises:
        BadInput: there is nothing to learn from.
    """
    refuse_unusable(modalities)
    names = sorted(name for name, rows in modalities.items() if rows.any())
    absent = {name: rows.shape[1] for name, rows in modalities.items() if not rows.any()}
    unit = {name: unit_rows(modalities[name]) for name in names}
    mean = {name: unit[name][present(unit[name])].mean(axis=0) for name in names}
    centred = {name: (unit[name] - mean[name]) * present(unit[name])[:, None] for name in names}
    white = {name: _whitening(centred[name], dim) for name in names}
    stack = np.hstack([centred[name] @ white[name] for name in names])  # (n, sum of whitened dims)
    turns = np.split(_main_axes(stack, dim), np.cumsum([white[name].shape[1] for name in names])[:-1])
    turn = {name: (white[name] @ part).astype(np.float32) for name, part in zip(names, turns, strict=True)}
    for name, own in absent.items():  # learnt from nothing, it says nothing
        mean[name] = np.zeros(own, dtype=np.float32)
        turn[name] = np.zeros((own, turns[0].shape[1]), dtype=np.float32)
    return CommonSpace(mean, turn)


def _whitening(centred: Vectors, dim: int) -> NDArray[np.float64]:
    """float64 [its dim, k]: onto its k main axes, each brought to about the same spread."""
    values, axes = np.linalg.eigh(centred.T.astype(np.float64) @ centred / len(centred))
    order = np.argsort(-values)[: min(dim, len(values))]
    spread = np.sqrt(np.maximum(values[order], 0) + RIDGE * max(float(values.mean()), 1e-12))
    whitening: NDArray[np.float64] = axes[:, order] / spread
    return whitening


def _main_axes(stack: NDArray[np.float64], dim: int) -> NDArray[np.float64]:
    """float64 [columns, dim]: the main axes of all whitened modalities side by side."""
    values, axes = np.linalg.eigh(stack.T @ stack)
    chosen: NDArray[np.float64] = axes[:, np.argsort(-values)[:dim]]
    return chosen


def save_arrays(folder: Path, arrays: Mapping[str, NDArray[np.float32]]) -> None:
    """Named arrays in the one file of a fusion."""
    with replacing(folder / FILE_NAME) as file, file.open("wb") as stream:
        np.savez(stream, allow_pickle=False, **arrays)


def load_arrays(folder: Path) -> dict[str, NDArray[np.float32]]:
    """What ``save_arrays`` wrote.

    Raises:
        NotBuilt: nothing was.
    """
    file = folder / FILE_NAME
    if not file.is_file():
        raise NotBuilt(f"There is no fusion in {folder}.", hint="`daogou build` makes it.")
    with np.load(file, allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


def space_from(arrays: Mapping[str, NDArray[np.float32]]) -> CommonSpace:
    """What ``CommonSpace.arrays`` gave."""
    parts: dict[str, dict[str, Vectors]] = {"mean": {}, "turn": {}}
    for name, values in arrays.items():
        part, _, modality = name.partition(" ")
        if part in parts:
            parts[part][modality] = values
    return CommonSpace(parts["mean"], parts["turn"])
