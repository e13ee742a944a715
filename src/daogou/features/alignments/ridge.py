"""A straight line from pictures to the words of their captions: ridge regression, solved with numpy.

W = (X'X + penalty * n * I)^-1 X'Y over standardised picture rows X and the mean caption vectors Y. Weaker
than the contrastive heads, but it needs no torch and no ConSE classes, and learns 8,000 pairs in seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import NotBuilt
from daogou.core.files import replacing
from daogou.core.progress import Progress
from daogou.features.alignments import Alignment, AlignmentMethod, Pairs
from daogou.features.class_words import refuse_other_eye
from daogou.features.rows import unit_rows
from daogou.features.see import Eye
from daogou.features.text_encoders import TextEncoder

FILE_NAME = "ridge.npz"
SMALLEST_DEVIATION = 1e-3  # of a feature: a dead one must not be blown up


@dataclass(frozen=True)
class Options:
    """``penalty``: on the squared weights, per pair."""

    penalty: float = 0.3


@dataclass(frozen=True)
class Ridge:
    """``weights``: float32 [picture_dim, dim]; words stay where they are, less their mean."""

    eye: Eye
    space: str
    mean: NDArray[np.float32]  # (picture_dim,)
    deviation: NDArray[np.float32]
    weights: NDArray[np.float32]
    text_mean: NDArray[np.float32]  # (dim,)

    @property
    def dim(self) -> int:
        """That of the text encoder."""
        return int(self.weights.shape[1])

    def place_pictures(self, pictures: NDArray[np.float32]) -> NDArray[np.float32]:
        """Unit rows."""
        return unit_rows(((pictures - self.mean) / self.deviation) @ self.weights)

    def place_texts(self, vectors: NDArray[np.float32], texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows."""
        return unit_rows((vectors - self.text_mean) * vectors.any(axis=1, keepdims=True))

    def save(self, folder: Path) -> None:
        """One file."""
        arrays = {name: getattr(self, name) for name in ("mean", "deviation", "weights", "text_mean")}
        with replacing(folder / FILE_NAME) as file, file.open("wb") as stream:
            np.savez(stream, allow_pickle=False, eye=self.eye.space, space=self.space, **arrays)


class RidgeMethod:
    """Solves the normal equations."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def fit(self, pairs: Pairs, eye: Eye, text: TextEncoder, *, seed: int, progress: Progress) -> Alignment:
        """Exact; ``seed`` has nothing to decide."""
        rows = pairs.pictures
        if not len(rows):
            nothing = np.zeros((eye.dim, text.dim), dtype=np.float32)
            zeros = np.zeros(eye.dim, dtype=np.float32)
            return Ridge(eye, self._space(eye, text), zeros, zeros + 1, nothing, nothing[0])
        mean, deviation = rows.mean(axis=0), np.maximum(rows.std(axis=0), SMALLEST_DEVIATION)
        captions = _caption_vectors(pairs, text)
        text_mean = captions.mean(axis=0)
        x, y = (rows - mean) / deviation, captions - text_mean
        square = x.T @ x + self._options.penalty * len(x) * np.eye(x.shape[1], dtype=np.float32)
        weights = np.linalg.solve(square, x.T @ y).astype(np.float32)
        return Ridge(eye, self._space(eye, text), mean, deviation, weights, text_mean)

    def _space(self, eye: Eye, text: TextEncoder) -> str:
        return f"ridge-{eye.space}-{text.space}-{self._options.penalty}"

    def load(self, folder: Path, eye: Eye) -> Alignment:
        """What ``save`` wrote.

        Raises:
            NotBuilt: nothing was saved there.
            SpaceMismatch: it was learnt on another eye's rows.
        """
        file = folder / FILE_NAME
        if not file.is_file():
            raise NotBuilt(f"There is no alignment in {folder}.", hint="`daogou build` makes it.")
        with np.load(file, allow_pickle=False) as stored:
            refuse_other_eye(str(stored["eye"]), eye, folder)
            arrays = {name: stored[name] for name in ("mean", "deviation", "weights", "text_mean")}
            return Ridge(eye, str(stored["space"]), **arrays)


def _caption_vectors(pairs: Pairs, text: TextEncoder) -> NDArray[np.float32]:
    """float32 [n, text_dim]: the mean vector of each picture's captions, first wordings only."""
    firsts = [[wordings[0] for wordings in captions.values()] or [""] for captions in pairs.captions]
    texts = sorted({caption for captions in firsts for caption in captions})
    row = {caption: number for number, caption in enumerate(texts)}
    vectors = text.encode(texts)
    return np.stack([vectors[[row[caption] for caption in captions]].mean(axis=0) for captions in firsts])


def build(options: Options) -> AlignmentMethod:
    """Nothing to prepare."""
    return RidgeMethod(options)
