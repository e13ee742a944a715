"""A sum whose weights each product chooses for itself: learnt attention over the modalities.

    e_m = s . tanh(A p_m + a_m),  w = softmax(e) over the modalities that are there,  v = unit(sum w_m p_m)

(additive attention: Bahdanau et al., 2015; over modalities: Kiela et al., "Dynamic meta-embeddings", 2018).
Taught with torch so that ``v`` tells the products' labels apart, or finds the products that belong together,
or both; served with numpy; the weights are the explanation. Modalities are left out at random while it
learns, so that it copes with a missing one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from daogou.core.errors import BadOption
from daogou.core.progress import Progress
from daogou.core.roles import required
from daogou.features.fusion import Fusion, FusionMethod, Modalities
from daogou.features.modalities import (
    CommonSpace,
    RowPairs,
    common_space,
    load_arrays,
    save_arrays,
    space_from,
    telling_pairs,
)
from daogou.features.rows import Vectors, present, unit_rows


@dataclass(frozen=True)
class Options:
    """``dim`` of the fused vectors; ``hidden`` numbers score a modality; ``epochs`` over what is learnt from.

    ``bend``: whether pairs of products, if there are thousands, change the maps into the shared space too.
    """

    dim: int = 128
    hidden: int = 32
    epochs: int = 30
    bend: bool = True


@dataclass(frozen=True)
class Attention:
    """``inner`` [dim, hidden], ``score`` [hidden], and per modality ``bias`` [hidden], float32."""

    space: CommonSpace
    inner: Vectors
    score: Vectors
    bias: Mapping[str, Vectors]

    @property
    def dim(self) -> int:
        """Of the shared space."""
        return self.space.dim

    def __call__(self, modalities: Modalities) -> Vectors:
        """See the contract."""
        placed = self.space.place(modalities)
        shares = self._shares(placed)
        return unit_rows(sum((shares[n][:, None] * p for n, p in placed.items()), np.zeros((1, self.dim))))

    def shares(self, modalities: Modalities) -> Mapping[str, Vectors]:
        """What the attention gave each modality, row by row."""
        return self._shares(self.space.place(modalities))

    def _shares(self, placed: Mapping[str, Vectors]) -> dict[str, Vectors]:
        if not placed:
            return {}
        scores = [np.tanh(p @ self.inner + self.bias[name]) @ self.score for name, p in placed.items()]
        there = np.stack([present(p) for p in placed.values()])  # (modalities, n)
        powers = np.exp(np.stack(scores) - np.max(scores, axis=0)) * there
        shares = powers / np.maximum(powers.sum(axis=0), 1e-30)
        return dict(zip(placed, shares.astype(np.float32), strict=True))

    def save(self, folder: Path) -> None:
        """The space and the attention."""
        arrays = {"inner": self.inner, "score": self.score}
        arrays |= {f"bias {name}": bias for name, bias in self.bias.items()}
        save_arrays(folder, self.space.arrays() | arrays)


class AttentionMethod:
    """Teaches the attention with torch; loads and serves it with numpy."""

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
        """Learn; without two different labels or a pair all modalities that are there count the same.

        Raises:
            MissingDependency: torch is not installed.
        """
        space = common_space(modalities, self._options.dim)
        told = telling_pairs(pairs, modalities)
        if len({label for label in labels if label}) < 2 and not len(told):
            return _even(space, self._options.hidden)
        required("torch", "fusion 'attention'", "train")
        from daogou.features.attention_training import Recipe, Taught, train

        recipe = Recipe(self._options.hidden, self._options.epochs, self._options.bend)
        learnt = train(space, modalities, Taught(labels, told), recipe, seed=seed, progress=progress)
        return Attention(learnt.space, learnt.inner, learnt.score, learnt.bias)

    def load(self, folder: Path) -> Fusion:
        """See the contract."""
        arrays = load_arrays(folder)
        bias = {n.removeprefix("bias "): values for n, values in arrays.items() if n.startswith("bias ")}
        return Attention(space_from(arrays), arrays["inner"], arrays["score"], bias)


def _even(space: CommonSpace, hidden: int) -> Attention:
    """Zero scores: softmax makes them equal shares."""
    nothing = np.zeros(hidden, dtype=np.float32)
    inner = np.zeros((space.dim, hidden), dtype=np.float32)
    return Attention(space, inner, nothing, dict.fromkeys(space.dims, nothing))


def build(options: Options) -> FusionMethod:
    """Check the options.

    Raises:
        BadOption: one is not positive.
    """
    for name in ("dim", "hidden", "epochs"):
        if getattr(options, name) < 1:
            raise BadOption(f"fusion 'attention', option {name!r}: expected at least 1.")
    return AttentionMethod(options)
