"""Nothing to align: both towers were trained together and already share one space (CLIP and its kin)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import NotBuilt, SpaceMismatch
from daogou.core.files import read_json, write_json
from daogou.core.progress import Progress
from daogou.features.alignments import Alignment, AlignmentMethod, Pairs
from daogou.features.rows import unit_rows
from daogou.features.see import Eye
from daogou.features.text_encoders import TextEncoder

FILE_NAME = "shared.json"


@dataclass(frozen=True)
class Options:
    """None."""


@dataclass
class Shared:
    """Leaves vectors where they are and gives them unit length."""

    space: str
    dim: int

    def place_pictures(self, pictures: NDArray[np.float32]) -> NDArray[np.float32]:
        """Unit rows of the encoder's part of the picture rows, which comes first."""
        return unit_rows(pictures[:, : self.dim])

    def place_texts(self, vectors: NDArray[np.float32], texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows; they already were."""
        return unit_rows(vectors)

    def save(self, folder: Path) -> None:
        """Two facts in one file."""
        write_json(folder / FILE_NAME, {"space": self.space, "dim": self.dim})


class SharedMethod:
    """Takes the towers' own space."""

    def fit(self, pairs: Pairs, eye: Eye, text: TextEncoder, *, seed: int, progress: Progress) -> Alignment:
        """Nothing to learn.

        Raises:
            SpaceMismatch: the encoders do not share a space.
        """
        image = eye.encoder
        if (image.space, image.dim) != (text.space, text.dim):
            raise SpaceMismatch(
                f"The alignment 'shared' needs two towers of one model, but pictures are in {image.space!r} "
                f"({image.dim} numbers) and words in {text.space!r} ({text.dim}).",
                hint="Give both encoders the same model, or choose the alignment 'contrastive'.",
            )
        return Shared(image.space, image.dim)

    def load(self, folder: Path, eye: Eye) -> Alignment:
        """Read the two facts.

        Raises:
            NotBuilt: nothing was saved there.
            SpaceMismatch: it was another model's space.
        """
        file = folder / FILE_NAME
        if not file.is_file():
            raise NotBuilt(f"There is no alignment in {folder}.", hint="`daogou build` makes it.")
        facts = read_json(file)
        if facts["space"] != eye.encoder.space:
            raise SpaceMismatch(
                f"The space in {folder} is {facts['space']!r}, the picture encoder's {eye.encoder.space!r}.",
                hint="`daogou build` makes a new one.",
            )
        return Shared(facts["space"], facts["dim"])


def build(options: Options) -> AlignmentMethod:
    """Nothing to prepare."""
    return SharedMethod()
