"""Pictures placed among words through the names of the classes that an image encoder knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadOption, NotBuilt, SpaceMismatch
from daogou.core.files import replacing
from daogou.features.rows import unit_rows
from daogou.features.see import Eye
from daogou.features.text_encoders import TextEncoder

FILE_NAME = "class-words.npz"


@dataclass(frozen=True)
class ClassWords:
    """``class_vectors``: float32 [classes, dim], the text encoder's vectors of the class names."""

    eye: Eye
    space: str
    class_vectors: NDArray[np.float32]
    likeliest: int

    @property
    def dim(self) -> int:
        """That of the text encoder."""
        return int(self.class_vectors.shape[1])

    def place_pictures(self, pictures: NDArray[np.float32]) -> NDArray[np.float32]:
        """Unit rows: the likeliest classes' vectors, weighed by how likely they are."""
        probabilities = self.eye.probabilities(pictures)
        if self.likeliest < probabilities.shape[1]:
            smallest = -np.partition(-probabilities, self.likeliest - 1, axis=1)[:, self.likeliest - 1, None]
            probabilities = np.where(probabilities >= smallest, probabilities, 0)
        return unit_rows(probabilities @ self.class_vectors)

    def place_texts(self, vectors: NDArray[np.float32], texts: Sequence[str]) -> NDArray[np.float32]:
        """Texts already are where they belong."""
        return unit_rows(vectors)

    def save(self, folder: Path) -> None:
        """One file."""
        with replacing(folder / FILE_NAME) as file, file.open("wb") as stream:
            np.savez(
                stream,
                allow_pickle=False,
                eye=self.eye.space,
                space=self.space,
                class_vectors=self.class_vectors,
                likeliest=self.likeliest,
            )


def words_of_classes(eye: Eye, text: TextEncoder, likeliest: int) -> ClassWords:
    """From the models alone.

    Raises:
        BadOption: the image encoder has no classes.
    """
    if not eye.encoder.classes:
        raise BadOption(
            f"ConSE needs an image encoder that names classes; {eye.encoder.space!r} has none.",
            hint="Choose the image encoder 'efficientnet_lite0', or the alignment 'ridge'.",
        )
    vectors = text.encode(list(eye.encoder.classes))
    return ClassWords(eye, f"conse-{eye.space}-{text.space}", vectors, likeliest)


def load_class_words(folder: Path, eye: Eye) -> ClassWords:
    """What ``ClassWords.save`` wrote.

    Raises:
        NotBuilt: nothing was saved there.
        SpaceMismatch: it was made for another eye.
    """
    file = folder / FILE_NAME
    if not file.is_file():
        raise NotBuilt(f"There is no alignment in {folder}.", hint="`daogou build` makes it.")
    with np.load(file, allow_pickle=False) as stored:
        made_for = str(stored["eye"])
        refuse_other_eye(made_for, eye, folder)
        return ClassWords(eye, str(stored["space"]), stored["class_vectors"], int(stored["likeliest"]))


def refuse_other_eye(made_for: str, eye: Eye, folder: Path) -> None:
    """Raises SpaceMismatch where an alignment was learnt on another eye's rows."""
    if made_for != eye.space:
        raise SpaceMismatch(
            f"The alignment in {folder} was learnt on pictures seen by {made_for!r}, not {eye.space!r}.",
            hint="Run `daogou build` after changing the image encoder.",
        )
